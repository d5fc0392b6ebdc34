"""From the outbox to an index that agrees with the database: drain, rebuild, verify.

Whatever is written is read from the database after its revision number was taken (`outbox.next_revision`), and an
engine refuses what is older than what it has. So everything here may be repeated, interrupted or run twice.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.utils import timezone

from . import outbox
from .documents import Document
from .engines import engine
from .engines.base import ApplyResult, Change, SearchUnavailableError
from .models import IndexedObject, OutboxRow, Rebuild
from .sources import SOURCES, Source, fingerprint, thing_of

logger = logging.getLogger(__name__)

BATCH = 250
# How many batches of a rebuild share one turn at the lock: somebody who saves meanwhile waits for about a second.
BATCHES = 3
# As long as somebody who has just saved may have to wait; the clock takes what is left.
PATIENCE = 2.0

Thing = tuple[str, int]
# The revision of every document that an index has of a thing, by document id.
Held = dict[Thing, dict[str, int]]


@dataclass(frozen=True)
class Told:
    """How many documents were written, and what went wrong, by thing."""

    documents: int
    failed: dict[Thing, str]


Write = Callable[[Sequence[Change]], ApplyResult]
Report = Callable[[str, int, int], None]


@contextmanager
def one_at_a_time():
    """Hold the lock under which things are read and written to the index; wait for it.

    Giving up on a busy lock would leave rows behind when two processes commit together.
    """
    path = Path(settings.SEARCH["PATH"]).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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
            failed |= _tell(source, numbers, current.apply).failed
    done = [row for row in rows if (row.kind, row.object_id) not in failed]
    outbox.settle(done)
    for row in rows:
        if error := failed.get((row.kind, row.object_id)):
            outbox.postpone([row], error)
    if any(row.attempts for row in done):
        outbox.hurry()
    return len(done)


@dataclass(frozen=True)
class News:
    """What an index must be told of some things of one kind, as they were read when `rev` was taken."""

    source: Source
    rev: int
    changes: list[Change]
    documents: int
    gone: list[int]
    failed: dict[Thing, str]


def _tell(source: Source, object_ids: Sequence[int], write: Write, *, is_repair: bool = False) -> Told:
    """Read these things as they are now and `write` them."""
    news = _news(source, object_ids, is_repair=is_repair)
    return _told(news, _written(news, write))


def _news(source: Source, object_ids: Sequence[int], *, is_repair: bool = False) -> News:
    """Read these things as they are now, and remember that an index may hold them from now on."""
    rev = outbox.next_revision()
    documents, failed = _read(source, object_ids, rev)
    before = outbox.remembered(source.kind, object_ids)
    outbox.remember({(source.kind, number): fingerprint(each) for number, each in documents.items()}, rev)
    # What was never told needs no delete, unless the index turned out to hold what it should not.
    told = set(object_ids) if is_repair else set(before)
    gone = [number for number in told if number not in documents and (source.kind, number) not in failed]
    changes = [Change(each.id, rev, each) for several in documents.values() for each in several]
    held = {change.id for change in changes}
    for number in [*documents, *gone]:
        if number in told:
            # One layer of a thing may go while others stay.
            changes += [Change(id, rev) for id in source.ids_of(number) if id not in held]
    return News(source, rev, changes, len(held), gone, failed)


def _written(news: News, write: Write) -> ApplyResult:
    """What the engine answers; where there is no news it is not asked, and may be away."""
    return write(news.changes) if news.changes else ApplyResult(0, 0, {})


def _told(news: News, result: ApplyResult) -> Told:
    """After the engine answered: forget what is gone, and say what failed."""
    kind = news.source.kind
    failed = news.failed | {thing_of(id): error for id, error in result.errors.items()}
    outbox.forget(kind, [number for number in news.gone if (kind, number) not in failed], news.rev)
    return Told(news.documents, failed)


def _read(source: Source, object_ids: Sequence[int], rev: int) -> tuple[dict, dict[Thing, str]]:
    """The documents of these things, and what could not be read: one broken thing stops no other."""
    try:
        return source.read(object_ids, rev), {}
    except Exception as error:
        if len(object_ids) == 1:
            logger.exception("%s %s cannot be indexed", source.kind, object_ids[0])
            return {}, {(source.kind, object_ids[0]): f"{type(error).__name__}: {error}"}
    documents, failed = {}, {}
    for number in object_ids:
        one, wrong = _read(source, [number], rev)
        documents |= one
        failed |= wrong
    return documents, failed


def rebuild(report: Report = lambda kind, done, of: None) -> Rebuild:
    """Build a new index beside the serving one and let it serve, verified, in one step; searches go on meanwhile.

    Changes made meanwhile reach both. `report(kind, done, of)` is called as it goes. Raises what the engine raises;
    the index that serves is then as it was.
    """
    current = engine()
    record = Rebuild.objects.create(engine=current.name)
    build = None
    try:
        build = current.build()
        heard = []
        for source in SOURCES.values():
            object_ids = source.object_ids()
            heard += outbox.waiting(source.kind, object_ids)
            record.documents += _fill(source, object_ids, partial(current.fill, build), report)
        record.repaired = _repair(_misplaced, partial(current.fill, build), current.revisions(build))
        current.swap(build)
        # What was noted before it was read need not be read again. What could not be read was noted anew.
        outbox.settle(heard)
        record.finished = timezone.now()
    except Exception as error:
        record.error = f"{type(error).__name__}: {error}"[:500]
        if build is not None:
            current.abandon(build)
        raise
    finally:
        record.save()
    outbox.hurry()
    drain()
    current.refresh()
    return record


def _fill(source: Source, object_ids: Sequence[int], write: Write, report: Report) -> int:
    written = 0
    report(source.kind, 0, len(object_ids))
    for start in range(0, len(object_ids), BATCH * BATCHES):
        some = object_ids[start : start + BATCH * BATCHES]
        # Nothing may be drained between our reading and our writing.
        with one_at_a_time():
            told = _tell_side_by_side(source, some, write)
        written += told.documents
        for (kind, number), error in told.failed.items():
            logger.error("%s %s is missing in the new index: %s", kind, number, error)
            outbox.note(kind, [number])
        report(source.kind, start + len(some), len(object_ids))
    return written


def _tell_side_by_side(source: Source, object_ids: Sequence[int], write: Write) -> Told:
    """As `_tell`, in batches: the engine writes one while the next is read from the database."""
    with ThreadPoolExecutor(max_workers=1) as writer:
        under_way = []
        for start in range(0, len(object_ids), BATCH):
            news = _news(source, object_ids[start : start + BATCH])
            under_way.append((news, writer.submit(_written, news, write)))
        told = [_told(news, written.result()) for news, written in under_way]
    failed = {thing: error for each in told for thing, error in each.failed.items()}
    return Told(sum(each.documents for each in told), failed)


def verify(report: Report = lambda kind, done, of: None) -> int:
    """Compare every thing with the index and repair what differs; return how many did."""
    current = engine()
    return _repair(_differing, current.apply, current.revisions(), report)


def _repair(
    wrong_ones: Callable, write: Write, revisions: dict[str, int], report: Report = lambda kind, done, of: None
) -> int:
    """Tell anew what `wrong_ones` finds in an index that has these `revisions`; return how many things it found."""
    began = outbox.next_revision()
    held = _by_thing(revisions)
    repaired = 0
    for source in SOURCES.values():
        object_ids = sorted({*source.object_ids(), *(number for kind, number in held if kind == source.kind)})
        for start in range(0, len(object_ids), BATCH):
            some = object_ids[start : start + BATCH]
            with one_at_a_time():
                wrong = list(wrong_ones(source, some, held, began))
                if wrong:
                    logger.warning("%s %s differ from the database: %s", len(wrong), source.kind, wrong[:20])
                    _tell(source, wrong, write, is_repair=True)
            repaired += len(wrong)
            report(source.kind, start + len(some), len(object_ids))
    return repaired


def _by_thing(revisions: dict[str, int]) -> Held:
    things: Held = {}
    for id, rev in revisions.items():
        things.setdefault(thing_of(id), {})[id] = rev
    return things


def _misplaced(source: Source, object_ids: Sequence[int], held: Held, began: int) -> Iterator[int]:
    """Those of the things that a new index lacks, has too old or should not have; their text was just read."""
    told = outbox.remembered(source.kind, object_ids)
    for number in object_ids:
        row, has = told.get(number), held.get((source.kind, number), {})
        if row and row.rev > began:
            continue  # Was written after we looked.
        if bool(row) != bool(has) or (row and min(has.values()) < row.rev):
            yield number


def _differing(source: Source, object_ids: Sequence[int], held: Held, began: int) -> Iterator[int]:
    """Those of the things whose documents are not what the database says now."""
    documents, failed = _read(source, object_ids, began)
    told = outbox.remembered(source.kind, object_ids)
    for number in object_ids:
        row, has = told.get(number), held.get((source.kind, number), {})
        if (source.kind, number) in failed or (row and row.rev > began):
            continue  # Cannot be read, or was written after we looked.
        if not _agree(documents.get(number, []), has, row):
            yield number


def _agree(expected: Sequence[Document], has: dict[str, int], row: IndexedObject | None) -> bool:
    """Whether an index that `has` these ids and revs, and was told what `row` says, holds what is `expected`."""
    if {each.id for each in expected} != set(has):
        return False
    return not expected or (
        row is not None and row.fingerprint == fingerprint(expected) and min(has.values()) >= row.rev
    )
