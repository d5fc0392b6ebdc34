"""Jobs on the clock: which run, which are late, and that a clock that never ran is noticed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms import clock
from cms.models import ClockRun

HOUR = timedelta(hours=1)


@pytest.fixture
def ran(db, monkeypatch):
    """One hourly job, which is known from now on; the names of its runs."""
    runs = []
    monkeypatch.setattr(clock, "_jobs", {})

    @clock.every(HOUR)
    def water_the_plants():
        runs.append("watered")

    clock.know_jobs()
    return runs


NAME = f"{__name__}.water_the_plants"


def test_job_that_never_ran_is_overdue_once_it_should_have_run_twice(ran):
    now = timezone.now()

    assert clock.overdue(now + HOUR) == []
    assert clock.overdue(now + 3 * HOUR) == [NAME]


def test_job_that_ran_is_overdue_two_intervals_later(ran):
    later = timezone.now() + 3 * HOUR
    assert clock.run_due(later) == [NAME]

    assert ran == ["watered"]
    assert clock.overdue(later + HOUR) == []
    assert clock.overdue(later + 3 * HOUR) == [NAME]


def test_job_that_is_known_runs_at_once_and_then_once_per_interval(ran):
    now = timezone.now()

    assert [clock.run_due(now + minutes * timedelta(minutes=1)) for minutes in (0, 30, 61)] == [[NAME], [], [NAME]]


def test_job_stays_known_since_the_day_it_was_first_seen(ran):
    before = timezone.now() - 5 * HOUR
    ClockRun.objects.update(known=before)

    clock.know_jobs()

    assert ClockRun.objects.get(job=NAME).known == before
    assert clock.overdue() == [NAME]


def test_every_job_of_the_site_is_known_after_the_migrations(db):
    assert set(ClockRun.objects.values_list("job", flat=True)) >= {job.name for job in clock.every_job()}
