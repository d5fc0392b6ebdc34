"""What the address of a convening or a session asks for, and where editors copy a session to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm

from members.people.zones import ZONES

VIEWS = ("days", "rooms", "starred", "print")
ONLY_THERE = "event"


@dataclass(frozen=True)
class AgendaForm:
    """A view of the agenda, and the zone in which times are told beside the convening's own.

    `zone` is a name of `ZONES`, `ONLY_THERE` for whoever wants the convening's own times only, or empty. Whatever the
    address holds, `read` never fails.
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


class SessionCopyForm(CopyForm):
    """Asks editors for an address that no session of any convening has."""

    def clean(self):
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page") or self.page.get_parent()
        if slug and not self.page.specific_class._slug_is_available(slug, parent):
            self.add_error("new_slug", _("Another session has this address. Sessions of all convenings differ in it."))
        return cleaned
