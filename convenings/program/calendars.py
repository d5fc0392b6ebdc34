"""Sessions as a calendar file. The one module that knows icalendar."""

from collections.abc import Iterable
from datetime import UTC

from django.conf import settings
from icalendar import Calendar, Event

from .agenda import Item

ICS = "text/calendar; charset=utf-8"


def as_calendar(name: str, items: Iterable[Item]) -> bytes:
    """A calendar called `name` of those `items` that have a time; times are in UTC, which every calendar turns."""
    calendar = Calendar()
    calendar.add("prodid", "-//Behind the Numbers//Convenings//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for item in items:
        if item.is_placed:
            calendar.add_component(_event(item))
    return calendar.to_ical()


def _event(item: Item) -> Event:
    session, event = item.session, Event()
    address = settings.SITE_URL + item.url
    # The key of a page in all languages is random and stays, so an event that moves is still the same event.
    event.add("uid", f"{session.translation_key}@{settings.SITE_URL.partition('://')[2]}")
    event.add("dtstamp", session.released[0].schedule.released.astimezone(UTC))
    event.add("dtstart", item.starts.astimezone(UTC))
    event.add("dtend", item.ends.astimezone(UTC))
    event.add("summary", session.title)
    event.add("description", "\n\n".join(filter(None, [session.abstract, address])))
    event.add("url", address)
    if item.room:
        event.add("location", item.room.name)
    return event
