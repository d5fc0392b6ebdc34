"""What the files of the law have in common: records with a day, sources, and how far they were read."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cms.content.pack import Entry, Pack, open_document

LAST_WORD = re.compile(r"-[^-]*$")


@dataclass
class Record:
    """`pointers` lead to one row and `links` to many, each with the kind; `templates` are slugs of agreements."""

    fields: dict[str, Any]
    pointers: dict[str, tuple[str, str]] = field(default_factory=dict)
    links: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    laws: list[dict[str, Any]] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)

    @property
    def template(self) -> str:
        return self.templates[0] if self.templates else ""


def slug_of(key: str) -> str:
    """The address of what the content calls `key`."""
    return key.replace("_", "-")


def open_law(path: Path, pack: Pack) -> tuple[Entry, date]:
    """The document, and the day as of which all of it was written down; its prose for the reader is let by."""
    document = open_document(path, pack)
    as_of = document.day("updated")
    if as_of is None:
        document.problem("updated", "“updated” is missing")
    return document, as_of


def let_by(entry: Entry, *keys: str) -> None:
    """Parts of a file that are no records of this room: notes for whoever keeps it, and tests of what stands on it."""
    entry.asked.update(keys)


def reading(entry: Entry, as_of: date) -> dict[str, Any]:
    """How far it was read. That somebody has verified it is never in a file: only an attorney can say so, here."""
    return {
        "as_of": as_of,
        "is_read": entry.flag("verified"),
        "verification_note": entry.text("verification_note", longest=500, required=False),
    }


def listed(entry: Entry, key: str, names: dict[str, str]) -> list[dict[str, Any]]:
    """The mappings below `key`, each with exactly these fields; `names` says which are texts and which are numbers."""
    lines = []
    for line in entry.entries(key):
        values = {}
        for name, sort in names.items():
            values[name] = line.text(name, longest=300) if sort == "text" else line.number(name)
        line.finish()
        lines.append(values)
    return lines


def shortened(slug: str, longest: int = 80) -> str:
    """`slug`, cut between two words."""
    return slug if len(slug) <= longest else LAST_WORD.sub("", slug[: longest + 1])
