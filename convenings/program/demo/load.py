"""The convenings: two real ones of 2013, of which the founding note tells, and two invented ones."""

from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.content.pages import add_published, noon
from cms.vocabulary.models import Challenge, Topic
from members.accounts.models import User
from members.partnerships.models import Partnership

from ..models import (
    ConveningIndexPage,
    ConveningPage,
    Placement,
    Room,
    Schedule,
    SessionChallenge,
    SessionPage,
    SessionTopic,
    Speaker,
)
from .reading import ConveningText, SessionText, read_convenings

FOLDER = Path(__file__).parent
# The program of a convening that is ahead was published some weeks ago.
ANNOUNCED = timedelta(days=30)


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``convening`` for each, and a ``session`` for each of its sessions."""
    read_convenings(folder / "convenings.yaml", pack)


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    there = memory.found("convening", ConveningPage.objects.all())
    writer = None
    for key, convening in pack.of("convening").items():
        if key in there or memory.knows("convening", key) or (convening.is_demo and not with_demo):
            continue
        writer = writer or _Writer(memory)
        writer.write(convening)


class _Writer:
    def __init__(self, memory: Memory):
        self.memory, self.today = memory, timezone.localdate()
        self.topics = memory.found("topic", Topic.objects.all())
        self.challenges = memory.found("challenge", Challenge.objects.all())
        self.partnerships = memory.found("partnership", Partnership.objects.all())
        self.people = memory.found("person", User.objects.all(), lambda user: user.email)

    def write(self, text: ConveningText) -> None:
        starts, ends = text.days(self.today)
        published = min(starts, self.today - ANNOUNCED)
        page = ConveningPage(**{**text.fields, "starts": starts, "ends": ends})
        add_published(page, below=ConveningIndexPage.objects.get(), first=published)
        self.memory.remember("convening", text.key, page, is_demo=text.is_demo)
        rooms = [Room(convening=page, order=order, **room) for order, room in enumerate(text.rooms)]
        rooms = {room.name: room for room in Room.objects.bulk_create(rooms)}
        sessions = [(session, self._session(session, page, published)) for session in text.sessions]
        for session, made in sessions:
            self.memory.remember("session", session.key, made, is_demo=text.is_demo)
        placed = [(session, made) for session, made in sessions if session.day]
        if not placed:
            return
        schedule = Schedule.objects.create(
            convening=page, state=Schedule.State.RELEASED, begun=noon(published), released=noon(published)
        )
        Placement.objects.bulk_create(
            Placement(schedule=schedule, session=made, room=rooms.get(session.room), starts=hours[0], ends=hours[1])
            for session, made in placed
            for hours in [text.hours(session, self.today)]
        )

    def _session(self, text: SessionText, convening: ConveningPage, published: date) -> SessionPage:
        page = SessionPage(**text.fields)
        page.topics = [
            SessionTopic(topic=self.topics[key], depth=depth) for key, depth in text.topics if key in self.topics
        ]
        page.challenges = [
            SessionChallenge(challenge=self.challenges[key], depth=depth)
            for key, depth in text.challenges
            if key in self.challenges
        ]
        page.partnerships = [self.partnerships[key] for key in text.partnerships if key in self.partnerships]
        add_published(page, below=convening, first=published)
        Speaker.objects.bulk_create(
            Speaker(session=page, user=self.people[key], order=order)
            for order, key in enumerate(text.speakers)
            if key in self.people
        )
        return page


def remove(memory: Memory) -> list[str]:
    """Take the invented convenings away, and no session that a person put into one of them or commented on."""
    sessions = {session.pk: memory.why_it_stays(session) for _key, session in memory.invented("session", SessionPage)}
    said = [why for why in sessions.values() if why]
    gone = {pk for pk, why in sessions.items() if not why}
    for _key, convening in memory.invented("convening", ConveningPage):
        why = memory.why_it_stays(convening)
        if not why and SessionPage.objects.child_of(convening).exclude(pk__in=gone).exists():
            why = _("“%(title)s” stays: it has a session that stays.") % {"title": convening.title}
        if why:
            said.append(why)
            for session in SessionPage.objects.child_of(convening).filter(pk__in=gone):
                session.delete()
        else:
            # Rooms are kept from being deleted while something is placed in them.
            Schedule.objects.filter(convening=convening).delete()
            ConveningPage.objects.get(pk=convening.pk).delete()
    memory.forget_removed("session", SessionPage)
    memory.forget_removed("convening", ConveningPage)
    return said
