"""What convenings and questions put on the home page, as far as its reader may read them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions import set_audience
from convenings.program.models import Star
from tests.factories import (
    AnswerFactory,
    ChallengeFactory,
    ConveningFactory,
    ProfileFactory,
    QuestionFactory,
    SessionFactory,
)
from tests.factories.convenings import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def convening():
    today = timezone.localdate()
    return ConveningFactory(title="Counting Together", slug="counting", starts=today, ends=today + timedelta(days=2))


def home(client) -> str:
    return client.get("/").content.decode()


def test_the_next_convening_is_announced_to_whoever_may_read_it(clients, convening):
    ConveningFactory(
        title="Long over", starts=convening.starts - timedelta(days=9), ends=convening.starts - timedelta(days=8)
    )

    assert all("Counting Together" in home(clients[reader]) for reader in ("visitor", "member"))
    assert "Long over" not in home(clients["visitor"])

    set_audience(page=convening, audience="members")

    assert "Counting Together" not in home(clients["visitor"])
    assert "Counting Together" in home(clients["member"])


def test_stars_that_are_to_come_are_shown_to_their_owner(clients, people, convening):
    soon = timezone.now() + timedelta(hours=3)
    for title, starts, owner in (
        ("Mine and soon", soon, "member"), ("Mine and over", soon - timedelta(days=1), "member"),
        ("Of another", soon, "colleague"),
    ):  # fmt: skip
        session = SessionFactory(convening=convening, title=title)
        place(session, starts=starts)
        Star.objects.create(session=session, user=people[owner])

    page = home(clients["member"])

    assert [title in page for title in ("Mine and soon", "Mine and over", "Of another")] == [True, False, False]
    set_audience(page=convening, audience="staff")
    assert "Mine and soon" not in home(clients["member"])


def test_a_member_is_asked_what_she_knows_from_experience(clients, people):
    known, unknown = ChallengeFactory(), ChallengeFactory()
    ProfileFactory(user=people["member"]).challenges_known.set([known])
    QuestionFactory(title="About what she knows", challenges=[known])
    QuestionFactory(title="About something else", challenges=[unknown])
    QuestionFactory(title="Her own", challenges=[known], author=people["member"])
    AnswerFactory(question=QuestionFactory(title="Answered by her", challenges=[known]), author=people["member"])

    page = home(clients["member"])

    asked = ("About what she knows", "About something else", "Her own", "Answered by her")
    assert [title in page for title in asked] == [True, False, False, False]
