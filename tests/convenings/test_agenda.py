"""The agenda: by day and room, in the convening's zone and the reader's, only what was released."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenings.program.agenda import Item, by_day, hours_in, mark_clashes, overlapping
from convenings.program.spans import in_figures, in_words, last_day

CHICAGO = ZoneInfo("America/Chicago")
NINE = datetime(2027, 1, 14, 15, tzinfo=UTC)


def item(title="A", hour=0, minutes=60, room="Hall A", **fields) -> Item:
    starts = NINE + timedelta(hours=hour)
    place = SimpleNamespace(name=room, order=0) if room else None
    return Item(SimpleNamespace(title=title), "/", place, starts, starts + timedelta(minutes=minutes), **fields)


def test_sessions_stand_in_days_and_slots_of_the_zone_of_the_convening():
    late = item("Late", hour=10)  # 19:00 in Chicago, already the 15th in UTC
    items = [late, item("Two", room="Hall B"), item("Next day", hour=24), item("One"), Item(None, "/")]

    days = by_day(items, CHICAGO)

    assert [day.date for day in days] == [date(2027, 1, 14), date(2027, 1, 15)]
    told = [(slot.begins, slot.until, [each.session.title for each in slot.items]) for slot in days[0].slots]
    assert told == [("09:00", "10:00", ["Two", "One"]), ("19:00", "20:00", ["Late"])]


def test_a_timetable_has_a_column_for_each_room():
    (day,) = by_day([item("One"), item("Two", room="Hall B"), item("Three", hour=1), item("Nowhere", room="")], CHICAGO)

    assert day.room_names == ["", "Hall A", "Hall B"]
    assert [[[each.session.title for each in cell] for cell in cells] for _slot, cells in day.grid] == [
        [["Nowhere"], ["One"], ["Two"]],
        [[], ["Three"], []],
    ]
    assert [(room, [each.session.title for each in items]) for room, items in day.rooms] == [
        ("", ["Nowhere"]), ("Hall A", ["One", "Three"]), ("Hall B", ["Two"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("America/Denver", "08:00–09:00"), ("Pacific/Guam", "Fri 01:00–02:00"), ("America/Chicago", "09:00–10:00")],
)
def test_hours_are_told_in_the_readers_zone_with_the_day_where_it_differs(zone, expected):
    starts = NINE.astimezone(CHICAGO)

    assert hours_in(ZoneInfo(zone), starts, starts + timedelta(hours=1)) == expected


def test_only_starred_sessions_of_the_same_hour_clash():
    items = [
        item("One", is_starred=True), item("Same hour", minutes=30, is_starred=True), item("Not starred"),
        item("Right after", hour=1, is_starred=True),
    ]  # fmt: skip

    mark_clashes(items)

    assert [each.session.title for each in items if each.has_clash] == ["One", "Same hour"]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)), max_size=8))
def test_things_follow_each_other_if_and_only_if_no_two_overlap(spans):
    things = [SimpleNamespace(starts=start, ends=start + length) for start, length in spans]
    minutes = [minute for start, length in spans for minute in range(start, start + length)]

    assert bool(overlapping(things)) == (len(minutes) != len(set(minutes)))


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "words", "figures"),
    [
        (date(2027, 1, 14), date(2027, 1, 15), "day", "January 14–15, 2027", ("14–15", "January 2027")),
        (date(2013, 6, 27), date(2013, 6, 27), "day", "June 27, 2013", ("27", "June 2013")),
        (date(2027, 1, 31), date(2027, 2, 1), "day", "January 31 – February 1, 2027",
         ("31–1", "January 31 – February 1, 2027")),
        (date(2026, 12, 31), date(2027, 1, 1), "day", "December 31, 2026 – January 1, 2027",
         ("31–1", "December 31, 2026 – January 1, 2027")),
        (date(2013, 9, 1), date(2013, 9, 30), "month", "September 2013", ("2013", "September")),
        (date(2013, 1, 1), date(2013, 12, 31), "year", "2013", ("2013", "")),
    ],
)  # fmt: skip
def test_the_days_of_a_convening_are_one_phrase(starts, ends, precision, words, figures):
    assert (in_words(starts, ends, precision), in_figures(starts, ends, precision)) == (words, figures)
    assert last_day(starts, precision) <= ends
