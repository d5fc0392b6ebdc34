"""A convening of 300 sessions: three days, ten rooms, all of them full for ten hours a day."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from convenings.program.models import (
    ConveningIndexPage,
    ConveningPage,
    Placement,
    Room,
    Schedule,
    SessionPage,
)

SESSIONS, ROOMS, DAYS = 300, 10, 3
FIRST = date(2027, 1, 14)


@transaction.atomic
def of_sessions(count: int = SESSIONS) -> ConveningPage:
    """Its page, with `count` sessions placed in a released schedule."""
    now = timezone.now()
    convening = ConveningIndexPage.objects.get().add_child(
        instance=ConveningPage(
            title="Bench convening", slug="bench-convening", starts=FIRST, ends=FIRST + timedelta(days=DAYS - 1),
            time_zone="America/Chicago", audience="public", first_published_at=now,
        )
    )  # fmt: skip
    rooms = [Room.objects.create(convening=convening, name=f"Hall {number}", order=number) for number in range(ROOMS)]
    schedule = Schedule.objects.create(convening=convening, state=Schedule.State.RELEASED, released=now)
    nine = datetime(FIRST.year, FIRST.month, FIRST.day, 15, tzinfo=UTC)
    for number in range(count):
        session = SessionPage(
            title=f"Bench session {number}", slug=f"bench-session-{number}", abstract="One hour, one table.",
            audience="public", first_published_at=now,
        )  # fmt: skip
        convening.add_child(instance=session)
        hour, room = divmod(number, ROOMS)
        day, hour = divmod(hour, count // ROOMS // DAYS)
        starts = nine + timedelta(days=day, hours=hour)
        Placement.objects.create(
            schedule=schedule, session=session, room=rooms[room], starts=starts, ends=starts + timedelta(minutes=50)
        )
    return convening
