"""Figures with their limits: a table for people, ``bench.json`` for machines."""

import json
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured figure. `limit` is the most it may be, or the least where `at_least`."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def write(figures: list[Figure], path: Path) -> None:
    said = {"date": date.today().isoformat(), "python": platform.python_version(), "machine": platform.machine()}
    rows = [{**asdict(figure), "value": round(figure.value, 3), "holds": figure.holds} for figure in figures]
    path.write_text(json.dumps({**said, "figures": rows}, indent=1) + "\n")


def read(path: Path) -> list[Figure]:
    """The figures that `write` wrote."""
    rows = json.loads(path.read_text())["figures"]
    return [Figure(**{key: value for key, value in row.items() if key != "holds"}) for row in rows]


def table(figures: list[Figure]) -> str:
    lines = [f"{'figure':58} {'value':>10} {'limit':>10}"]
    for figure in figures:
        sign = ("≥ " if figure.at_least else "≤ ") + f"{figure.limit:g}" if figure.limit is not None else ""
        mark = "" if figure.holds else "  MISSED"
        lines.append(f"{figure.name:58} {figure.value:10.2f} {sign:>10} {figure.unit}{mark}  {figure.note}".rstrip())
    return "\n".join(lines)
