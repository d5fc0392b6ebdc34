"""Who wrote something, as a line beside it: a name with role and place, or a role without a name."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.audiences import Viewer
from members.partnerships.models import RosterEntry

from .bylines import byline_names


@dataclass(frozen=True)
class Writer:
    """Somebody as a reader may know them; `number` and `url` only with a name, `role` is what stands below it."""

    name: str
    url: str = ""
    number: int | None = None
    role: str = ""
    place: str = ""


def writers(keys: Iterable[int | None], viewer: Viewer) -> dict[int | None, Writer]:
    """How each of these accounts is named to `viewer`, by key; the same number of queries for one as for thirty."""
    keys = set(keys) - {None}
    named = byline_names(keys, viewer) if keys else {}
    shown = {key for key, byline in named.items() if byline.profile}
    entries = RosterEntry.objects.current().filter(user__in=shown, partnership__audience__in=viewer.audiences)
    places = {}
    if shown:
        rows = entries.select_related("partnership").order_by("joined", "pk")
        places = {entry.user_id: entry.partnership for entry in rows}
    return {key: _writer(byline, places.get(key)) for key, byline in named.items()}


def _writer(byline, place) -> Writer:
    if byline.profile is None:
        return Writer(byline.name[:1].upper() + byline.name[1:])
    role = ", ".join(filter(None, [byline.profile.job_title, place.name if place else ""]))
    short = (place.short_name or place.name) if place else ""
    return Writer(byline.name, byline.url, byline.profile.number, role, short)
