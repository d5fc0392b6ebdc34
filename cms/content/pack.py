"""All content while it is read and checked: pure, without the database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from cms.audiences import MEMBERS, PUBLIC
from cms.dates import PartialDate
from cms.fields import is_address

from .reading import ContentError, Mapping, Sequence, read_yaml


@dataclass
class Pack:
    """What was read: `items` by kind and key, the references between them, and what is wrong.

    Items are checked only when everything is read, so that rooms may refer to each other in any order.
    """

    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _references: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, kind: str, key: str, item: Any, place: str) -> None:
        """Keep `item`; a second one of this kind and key is a problem."""
        items = self.items.setdefault(kind, {})
        if key in items:
            self.problems.append(f"{place}: a second {kind} “{key}”")
        items[key] = item

    def of(self, kind: str) -> dict[str, Any]:
        return self.items.get(kind, {})

    def refer(self, kind: str, key: str, place: str) -> None:
        self._references.append((kind, key, place))

    def check(self) -> None:
        """Raises ContentError with every problem, unknown references included."""
        for kind, key, place in self._references:
            if key not in self.of(kind):
                self.problems.append(f"{place}: unknown {kind} “{key}”")
        if self.problems:
            raise ContentError(self.problems)


class Entry:
    """One mapping of a file. Asking for a field checks it; what is wrong is noted with file and line."""

    def __init__(self, values: Mapping, pack: Pack):
        self.values, self.pack = values, pack
        self.asked: set[str] = set()

    def place(self, key: str) -> str:
        return self.values.places.get(key, self.values.place)

    def problem(self, key: str, words: str) -> None:
        self.pack.problems.append(f"{self.place(key)}: {words}")

    def finish(self) -> None:
        """Everything was asked for: a key that nobody knows is a slip of the pen."""
        for key in self.values:
            if key not in self.asked:
                self.problem(key, f"unknown key “{key}”")

    def text(self, key: str, *, longest: int | None = None, required: bool = True) -> str:
        value = self._value(key, str, "a text", required)
        if longest and value and len(value) > longest:
            self.problem(key, f"“{key}” has {len(value)} characters, at most {longest} fit")
        return value or ""

    def link(self, key: str, *, longest: int, required: bool = True) -> str:
        """An address on the web, which pages lead to."""
        value = self.text(key, longest=longest, required=required)
        if value:
            try:
                is_address(value)
            except ValidationError:
                self.problem(key, f"“{value}” is no address")
        return value

    def flag(self, key: str) -> bool:
        return bool(self._value(key, bool, "true or false", required=True))

    def number(self, key: str) -> float | None:
        return self._value(key, (int, float), "a number", required=False)

    def choice(self, key: str, choices: Iterable[str]) -> str:
        value = self.text(key)
        if value and value not in set(choices):
            self.problem(key, f"unknown {key} “{value}”")
        return value

    def audience(self, key: str = "audience", default: str = PUBLIC) -> str:
        """Who may read it, as the files say it: everyone or members."""
        return self.choice(key, (PUBLIC, MEMBERS)) if key in self.values else default

    def texts(self, key: str) -> list[str]:
        return [text for text, _place in self._texts(key)]

    def day(self, key: str) -> date | None:
        return self._parsed(key, date.fromisoformat)

    def when(self, key: str) -> PartialDate | None:
        """A date of which perhaps only the year or the month is known."""
        return self._parsed(key, PartialDate.parse)

    def reference(self, key: str, kind: str, *, required: bool = False) -> str | None:
        value = self.text(key, required=required) or None
        if value:
            self.pack.refer(kind, value, self.place(key))
        return value

    def references(self, key: str, kind: str) -> list[str]:
        for value, place in self._texts(key):
            self.pack.refer(kind, value, place)
        return self.texts(key)

    def entry(self, key: str) -> "Entry | None":
        """The mapping below `key`, if there is one; whoever asks for it also finishes it."""
        value = self._value(key, Mapping, "a mapping", required=False)
        return None if value is None else Entry(value, self.pack)

    def entries(self, key: str) -> list["Entry"]:
        """The mappings listed below `key`."""
        items = self._value(key, Sequence, "a list", required=False) or []
        good = [item for item in items if isinstance(item, Mapping)]
        if len(good) != len(items):
            self.problem(key, f"“{key}” must be a list of mappings")
        return [Entry(item, self.pack) for item in good]

    def _texts(self, key: str) -> list[tuple[str, str]]:
        items = self._value(key, Sequence, "a list", required=False)
        if items is None:
            return []
        pairs = list(zip(items, items.places, strict=True))
        for item, place in pairs:
            if not isinstance(item, str):
                self.pack.problems.append(f"{place}: “{item}” must be a text")
        return [(str(item), place) for item, place in pairs]

    def _parsed(self, key: str, parse: Callable):
        text = self.text(key, required=False)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            self.problem(key, f"“{text}” is no date")
            return None

    def _value(self, key: str, types, description: str, required: bool):
        self.asked.add(key)
        value = self.values.get(key)
        if value is None:
            if required:
                self.problem(key, f"“{key}” is missing")
            return None
        if not isinstance(value, types) or (isinstance(value, bool) and types is not bool):
            self.problem(key, f"“{key}” must be {description}")
            return None
        return value


def open_document(path: Path, pack: Pack) -> Entry:
    """The mapping that a YAML file holds; whoever opens it also finishes it."""
    document = Entry(read_yaml(path), pack)
    document.text("schema")
    return document


def entries_of(path: Path, key: str, pack: Pack) -> list[Entry]:
    """The entries that a YAML file lists below `key`, and it lists nothing else."""
    document = open_document(path, pack)
    entries = document.entries(key)
    document.finish()
    return entries
