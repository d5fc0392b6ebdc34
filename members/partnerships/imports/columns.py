"""The columns that a spreadsheet may have. No I/O."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

PARTNERSHIPS, ROSTER = "partnerships", "roster"


@dataclass(frozen=True)
class Column:
    """One column: the name by which rows know it, its heading, other headings that it is known by, and a hint."""

    name: str
    label: Any
    also: tuple[str, ...] = ()
    hint: Any = ""
    is_required: bool = False

    def is_called(self, heading: str) -> bool:
        return heading in {folded(str(self.label)), folded(self.name), *self.also}


def named_in(headings: Collection[str], columns: Iterable[Column]) -> int:
    """How many of `columns` these headings name."""
    return sum(any(column.is_called(folded(heading)) for heading in headings) for column in columns)


def folded(heading: str) -> str:
    """“Short_Name ” and “short name” are one heading."""
    return " ".join(heading.replace("_", " ").casefold().split())


COLUMNS: dict[str, tuple[Column, ...]] = {
    PARTNERSHIPS: (
        Column("name", _("Name"), is_required=True),
        Column("slug", _("Address"), hint=_("The last part of its address here; made from the name if it is empty.")),
        Column("short_name", _("Short name")),
        Column("city", _("City")),
        Column("state", _("State"), hint=_("Two letters: OH.")),
        Column(
            "other_states", _("Other states"), ("other states that it works in",),
            _("Two letters each, by comma: KY, IN."),
        ),
        Column("region", _("Region"), ("region served",)),
        Column("locale", _("Kind of place"), hint=_("Rural, small city, large city.")),
        Column("story", _("Story")),
        Column(
            "outcomes", _("Outcomes"), ("focus outcomes", "outcomes that it watches"),
            _("Names as on this site, by semicolon."),
        ),
        Column("tables", _("Tables"), ("tables and networks",), _("By semicolon.")),
        Column("backbone", _("Backbone organization"), ("backbone",)),
        Column("founded", _("Year it began"), ("founded", "year"), _("Four digits.")),
        Column("districts", _("School districts"), ("districts", "districts count"), _("How many.")),
        Column("links", _("Links"), ("on the web",), _("Website: https://…; Report card: https://…")),
        Column("gateway", _("Gateway"), hint=_("Scheme and gateway as in addresses: toa-2013:emerging.")),
        Column("reached", _("Gateway reached"), hint=_("2014, 2014-03 or 2014-03-15.")),
    ),
    ROSTER: (
        Column("partnership", _("Partnership"), ("partnership.slug", "address"), _("Its address or its name."), True),
        Column("email", _("Email"), ("email address", "user.email"), is_required=True),
        Column("name", _("Name"), ("user.name",), _("Only for somebody who has no account yet.")),
        Column("job_title", _("Role"), ("job title", "role in the partnership")),
        Column("is_steward", _("Steward"), ("steward",), _("Yes or no.")),
        Column("joined", _("Since"), hint=_("2024-09-15; today if it is empty.")),
        Column("left", _("Until"), hint=_("2025-06-30; empty while it lasts.")),
    ),
}  # fmt: skip
