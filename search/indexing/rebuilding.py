"""A new index beside the serving one, and a look at whether an index agrees with the database."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.utils import timezone

from search import outbox
from search.documents import Document
from search.engines import engine
from search.models import IndexedObject, Rebuild
from search.sources import SOURCES, Source, fingerprint, thing_of

from .draining import drain
from .telling import Thing, Told, Write, news_of, one_at_a_time, read, settle, tell, write_news

logger = logging.getLogger(__name__)

BATCH = 250
# How many batches of a rebuild share one turn at the lock: somebody who saves meanwhile waits for about a second.
BATCHES = 3

# The revision of every document that an index has of a thing, by document id.
Held = dict[Thing, dict[str, int]]
Report = Callable[[str, int, int], None]


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
    """As `tell`, in batches: the engine writes one while the next is read from the database."""
    with ThreadPoolExecutor(max_workers=1) as writer:
        under_way = []
        for start in range(0, len(object_ids), BATCH):
            news = news_of(source, object_ids[start : start + BATCH])
            under_way.append((news, writer.submit(write_news, news, write)))
        told = [settle(news, written.result()) for news, written in under_way]
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
                    tell(source, wrong, write, is_repair=True)
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
    documents, failed = read(source, object_ids, began)
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
