from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone

from convenings.program.models import (
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

FIRST = date(2027, 1, 14)
NINE = datetime(2027, 1, 14, 15, tzinfo=UTC)  # 09:00 in Chicago


class ConveningFactory(factory.django.DjangoModelFactory):
    """A published convening of two days in Chicago's zone, January 14–15, 2027."""

    class Meta:
        model = ConveningPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Convening {number}")
    slug = factory.Sequence(lambda number: f"convening-{number}")
    starts = FIRST
    ends = FIRST + timedelta(days=1)
    time_zone = "America/Chicago"
    city = "Kansas City"
    state = "MO"
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model, *args, **fields):
        return ConveningIndexPage.objects.get().add_child(instance=model(**fields))


class SessionFactory(factory.django.DjangoModelFactory):
    """A published session of `convening`; `speakers` are users, `topics` and `challenges` words that it covers."""

    class Meta:
        model = SessionPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Session {number}")
    slug = factory.Sequence(lambda number: f"session-{number}")
    abstract = "One hour, one table."
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model, *args, convening=None, speakers=(), topics=(), challenges=(), partnerships=(), **fields):
        session = model(**fields)
        session.topics = [SessionTopic(topic=topic) for topic in topics]
        session.challenges = [SessionChallenge(challenge=challenge) for challenge in challenges]
        session.partnerships = partnerships
        # Read anew: the tree counts children on the row.
        above = ConveningPage.objects.get(pk=(convening or ConveningFactory()).pk)
        above.add_child(instance=session)
        for order, user in enumerate(speakers):
            Speaker.objects.create(session=session, user=user, order=order)
        return session


def place(session, starts=NINE, minutes=60, room="Hall A", schedule=None) -> Placement:
    """Give `session` an hour and a room of this name, in the released schedule of its convening by default."""
    convening = session.get_parent().specific
    if schedule is None:
        schedule, _new = Schedule.objects.get_or_create(
            convening=convening, state=Schedule.State.RELEASED, defaults={"released": NINE - timedelta(days=30)}
        )
    place = room and Room.objects.get_or_create(convening=convening, name=room)[0]
    return Placement.objects.create(
        schedule=schedule, session=session, room=place or None, starts=starts, ends=starts + timedelta(minutes=minutes)
    )
