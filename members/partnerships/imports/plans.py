"""What rows of a spreadsheet would change: compared with what is there, checked as forms are, nothing written."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from .columns import COLUMNS
from .sheets import Problem


@dataclass
class RowPlan:
    """What becomes of one row: `changes` are (heading, before, after); `write` carries it out, given who says so."""

    line: int
    name: str
    is_new: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    note: str = ""
    write: Callable[[Any], Model] | None = None

    def change(self, heading, before, after) -> None:
        """Note that what stands under `heading` changes, if it does."""
        if before != after:
            self.changes.append((str(heading), shown(before), shown(after)))

    def object_to(self, heading, words: str) -> None:
        self.problems.append(Problem(self.line, str(heading), words))

    @property
    def is_same(self) -> bool:
        return not self.is_new and not self.changes


@dataclass
class Plan:
    rows: list[RowPlan]
    found: list[Problem] = field(default_factory=list)  # while the file was read

    @property
    def problems(self) -> list[Problem]:
        every = [*self.found, *(problem for row in self.rows for problem in row.problems)]
        return sorted(every, key=lambda problem: problem.line)

    @property
    def new(self) -> list[RowPlan]:
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self) -> list[RowPlan]:
        return [row for row in self.rows if row.changes and not row.is_new]

    @property
    def to_do(self) -> list[RowPlan]:
        return [row for row in self.rows if not row.is_same]

    @property
    def fingerprint(self) -> str:
        """The same for as long as the plan would do the same."""
        said = repr([(row.line, row.name, row.is_new, row.changes, row.note) for row in self.rows])
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def shown(value) -> str:
    """`value` as a row of the plan shows it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return "; ".join(": ".join(one) if isinstance(one, list | tuple) else str(one) for one in value) or "—"
    return str(value)


def heading_of(subject: str, name: str) -> str:
    return next((str(column.label) for column in COLUMNS[subject] if column.name == name), name)
