"""Everybody in the directory in memory: who stands where, who may be shown to whom, who has which value. No I/O.

A set of people is one whole number, the bit of each person being their place in the order of names. Narrowing is
“and”, a choice of several values is “or”, and a count is the number of bits: ten thousand people cost no more to
count than a hundred. What may be read is decided by tokens and circles, as everywhere; nothing here is shown before
it is read again from the database for this reader.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .matching import beginning, resembling, words_of

People = int


@dataclass(frozen=True)
class Place:
    """What the directory must know of a partnership; `gateway` is ``scheme:gateway``."""

    key: int
    slug: str
    name: str
    audience: str
    states: tuple[str, ...] = ()
    outcomes: tuple[int, ...] = ()
    gateway: str = ""


@dataclass(frozen=True)
class Entry:
    """One person: `told` has the values of each field that is narrowed by, with the circle of its readers."""

    key: int
    user: int
    name: str
    audience: str
    joined: float
    places: tuple[int, ...] = ()
    told: Mapping[str, tuple[str, tuple]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """Whose directory it is: tokens, the circles of somebody who looks at others, and who they are themselves."""

    audiences: frozenset[str]
    circles: frozenset[str]
    user: int | None = None


class Shelf:
    def __init__(self, entries: Iterable[Entry], places: Iterable[Place]):
        self.entries = sorted(entries, key=lambda entry: (words_of(entry.name), entry.key))
        self.places = sorted(places, key=lambda place: (place.name.casefold(), place.key))
        self._at = {entry.user: number for number, entry in enumerate(self.entries)}
        self._by_audience = self._sets((entry.audience, number) for number, entry in enumerate(self.entries))
        self._by_place = self._sets(
            (place, number) for number, entry in enumerate(self.entries) for place in entry.places
        )
        self._by_value = self._sets(
            ((name, value, circle), number)
            for number, entry in enumerate(self.entries)
            for name, (circle, values) in entry.told.items()
            for value in values
        )
        self._values: dict[str, dict[object, list[tuple[str, People]]]] = defaultdict(dict)
        for (name, value, circle), people in self._by_value.items():
            self._values[name].setdefault(value, []).append((circle, people))

    def _sets(self, pairs: Iterable[tuple]) -> dict[object, People]:
        """key -> the people at the numbers that stand with it."""
        marks: dict[object, bytearray] = {}
        size = len(self.entries) // 8 + 1
        for key, number in pairs:
            if key not in marks:
                marks[key] = bytearray(size)
            marks[key][number >> 3] |= 1 << (number & 7)
        return {key: int.from_bytes(bits, "little") for key, bits in marks.items()}

    def shown_to(self, reader: Reader) -> People:
        """Everybody whose name this reader may read; oneself, too, whoever else may."""
        shown = self._own(reader)
        for token, people in self._by_audience.items():
            if token in reader.audiences:
                shown |= people
        return shown

    def telling(self, name: str, reader: Reader) -> dict[object, People]:
        """value -> those who have it in the field `name` and let this reader read that field."""
        own, told = self._own(reader), {}
        for value, circles in self._values[name].items():
            having = 0
            for circle, people in circles:
                having |= people if circle in reader.circles else people & own
            if having:
                told[value] = having
        return told

    def _own(self, reader: Reader) -> People:
        return 1 << self._at[reader.user] if reader.user in self._at else 0

    def at(self, place: Place) -> People:
        return self._by_place.get(place.key, 0)

    def called(self, typed: str, among: People) -> tuple[People, bool]:
        """Those `among` these whose names have every word that was typed, and whether one of them was guessed."""
        found, is_guess = among, False
        for word in words_of(typed):
            exact = self._named(beginning(word, self._by_word)) & found
            if not exact:
                exact, is_guess = self._named(resembling(word, self._by_word)) & found, True
            found = exact
        return found, is_guess and bool(found)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for word in set(words_of(entry.name)):
                numbers[word].append(number)
        return numbers

    def _named(self, words: Iterable[str]) -> People:
        return self._sets((None, number) for word in words for number in self._by_word[word]).get(None, 0)

    def by_name(self, people: People) -> list[int]:
        """The keys of `people` in the order of their names."""
        return [self.entries[number].key for number in _numbers(people)]

    def newest_first(self, people: People) -> list[int]:
        some = sorted(_numbers(people), key=lambda number: -self.entries[number].joined)
        return [self.entries[number].key for number in some]

    def most_shared_first(self, people: People, sets: Iterable[People]) -> list[int]:
        """The keys of `people`, those who stand in the most of `sets` first, then by name."""
        times: dict[int, int] = dict.fromkeys(_numbers(people), 0)
        for each in sets:
            for number in _numbers(each & people):
                times[number] += 1
        return [self.entries[number].key for number in sorted(times, key=lambda number: (-times[number], number))]


def _numbers(people: People) -> Iterator[int]:
    """The places of `people`, the first in the order of names first."""
    bits = f"{people:b}"[::-1]
    number = bits.find("1")
    while number >= 0:
        yield number
        number = bits.find("1", number + 1)
