"""Telling an index of things as they are: read after their revision number was taken, then written."""

import fcntl
import logging
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from search import outbox
from search.engines.base import ApplyResult, Change
from search.sources import Source, fingerprint, thing_of

logger = logging.getLogger(__name__)

Thing = tuple[str, int]
Write = Callable[[Sequence[Change]], ApplyResult]


@dataclass(frozen=True)
class Told:
    """How many documents were written, and what went wrong, by thing."""

    documents: int
    failed: dict[Thing, str]


@dataclass(frozen=True)
class News:
    """What an index must be told of some things of one kind, as they were read when `rev` was taken."""

    source: Source
    rev: int
    changes: list[Change]
    documents: int
    gone: list[int]
    failed: dict[Thing, str]


def tell(source: Source, object_ids: Sequence[int], write: Write, *, is_repair: bool = False) -> Told:
    """Read these things as they are now and `write` them."""
    news = news_of(source, object_ids, is_repair=is_repair)
    return settle(news, write_news(news, write))


def news_of(source: Source, object_ids: Sequence[int], *, is_repair: bool = False) -> News:
    """Read these things as they are now, and remember that an index may hold them from now on."""
    rev = outbox.next_revision()
    documents, failed = read(source, object_ids, rev)
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


def write_news(news: News, write: Write) -> ApplyResult:
    """What the engine answers; where there is no news it is not asked, and may be away."""
    return write(news.changes) if news.changes else ApplyResult(0, 0, {})


def settle(news: News, result: ApplyResult) -> Told:
    """After the engine answered: forget what is gone, and say what failed."""
    kind = news.source.kind
    failed = news.failed | {thing_of(id): error for id, error in result.errors.items()}
    outbox.forget(kind, [number for number in news.gone if (kind, number) not in failed], news.rev)
    return Told(news.documents, failed)


def read(source: Source, object_ids: Sequence[int], rev: int) -> tuple[dict, dict[Thing, str]]:
    """The documents of these things, and what could not be read: one broken thing stops no other."""
    try:
        return source.read(object_ids, rev), {}
    except Exception as error:
        if len(object_ids) == 1:
            logger.exception("%s %s cannot be indexed", source.kind, object_ids[0])
            return {}, {(source.kind, object_ids[0]): f"{type(error).__name__}: {error}"}
    documents, failed = {}, {}
    for number in object_ids:
        one, wrong = read(source, [number], rev)
        documents |= one
        failed |= wrong
    return documents, failed


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
