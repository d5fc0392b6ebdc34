"""From the outbox to the index: all changes that are due."""

import logging
from collections.abc import Sequence
from time import monotonic

from django.utils import timezone

from search import outbox
from search.engines import engine
from search.engines.base import SearchUnavailableError
from search.models import OutboxRow
from search.sources import SOURCES

from .telling import Thing, one_at_a_time, tell

logger = logging.getLogger(__name__)

# As long as somebody who has just saved may have to wait; the clock takes what is left.
PATIENCE = 2.0


def drain_after_commit() -> None:
    """What a commit starts. It asks first, since one transaction may start many."""
    if outbox.take_due(limit=1):
        drain(seconds=PATIENCE)


def drain(*, seconds: float | None = None) -> int:
    """Tell the index of all changes that are due, or of as many as fit in `seconds`; return how many it took.

    An engine that is away leaves the rows for later; nothing is dropped.
    """
    ends = None if seconds is None else monotonic() + seconds
    taken, began = 0, timezone.now()
    with one_at_a_time():
        while rows := outbox.take_due(began=began):
            try:
                taken += _take(rows)
            except SearchUnavailableError as error:
                logger.warning("The search engine is away, %s changes wait: %s", len(rows), error)
                outbox.postpone(rows, str(error) or type(error).__name__)
                break
            if ends is not None and monotonic() > ends:
                break
    return taken


def _take(rows: Sequence[OutboxRow]) -> int:
    """Tell the index of the things that `rows` name and remove the rows; those that failed stay for later."""
    current = engine()
    if any(row.kind == outbox.PURGE for row in rows):
        current.forget_previous()
    failed: dict[Thing, str] = {}
    for kind, source in SOURCES.items():
        numbers = sorted({row.object_id for row in rows if row.kind == kind})
        if numbers:
            failed |= tell(source, numbers, current.apply).failed
    # As long as a row waits, results take no passage from the index: it waits until its news can be found.
    current.refresh()
    done = [row for row in rows if (row.kind, row.object_id) not in failed]
    outbox.settle(done)
    for row in rows:
        if error := failed.get((row.kind, row.object_id)):
            outbox.postpone([row], error)
    if any(row.attempts for row in done):
        outbox.hurry()
    return len(done)
