from dataclasses import dataclass, field
from typing import Any


@dataclass
class Item:
    """`fields` of the row, `lines` below it (a list name and the fields of each), `links` to other words."""

    fields: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
