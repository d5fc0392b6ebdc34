"""From the file of convenings to checked values, every slip named with its line. No database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from cms.content.pack import Entry, Pack, entries_of
from cms.dates import Precision
from members.partnerships.states import STATES
from members.people.zones import ZONES

from ..models.pages import SessionPage
from ..models.words import Depth
from ..spans import last_day


@dataclass
class SessionText:
    """`topics` and `challenges` are (key, depth); `day` counts from 1, and is None without a time."""

    key: str
    fields: dict[str, Any]
    speakers: list[str]
    partnerships: list[str]
    topics: list[tuple[str, str]]
    challenges: list[tuple[str, str]]
    day: int | None = None
    starts: time | None = None
    ends: time | None = None
    room: str = ""


@dataclass
class ConveningText:
    """`offsets` are the days from loading to the first and the last day, where the file gives no dates."""

    key: str
    is_demo: bool
    fields: dict[str, Any]
    offsets: tuple[int, int] | None
    rooms: list[dict[str, Any]] = field(default_factory=list)
    sessions: list[SessionText] = field(default_factory=list)

    def days(self, loaded: date) -> tuple[date, date]:
        """Its first and last day, when it is loaded on that day."""
        if self.offsets is None:
            return self.fields["starts"], self.fields["ends"]
        first, last = self.offsets
        return loaded + timedelta(days=first), loaded + timedelta(days=last)

    def hours(self, session: SessionText, loaded: date) -> tuple[datetime, datetime]:
        """When `session` begins and ends, in the zone of the convening."""
        day = self.days(loaded)[0] + timedelta(days=session.day - 1)
        zone = ZoneInfo(self.fields["time_zone"])
        return tuple(datetime.combine(day, hour, zone) for hour in (session.starts, session.ends))


def read_convenings(path: Path, pack: Pack) -> None:
    """Adds a ``convening`` for each, and a ``session`` for each of its sessions."""
    for entry in entries_of(path, "convenings", pack):
        convening = _convening(entry)
        for session in entry.entries("sessions"):
            text = _session(session, convening)
            convening.sessions.append(text)
            pack.add("session", text.key, text, session.values.place)
            # Sessions are named by their address alone, whatever convening they are of.
            pack.add("address of a session", text.fields["slug"], text, session.place("title"))
            session.finish()
        entry.finish()
        pack.add("convening", convening.key, convening, entry.values.place)


def _convening(entry: Entry) -> ConveningText:
    starts, ends = entry.when("starts"), entry.when("ends")
    first, last = entry.number("start_offset_days"), entry.number("end_offset_days")
    if (starts is None or ends is None) == (first is None or last is None):
        entry.problem("slug", "a convening has “starts” and “ends”, or an offset for each")
    precision = Precision(starts.precision) if starts else Precision.DAY
    fields = {
        "slug": entry.text("slug", longest=80),
        "title": entry.text("name", longest=255),
        "summary": entry.text("summary", longest=600),
        "organizer": entry.text("organizer", longest=160),
        "source": entry.text("source", longest=200, required=False),
        "note": entry.text("note", longest=300, required=False),
        "starts": starts and starts.first,
        "ends": ends and last_day(ends.first, precision),
        "precision": precision,
        "time_zone": entry.choice("time_zone", ZONES),
        "capacity": _whole(entry, "capacity"),
        "purposes": entry.texts("purposes"),
        "access": entry.texts("accessibility"),
        **_below(entry, "place", _place),
        **_below(entry, "attendance", _attendance),
    }
    return ConveningText(
        key=fields["slug"],
        is_demo=entry.flag("demo"),
        fields=fields,
        offsets=None if first is None or last is None else (int(first), int(last)),
        rooms=[_room(room) for room in entry.entries("rooms")],
    )


def _below(entry: Entry, key: str, read: Callable[[Entry], dict[str, Any]]) -> dict[str, Any]:
    below = entry.entry(key)
    if below is None:
        return {}
    fields = read(below)
    below.finish()
    return fields


def _place(entry: Entry) -> dict[str, Any]:
    return {
        "venue": entry.text("venue", longest=160, required=False),
        "city": entry.text("city", longest=120),
        "state": entry.choice("state", STATES),
    }


def _attendance(entry: Entry) -> dict[str, Any]:
    return {
        "represented": entry.text("partnerships_represented", longest=80, required=False),
        "attended": _whole(entry, "people"),
        "counted_by": entry.text("counted_by", longest=80, required=False),
    }


def _room(entry: Entry) -> dict[str, Any]:
    room = {
        "name": entry.text("name", longest=80),
        "seats": _whole(entry, "seats"),
        "access": entry.text("access", longest=200, required=False),
    }
    entry.finish()
    return room


def _session(entry: Entry, convening: ConveningText) -> SessionText:
    title = entry.text("title", longest=255)
    text = SessionText(
        key=entry.text("id", longest=80),
        fields={
            "title": title,
            "slug": slugify(title)[:80].strip("-"),
            "form": entry.choice("kind", SessionPage.Form.values),
            "abstract": entry.text("abstract", longest=2000),
            "capacity": _whole(entry, "capacity"),
            "is_recorded": _flag(entry, "record"),
            "wants_notes": _flag(entry, "notes_wanted"),
            "is_illustrative": _flag(entry, "illustrative"),
        },
        speakers=entry.references("speakers", "person"),
        partnerships=entry.references("partnerships", "partnership"),
        topics=_words(entry, "topics", "topic"),
        challenges=_words(entry, "challenges", "challenge"),
        day=_whole(entry, "day"),
        starts=_hour(entry, "start"),
        ends=_hour(entry, "end"),
        room=entry.text("room", required=False),
    )
    if len({text.day is None, text.starts is None, text.ends is None}) > 1:
        entry.problem("id", "a session has a day, a start and an end, or none of them")
    if text.starts and text.ends and text.starts >= text.ends:
        entry.problem("end", "it ends before it begins")
    if text.room and text.room not in [room["name"] for room in convening.rooms]:
        entry.problem("room", f"unknown room “{text.room}”")
    return text


def _words(entry: Entry, key: str, kind: str) -> list[tuple[str, str]]:
    words = []
    for below in entry.entries(key):
        words.append((below.reference(kind, kind, required=True) or "", below.choice("depth", Depth.values)))
        below.finish()
    return words


def _hour(entry: Entry, key: str) -> time | None:
    text = entry.text(key, required=False)
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        entry.problem(key, f"“{text}” is no hour: write 09:00")
        return None


def _whole(entry: Entry, key: str) -> int | None:
    number = entry.number(key)
    return None if number is None else int(number)


def _flag(entry: Entry, key: str) -> bool:
    return entry.flag(key) if key in entry.values else False
