"""Sessions in the order in which they happen: by day and hour, by day and room. No I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format


class Hours:
    """What both a session and a slot say of their hours, as they are in the zone of their times."""

    @property
    def begins(self) -> str:
        return f"{self.starts:%H:%M}"

    @property
    def until(self) -> str:
        return f"{self.ends:%H:%M}"

    @property
    def stamp(self) -> str:
        return self.starts.isoformat()

    @property
    def end_stamp(self) -> str:
        return self.ends.isoformat()


@dataclass
class Item(Hours):
    """A session as one reader sees it: `speakers` are bylines, `room` and times are empty while it has none.

    `has_clash` says that another starred session is at the same hour.
    """

    session: Any
    url: str
    room: Any = None
    starts: datetime | None = None
    ends: datetime | None = None
    speakers: Sequence[Any] = ()
    is_starred: bool = False
    has_clash: bool = False

    @property
    def is_placed(self) -> bool:
        return self.starts is not None

    @property
    def day(self) -> date:
        return self.starts.date()

    def in_zone(self, zone: ZoneInfo) -> "Item":
        if self.starts is not None:
            self.starts, self.ends = self.starts.astimezone(zone), self.ends.astimezone(zone)
        return self


@dataclass
class Slot(Hours):
    """What begins and ends together. `there` is the same hour where the reader is, if they asked for it."""

    starts: datetime
    ends: datetime
    items: list[Item]
    there: str = ""


@dataclass
class Day:
    date: date
    slots: list[Slot] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"day-{self.date.isoformat()}"

    @property
    def rooms(self) -> list[tuple[str, list[Item]]]:
        """Each room of the day with what happens in it, by the hour."""
        rooms: dict[str, list[Item]] = {room: [] for room in self.room_names}
        for item in self._items():
            rooms[_name(item)].append(item)
        return list(rooms.items())

    @property
    def room_names(self) -> list[str]:
        by_order = {_name(item): item.room.order if item.room else 0 for item in self._items()}
        return sorted(by_order, key=lambda name: (by_order[name], name))

    @property
    def grid(self) -> list[tuple[Slot, list[list[Item]]]]:
        """Each slot with the items of each room, in the order of `room_names`."""
        names = self.room_names
        return [(slot, [[item for item in slot.items if _name(item) == name] for name in names]) for slot in self.slots]

    def _items(self) -> Iterable[Item]:
        return (item for slot in self.slots for item in slot.items)


def _name(item: Item) -> str:
    return item.room.name if item.room else ""


def by_day(items: Iterable[Item], zone: ZoneInfo, readers_zone: ZoneInfo | None = None) -> list[Day]:
    """The placed ones of `items` in `zone`, which is the convening's."""
    placed = sorted((item.in_zone(zone) for item in items if item.is_placed), key=lambda item: (item.starts, item.ends))
    days: list[Day] = []
    for (starts, ends), together in groupby(placed, key=lambda item: (item.starts, item.ends)):
        if not days or days[-1].date != starts.date():
            days.append(Day(starts.date()))
        there = hours_in(readers_zone, starts, ends) if readers_zone else ""
        days[-1].slots.append(Slot(starts, ends, list(together), there))
    return days


def hours_in(zone: ZoneInfo, starts: datetime, ends: datetime) -> str:
    """“08:15–09:30” in `zone`, with the day where that is another one."""
    begins, until = starts.astimezone(zone), ends.astimezone(zone)
    hours = f"{begins:%H:%M}–{until:%H:%M}"
    return hours if begins.date() == starts.date() else f"{date_format(begins, 'D')} {hours}"


def mark_clashes(items: Iterable[Item]) -> None:
    """Say of every starred item whether another one overlaps it."""
    starred = [item for item in items if item.is_starred and item.is_placed]
    for item in starred:
        item.has_clash = any(other is not item and overlap(item, other) for other in starred)


def overlap(one, other) -> bool:
    """Whether two things with `starts` and `ends` share a moment; what ends when another begins does not."""
    return one.starts < other.ends and other.starts < one.ends


def overlapping(things: Iterable) -> list[tuple]:
    """Neighbors in time that overlap, of things that must follow each other: in one room, or of one speaker."""
    return [pair for pair in pairwise(sorted(things, key=lambda thing: thing.starts)) if overlap(*pair)]
