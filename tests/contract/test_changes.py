"""Writes are idempotent by rev, and a rebuild loses none of them."""

import itertools
import random
import threading
import time
from datetime import UTC, datetime

import pytest

from search.documents import document
from search.engines.base import BuildLostError, Change, SearchUnavailableError
from search.query import SearchRequest
from tests.contract.library import VIEWERS, everything, ids

VISITOR = VIEWERS["visitor"]


def lesson(number, rev, title="Attendance", **more):
    return document(
        id=f"lesson:{number}",
        kind="lesson",
        audience="public",
        title=title,
        slug=f"lesson-{number}",
        updated=datetime(2026, 3, 1, tzinfo=UTC),
        rev=rev,
        **more,
    )


def upsert(rev, number=1, title="Attendance"):
    return Change(f"lesson:{number}", rev, lesson(number, rev, f"{title} {rev} {number}"))


def delete(rev, number=1):
    return Change(f"lesson:{number}", rev)


@pytest.fixture(scope="module")
def shared(new_engine):
    """An engine for tests that each keep to a lesson of their own."""
    made = new_engine()
    made.swap(made.build())
    return made


NUMBERS = itertools.count(100)  # no rev is that large


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ("+1", 1),
        ("+1 +2", 2),
        ("+2 +1", 2),
        ("+2 -3", None),
        ("+3 -2", 3),
        ("+2 -3 +2", None),
        ("+2 -3 +4", 4),
        ("+2 +2", 2),
        ("+2 -2", None),
        ("-5 +4", None),
        ("-5 +5", 5),
        ("-5 -5", None),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_apply_keeps_the_newest(shared, steps, left, together):
    """`+2` is an upsert with rev 2, `-3` a delete with rev 3."""
    number = next(NUMBERS)
    changes = [(upsert if step[0] == "+" else delete)(int(step[1:]), number) for step in steps.split()]
    for batch in [changes] if together else [[change] for change in changes]:
        assert shared.apply(batch).errors == {}
    shared.refresh()

    page = shared.search(SearchRequest(VISITOR, f'"Attendance {left} {number}"' if left else f'"{number}"'))

    assert shared.revisions().get(f"lesson:{number}") == left
    assert [hit.title for hit in page.hits] == ([f"Attendance {left} {number}"] if left else [])


def test_apply_counts_what_it_refused(engine):
    first = engine.apply([upsert(5), upsert(5, number=2)])
    second = engine.apply([upsert(4), upsert(6, number=2)])

    assert (first.applied, first.stale) == (2, 0)
    assert (second.applied, second.stale) == (1, 1)


def test_apply_with_wait_can_be_found_at_once(engine):
    engine.apply([upsert(1)], wait=True)

    assert engine.search(SearchRequest(VISITOR, "attendance")).total == 1


def test_apply_in_any_order_agrees_with_a_plain_reading(engine):
    dice = random.Random(11)
    expected = {}
    for _ in range(12):
        batch = []
        for _ in range(20):
            number, rev = dice.randint(1, 15), dice.randint(1, 60)
            change = delete(rev, number) if dice.random() < 0.4 else upsert(rev, number)
            if rev >= expected.get(change.id, (0, None))[0]:
                expected[change.id] = (rev, change.document)
            batch.append(change)
        engine.apply(batch)

    assert engine.revisions() == {id: rev for id, (rev, kept) in expected.items() if kept}


def test_another_process_sees_what_was_committed(engine, new_engine):
    other = new_engine(beside=engine)
    before = other.search(SearchRequest(VISITOR)).total
    engine.apply([upsert(1)])
    engine.refresh()

    assert (before, other.search(SearchRequest(VISITOR)).total) == (0, 1)


def test_a_document_of_the_largest_size_is_kept(engine):
    engine.apply([Change("lesson:1", 1, lesson(1, 1, body="mentoring " * 60_000 + "beyond"))])
    engine.refresh()

    page = engine.search(SearchRequest(VISITOR, "mentoring"))

    assert ids(page) == ["lesson:1"]
    assert "<mark>mentoring</mark>" in page.hits[0].snippet_html


# Rebuilds


def test_nothing_serves_before_the_first_build(new_engine):
    engine = new_engine()

    assert engine.status().state == "missing"
    for ask in (
        lambda: engine.search(SearchRequest(VISITOR, "attendance")),
        lambda: engine.suggest(VISITOR, "att"),
        lambda: engine.near_words(VISITOR, "a"),
        lambda: engine.apply([upsert(1)]),
        lambda: engine.revisions(),
    ):
        with pytest.raises(SearchUnavailableError):
            ask()


def test_swap_shows_the_build_and_keeps_the_previous_until_it_is_forgotten(engine):
    engine.apply([upsert(1)])
    previous = engine.status().index
    build = engine.build()
    engine.fill(build, [upsert(1, number=2)])
    engine.refresh()

    assert everything(engine, VISITOR) == {"lesson:1"}
    assert engine.status().building == build.name

    engine.swap(build)

    assert everything(engine, VISITOR) == {"lesson:2"}
    status = engine.status()
    assert (status.state, status.documents, status.building) == ("ready", 1, "")
    assert (datetime.now(UTC) - status.built_at).total_seconds() < 60
    assert engine.revisions(type(build)(previous)) == {"lesson:1": 1}

    engine.forget_previous()

    with pytest.raises(SearchUnavailableError):
        engine.revisions(type(build)(previous))
    assert everything(engine, VISITOR) == {"lesson:2"}


def test_a_build_that_was_overtaken_is_lost(engine):
    first = engine.build()
    second = engine.build()

    for act in (lambda: engine.fill(first, [upsert(1)]), lambda: engine.swap(first)):
        with pytest.raises(BuildLostError):
            act()
    engine.swap(second)
    assert engine.status().index == second.name


def test_an_abandoned_build_leaves_nothing(engine):
    build = engine.build()
    engine.abandon(build)
    engine.abandon(build)

    assert engine.status().building == ""
    with pytest.raises(BuildLostError):
        engine.swap(build)


def test_a_rebuild_under_writes_loses_and_revives_nothing(engine, new_engine):
    """Three rebuilds while one thread changes and deletes; the rows stand for the database."""
    rows, lock, stop, searches = {}, threading.Lock(), threading.Event(), []
    dice, writer = random.Random(3), new_engine(beside=engine)
    for number in range(1, 61):
        rows[number] = (number, True)
    clock = iter(range(1000, 10**6))
    engine.apply([upsert(rev, number) for number, (rev, _) in rows.items()])
    engine.refresh()

    def change_of(number, state):
        return (upsert if state[1] else delete)(state[0], number)

    def write():
        while not stop.is_set():
            with lock:
                numbers = dice.sample(range(1, 81), 5)
                rows.update({number: (next(clock), dice.random() < 0.6) for number in numbers})
                batch = [change_of(number, rows[number]) for number in numbers]
            writer.apply(batch)
            time.sleep(0.01)

    def search():
        while not stop.is_set():
            searches.append(engine.search(SearchRequest(VISITOR, "attendance", highlight=False)).total)
            time.sleep(0.01)

    threads = [threading.Thread(target=write), threading.Thread(target=search)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            build = engine.build()
            with lock:
                copied = [change_of(number, state) for number, state in rows.items() if state[1]]
            for start in range(0, len(copied), 10):
                engine.fill(build, copied[start : start + 10])
                time.sleep(0.01)
            engine.swap(build)
    finally:
        stop.set()
        for thread in threads:
            thread.join()

    assert engine.revisions() == {f"lesson:{number}": rev for number, (rev, kept) in rows.items() if kept}
    assert min(searches) > 20
