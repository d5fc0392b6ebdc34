"""What the pages of convenings and sessions show to one reader, with a number of queries that does not grow."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.paging import paginate
from members.people.bylines import byline_names
from members.people.models import Profile
from members.people.zones import ZONES

from .agenda import Item, by_day, hours_in, mark_clashes
from .forms import ONLY_THERE, AgendaForm


def shelf_context(convenings, request) -> dict:
    """What is ahead, and page by page what was."""
    return {"upcoming": convenings.upcoming(), "past": paginate(convenings.past(), request.GET.get("page", ""))}


def items_of(sessions: Iterable, viewer: Viewer) -> list[Item]:
    """`sessions` (with placements, speakers and stars) as `viewer` sees them, in the order given."""
    sessions = list(sessions)
    spoken = {speaker.user_id for session in sessions if session.pk for speaker in session.speakers.all()}
    names = byline_names(spoken, viewer) if spoken else {}
    items = [_item(session, names) for session in sessions]
    mark_clashes(items)
    return items


def _item(session, names) -> Item:
    placement = session.released[0] if session.released else None
    return Item(
        session=session,
        url=session.get_absolute_url(),
        room=placement and placement.room,
        starts=placement and placement.starts,
        ends=placement and placement.ends,
        speakers=[names[speaker.user_id] for speaker in session.speakers.all()] if session.pk else [],
        is_starred=session.is_starred,
    )


def zone_of(viewer: Viewer, asked: AgendaForm) -> str:
    """The zone in which `viewer` wants to be told times as well: of the address, else of their profile; or empty."""
    if asked.zone or viewer.user_id is None:
        return "" if asked.zone == ONLY_THERE else asked.zone
    return Profile.objects.filter(user_id=viewer.user_id).values_list("time_zone", flat=True).first() or ""


def zones_to_choose(convening, chosen: str) -> list[tuple[str, str, bool]]:
    """(value, label, is chosen) of every zone that times can be told in."""
    own = _("%(zone)s only") % {"zone": convening.get_time_zone_display()}
    choices = [(ONLY_THERE, own), *((name, label) for name, label in ZONES.items() if name != convening.time_zone)]
    return [(value, label, value == (chosen or ONLY_THERE)) for value, label in choices]


def convening_context(page, viewer: Viewer, asked: AgendaForm, sessions) -> dict:
    items = items_of(sessions, viewer)
    starred = [item for item in items if item.is_starred]
    zone = zone_of(viewer, asked)
    zone = "" if zone == page.time_zone else zone
    days = by_day(items, page.zone, ZoneInfo(zone) if zone else None)
    shown = days
    if asked.view == "starred":
        shown = by_day(starred, page.zone, ZoneInfo(zone) if zone else None)
    unplaced = [item for item in (starred if asked.view == "starred" else items) if not item.is_placed]
    return {
        "asked": asked,
        "days": shown,
        "unplaced": unplaced,
        "total": len(items),
        "is_placed": bool(days),
        "readers_zone": str(ZONES.get(zone, "")),
        "zones": zones_to_choose(page, zone),
        "tabs": _tabs(page, asked, days, len(starred) if viewer.user_id else None),
        "rooms": rooms_of(page, viewer, items) if page.pk else [],
    }


def rooms_of(page, viewer: Viewer, items: list[Item]):
    """The rooms of a convening: for staff every one, for others those of what is released to them."""
    if viewer.is_staff:
        return page.rooms.all()
    return page.rooms.filter(pk__in={item.room.pk for item in items if item.room})


def _tabs(page, asked: AgendaForm, days, starred: int | None) -> list[dict]:
    """Each day, by room, and, for whoever can have some, the starred ones."""
    url = page.get_absolute_url()
    if not days:
        return []
    tabs = [
        {
            "label": date_format(day.date, "l"),
            "url": f"{url}{asked.query('days')}#{day.anchor}" if asked.view != "days" else f"#{day.anchor}",
            "is_current": asked.view == "days" and day is days[0],
        }
        for day in days
    ]
    tabs.append(
        {"label": _("By room"), "url": url + asked.query("rooms") + "#agenda", "is_current": asked.view == "rooms"}
    )
    if starred is not None:
        tabs.append({
            "label": _("Starred"), "url": url + asked.query("starred") + "#agenda", "count": starred,
            "is_current": asked.view == "starred",
        })  # fmt: skip
    return tabs


def session_context(page, convening, viewer: Viewer, asked: AgendaForm) -> dict:
    item = items_of([page], viewer)[0].in_zone(convening.zone)
    zone = zone_of(viewer, asked)
    there = hours_in(ZoneInfo(zone), item.starts, item.ends) if zone and item.is_placed else ""
    return {
        "convening": convening,
        "item": item,
        "there": there if zone != convening.time_zone else "",
        "readers_zone": str(ZONES.get(zone, "")),
        "asked": asked,
        "zones": zones_to_choose(convening, zone),
        "challenges": [each for each in page.challenges.all() if viewer.may_read(each.challenge)],
        "partnerships": [each for each in page.partnerships.all() if viewer.may_read(each)],
    }


def starred_context(items: list[Item]) -> dict:
    """The starred sessions by convening; what is ahead comes first."""
    convenings: dict[str, list[Item]] = {}
    for item in items:
        item.in_zone(ZoneInfo(item.session.convening_zone))
        convenings.setdefault(item.session.convening_title, []).append(item)
    return {"convenings": list(convenings.items()), "total": len(items)}


def hour_of(session) -> str:
    """When it is, in the zone of its convening; the session came through `with_convening` and `with_placements`."""
    if not session.released:
        return ""
    zone = ZoneInfo(session.convening_zone)
    starts, ends = (moment.astimezone(zone) for moment in (session.released[0].starts, session.released[0].ends))
    return f"{date_format(starts, 'F j, Y')}, {starts:%H:%M}–{ends:%H:%M}"
