"""What the address of a convening or a session asks for. Whatever it holds, reading it never fails."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from members.people.zones import ZONES

VIEWS = ("days", "rooms", "starred", "print")
ONLY_THERE = "event"


@dataclass(frozen=True)
class AgendaForm:
    """A view of the agenda, and the zone in which times are told beside the convening's own.

    `zone` is a name of `ZONES`, `ONLY_THERE` for whoever wants the convening's own times only, or empty.
    """

    view: str = "days"
    zone: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "AgendaForm":
        view, zone = query.get("view", ""), query.get("zone", "")
        return cls(
            view=view if view in VIEWS else "days",
            zone=zone if zone in ZONES or zone == ONLY_THERE else "",
        )

    @property
    def is_for_print(self) -> bool:
        return self.view == "print"

    def query(self, view: str) -> str:
        """What leads to another `view` in the same zone; empty for the one that needs no words."""
        asked = {name: value for name, value in (("view", view), ("zone", self.zone)) if value and value != "days"}
        return f"?{urlencode(asked)}" if asked else ""
