"""Everybody in the directory in memory: who stands where, who may be shown to whom, who has which value. No I/O.

A set of people is one whole number, the bit of each person being their place in the order of names. Narrowing is
“and”, a choice of several values is “or”, and a count is the number of bits: ten thousand people cost no more to
count than a hundred. What may be read is decided by tokens and circles, as everywhere; nothing here is shown before
it is read again from the database for this reader.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import chain, islice
from operator import or_
from typing import NamedTuple

from .matching import beginning, resembling, words_of

People = int


@dataclass(frozen=True)
class Place:
    """What the directory must know of a partnership; a `gateway` is ``scheme:gateway``."""

    key: int
    slug: str
    name: str
    audience: str
    state: tuple[str, ...] = ()
    outcome: tuple[int, ...] = ()
    gateway: tuple[str, ...] = ()


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


class Choice(NamedTuple):
    """One value by which people are found: its name, and those who have it and let the reader know."""

    label: str
    people: People


class Shelf:
    def __init__(self, entries: Iterable[Entry], places: Iterable[Place]):
        entries = sorted(entries, key=lambda entry: (words_of(entry.name), entry.key))
        # Only what is asked for later is kept: ten thousand small objects would be looked through again and again.
        self._keys = [entry.key for entry in entries]
        self._names = [entry.name for entry in entries]
        self._joined = [entry.joined for entry in entries]
        self._at = {entry.user: number for number, entry in enumerate(entries)}
        self._by_audience = self._sets((entry.audience, number) for number, entry in enumerate(entries))
        self._told = self._circles(entries)
        by_place = self._sets((place, number) for number, entry in enumerate(entries) for place in entry.places)
        self._there: dict[str, dict[object, dict[str, People]]] = defaultdict(lambda: defaultdict(dict))
        self._partnerships: dict[str, dict[str, Choice]] = defaultdict(dict)
        for place in sorted(places, key=lambda place: (place.name.casefold(), place.key)):
            people = by_place.get(place.key, 0)
            self._partnerships[place.audience][place.slug] = Choice(place.name, people)
            for name in ("state", "outcome", "gateway"):
                for value in getattr(place, name):
                    there = self._there[name][value]
                    there[place.audience] = there.get(place.audience, 0) | people

    def _circles(self, entries: list[Entry]) -> dict[str, dict[object, dict[str, People]]]:
        """Field -> value -> circle -> the people who have the value and tell it to that circle."""
        told = defaultdict(lambda: defaultdict(dict))
        sets = self._sets(
            ((name, value, circle), number)
            for number, entry in enumerate(entries)
            for name, (circle, values) in entry.told.items()
            for value in values
        )
        for (name, value, circle), people in sets.items():
            told[name][value][circle] = people
        return told

    def _sets(self, pairs: Iterable[tuple]) -> dict[object, People]:
        """key -> the people at the numbers that stand with it."""
        marks: dict[object, bytearray] = {}
        size = len(self._keys) // 8 + 1
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
        for value, circles in self._told[name].items():
            having = 0
            for circle, people in circles.items():
                having |= people if circle in reader.circles else people & own
            if having:
                told[value] = having
        return told

    def _own(self, reader: Reader) -> People:
        return 1 << self._at[reader.user] if reader.user in self._at else 0

    def there(self, name: str, reader: Reader) -> dict[object, People]:
        """value -> those who work where it holds, at places that this reader may read."""
        return {
            value: reduce(or_, (people for audience, people in places.items() if audience in reader.audiences), 0)
            for value, places in self._there[name].items()
        }

    def partnerships(self, reader: Reader) -> dict[str, Choice]:
        """slug -> the partnership and its people, by name, of those that this reader may read."""
        readable = sorted(self._partnerships.keys() & reader.audiences)
        if len(readable) == 1:
            return self._partnerships[readable[0]]  # As nearly always: thousands of names are not sorted again.
        merged = {slug: choice for audience in readable for slug, choice in self._partnerships[audience].items()}
        return dict(sorted(merged.items(), key=lambda each: each[1].label.casefold()))

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
        for number, name in enumerate(self._names):
            for word in set(words_of(name)):
                numbers[word].append(number)
        return numbers

    def _named(self, words: Iterable[str]) -> People:
        return self._sets((None, number) for word in words for number in self._by_word[word]).get(None, 0)

    def by_name(self, people: People) -> "Line":
        return self._line(people, lambda: _numbers(people))

    def newest_first(self, people: People) -> "Line":
        return self._line(people, lambda: filter(_is_in(people), self._newest))

    @cached_property
    def _newest(self) -> list[int]:
        return sorted(range(len(self._keys)), key=lambda number: -self._joined[number])

    def most_shared_first(self, people: People, sets: Iterable[People]) -> "Line":
        """Those who stand in the most of `sets` first, then by name."""
        standing = [people]  # at n: those who stand in n of the sets that were looked at
        for each in sets:
            more = [some & each for some in standing]
            rest = [some & ~each for some in standing]
            standing = [stay | join for stay, join in zip([*rest, 0], [0, *more], strict=True)]
        return self._line(people, lambda: chain.from_iterable(map(_numbers, reversed(standing))))

    def _line(self, people: People, numbers: Callable[[], Iterator[int]]) -> "Line":
        return Line(people.bit_count(), lambda: (self._keys[number] for number in numbers()))


@dataclass(frozen=True)
class Line:
    """The keys of some people in an order: as long as they are many, and read only as far as somebody looks."""

    length: int
    keys: Callable[[], Iterator[int]]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, part: slice) -> list[int]:
        return list(islice(self.keys(), part.start or 0, part.stop))


def _is_in(people: People) -> Callable[[int], bool]:
    bits = f"{people:b}"[::-1]
    return lambda number: bits[number : number + 1] == "1"


def _numbers(people: People) -> Iterator[int]:
    """The places of `people`, the first in the order of names first."""
    bits = f"{people:b}"[::-1]
    number = bits.find("1")
    while number >= 0:
        yield number
        number = bits.find("1", number + 1)
