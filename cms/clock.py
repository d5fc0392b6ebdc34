"""Jobs on the clock: ``@every(timedelta(hours=1))`` in a room's jobs.py, run by ``manage.py clock``.

A job is idempotent: it may run twice, or late. Its last run is recorded, and ``/healthz`` shows the
oldest overdue one.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from .models import ClockRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    name: str
    interval: timedelta
    run: Callable[[], None]


_jobs: dict[str, Job] = {}


def every(interval: timedelta):
    """Register the decorated function, which takes nothing, to run once per `interval`."""

    def register(function):
        name = f"{function.__module__}.{function.__name__}"
        _jobs[name] = Job(name, interval, function)
        return function

    return register


def every_job() -> list[Job]:
    return list(_jobs.values())


def know_jobs() -> None:
    """Write down every job that is new here, so that one that never runs becomes overdue."""
    ClockRun.objects.bulk_create([ClockRun(job=name) for name in _jobs], ignore_conflicts=True)


def run_due(now: datetime | None = None) -> list[str]:
    """Run every job whose time has come; return the names of those that ran.

    A job that fails is recorded with its error and tried again at its next time; it stops no other.
    """
    now = now or timezone.now()
    runs = {run.job: run for run in ClockRun.objects.all()}
    ran = []
    for job in _jobs.values():
        run = runs.get(job.name) or ClockRun(job=job.name)
        if run.started and run.started + job.interval > now:
            continue
        run.started, run.error = now, ""
        run.save()
        try:
            job.run()
        except Exception as error:
            logger.exception("Job %s failed", job.name)
            run.error = f"{type(error).__name__}: {error}"[:500]
        run.finished = timezone.now()
        run.save()
        ran.append(job.name)
    return ran


def overdue(now: datetime | None = None) -> list[str]:
    """The jobs that should have run at least twice since their last good run, the oldest first.

    For a job that never ran, what counts is since when it is known.
    """
    now = now or timezone.now()
    late = []
    for run in ClockRun.objects.filter(job__in=_jobs):
        since = now - (run.started or run.known)
        if since > 2 * _jobs[run.job].interval or run.error:
            late.append((since, run.job))
    return [name for _, name in sorted(late, reverse=True)]
