"""What else lies on somebody's desk, by the rooms that keep it; and what waits for network staff."""

import pytest
from django.contrib.auth.models import Group

from cms.setup import REVIEWERS
from convenings.program.models import SessionPage, Star
from members.remarks.models import Report
from resources.lessons.actions import submit
from resources.lessons.models import Authorship, ChangeFlag, LessonPage
from resources.questions.models import Question
from tests.factories import (
    AnswerFactory,
    BookmarkFactory,
    ChallengeFactory,
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    QuestionFactory,
    SessionFactory,
)
from tests.resources.lesson_forms import TEXT

pytestmark = pytest.mark.django_db
NOTHING = ("You have asked nothing yet.", "None. Press “Bookmark”", "None. Press “Star”")
# Of network staff who review as well, with something of every sort.
DESK_QUERIES = 25


def text_of(client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def reported(people, thing) -> Report:
    return Report.objects.create(
        kind="lesson", object_id=thing.pk, raised_by=people["member"], why=Report.Why.SELLS, reason="A secret reason."
    )


@pytest.fixture
def own(people):
    """One of each of Mel Member's, and one of somebody else's."""
    for owner, name in (("member", "Mine"), ("colleague", "Hers")):
        question = QuestionFactory(title=f"{name} asked", author=people[owner], audience="members")
        AnswerFactory(question=question)
        BookmarkFactory(thing=LessonFactory(title=f"{name} marked"), user=people[owner])
        Star.objects.create(user=people[owner], session=SessionFactory(title=f"{name} starred"))


@pytest.mark.parametrize("has_lessons", [True, False])
def test_the_desk_holds_what_one_asked_marked_and_starred_with_or_without_lessons(clients, people, own, has_lessons):
    if has_lessons:
        LessonFactory(authors=[people["member"]])

    page = text_of(clients["member"], "/desk/")

    for what in ("asked", "marked", "starred"):
        assert (f"Mine {what}" in page, f"Hers {what}" in page) == (True, False)
    assert "1 answer" in page
    assert not [sentence for sentence in NOTHING if sentence in page]


def test_what_is_not_there_yet_says_how_it_comes(clients):
    page = text_of(clients["colleague"], "/desk/")

    assert [sentence for sentence in NOTHING if sentence not in page] == []


def test_what_one_may_no_longer_read_is_off_the_desk(clients, own):
    for model in (LessonPage, Question, SessionPage):
        model.objects.update(audience="staff")

    assert "Mine" not in text_of(clients["member"], "/desk/")


@pytest.mark.parametrize("address", ["/", "/desk/"])
def test_reports_wait_for_network_staff_and_for_nobody_else(clients, people, address):
    before = text_of(clients["staff"], address)
    for number in range(2):
        reported(people, LessonFactory(title=f"Sold {number}"))

    staff, member = (text_of(clients[reader], address) for reader in ("staff", "member"))

    assert ("Nothing waits for you." in before, "2 things wait for you." in staff) == (True, True)
    assert staff.count("It sells something</a>") == 2
    # What it is about is for who signs in with two steps.
    assert ("A secret reason." in staff, "reported" in member) == (False, False)
    assert "Nothing waits for you." in member


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_desk_asks_the_same_however_much_lies_on_it(clients, people, number, django_assert_num_queries):
    people["staff"].groups.add(Group.objects.get(name=REVIEWERS))
    kinds = (ChallengeFactory, LessonFactory, OutcomeFactory, PartnershipFactory)
    for _turn in range(number):
        flagged = LessonFactory(authors=[people["staff"]])
        ChangeFlag.objects.create(lesson=flagged, raised_by=people["member"], reason="The link is dead.")
        Authorship.objects.create(lesson=flagged, user=people["colleague"], order=1)
        LessonFactory(authors=[people["staff"]], live=False)
        words = {"challenges": [ChallengeFactory()], "outcomes": [OutcomeFactory()]}
        waiting = LessonFactory(**TEXT, **words, live=False, authors=[people["colleague"]])
        submit(lesson=waiting, user=people["colleague"])
        AnswerFactory(question=QuestionFactory(author=people["staff"]))
        Star.objects.create(user=people["staff"], session=SessionFactory())
        reported(people, LessonFactory())
        for made in kinds:
            BookmarkFactory(thing=made(), user=people["staff"])
    clients["staff"].get("/desk/")

    with django_assert_num_queries(DESK_QUERIES):
        clients["staff"].get("/desk/")
