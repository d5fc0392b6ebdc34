"""The clock publishes and takes off what editors have scheduled, and the index follows."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms import clock
from cms.jobs import follow_the_schedule
from cms.models import AboutPage
from resources.lessons.models import LessonPage
from search.engines import engine
from search.models import OutboxRow
from search.query import SearchRequest
from tests.factories import LessonFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def clock_at(db, django_capture_on_commit_callbacks):
    """Run all jobs that are due `after` from now."""

    def run(after: timedelta) -> None:
        with time_machine.travel(timezone.now() + after), django_capture_on_commit_callbacks(execute=True):
            clock.run_due()
            assert clock.overdue() == []

    return run


def found(viewer) -> tuple[int, set[str]]:
    """The total of what the index has about zebras, and what it shows."""
    page = engine().search(SearchRequest(viewer=viewer, text="zebra", exact=True))
    return page.total, {hit.id for hit in page.hits}


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def expiring(db) -> list[Page]:
    """An about page that expires in an hour, and two generations below it, which have no end of their own."""
    page = LessonFactory(title="Zebra crossing", expire_at=timezone.now() + HOUR)
    below = page.add_child(instance=AboutPage(title="Zebra below", slug="below", audience="public"))
    deeper = below.add_child(instance=AboutPage(title="Zebra at the bottom", slug="deeper", audience="public"))
    return [page, below, deeper]


@pytest.mark.parametrize(("after", "stays"), [(HOUR / 2, True), (2 * HOUR, False)])
def test_what_expires_goes_with_all_below_it_and_out_of_the_index(
    search_index, viewers, clock_at, expiring, after, stays
):
    page, below, deeper = expiring
    other = LessonFactory(title="Zebra that stays")
    search_index()
    assert found(viewers["visitor"])[0] == 4

    clock_at(after)

    ids = {f"lesson:{page.pk}", f"about:{below.pk}", f"about:{deeper.pk}"} if stays else set()
    assert [is_live(each) for each in expiring] == [stays] * 3
    # As of now: the index itself, and not the moment of the search, has to know.
    assert found(viewers["visitor"]) == (len(ids) + 1, {f"lesson:{other.pk}", *ids})


@pytest.mark.parametrize(("after", "is_there"), [(HOUR / 2, False), (2 * HOUR, True)])
def test_what_is_to_go_live_does_and_is_found(search_index, viewers, clock_at, after, is_there):
    lesson = LessonFactory(title="Zebra crossing", live=False, go_live_at=timezone.now() + HOUR)
    lesson.save_revision().publish()
    search_index()
    assert (is_live(lesson), found(viewers["visitor"])) == (False, (0, set()))

    clock_at(after)

    assert is_live(lesson) is is_there
    assert found(viewers["visitor"]) == ((1, {f"lesson:{lesson.pk}"}) if is_there else (0, set()))


def test_a_scheduled_change_of_a_published_page_is_found(search_index, viewers, clock_at):
    lesson = LessonFactory(title="Giraffe")
    lesson.title, lesson.go_live_at = "Zebra crossing", timezone.now() + HOUR
    lesson.save_revision().publish()
    search_index()
    before = found(viewers["visitor"])[0]

    clock_at(2 * HOUR)

    assert (before, found(viewers["visitor"])) == (0, (1, {f"lesson:{lesson.pk}"}))


def test_running_it_again_changes_nothing(search_index, clock_at, expiring):
    LessonPage.objects.filter(pk=expiring[0].pk).update(expire_at=timezone.now() - HOUR)
    follow_the_schedule()
    rows = list(Page.objects.order_by("pk").values())
    OutboxRow.objects.all().delete()

    follow_the_schedule()

    assert list(Page.objects.order_by("pk").values()) == rows
    assert not OutboxRow.objects.exists()


def test_wagtails_own_command_takes_along_what_is_below(expiring):
    LessonPage.objects.filter(pk=expiring[0].pk).update(expire_at=timezone.now() - HOUR)

    call_command("publish_scheduled")

    assert [is_live(each) for each in expiring] == [False] * 3
