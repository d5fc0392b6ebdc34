"""A lesson is looked at again: when, who is asked for it, and who may say that it still holds."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from resources.lessons.actions import decide, submit
from resources.lessons.models import LessonPage
from tests.factories import LessonFactory
from tests.resources.lesson_forms import TEXT

YEAR = timedelta(days=365)


@pytest.fixture
def due(people, partnership):
    """A published lesson of the colleague, whose day was yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return LessonFactory(
        title="The Friday tally", slug="tally", audience="members", authors=[people["colleague"]],
        partnership=partnership, review_by=yesterday,
    )  # fmt: skip


def day_of(lesson) -> date:
    return LessonPage.objects.get(pk=lesson.pk).review_by


@pytest.mark.parametrize(
    ("chosen", "expected"), [(None, YEAR), (-timedelta(days=1), YEAR), (timedelta(days=30), timedelta(days=30))]
)
def test_publication_sets_the_day_unless_one_lies_ahead(people, partnership, chosen, expected):
    today = timezone.localdate()
    draft = LessonFactory(
        **TEXT, live=False, first_published_at=None, authors=[people["colleague"]], partnership=partnership,
        review_by=chosen and today + chosen,
    )  # fmt: skip
    submit(lesson=draft, user=people["colleague"])

    decide(lesson=draft, user=people["reviewer"], approve=True, comment="")

    assert day_of(draft) == today + expected


def test_the_period_is_a_setting(people, partnership, settings):
    settings.LESSON_HOLDS_DAYS = 90
    draft = LessonFactory(**TEXT, live=False, first_published_at=None, authors=[people["colleague"]])

    draft.save_revision().publish()

    assert day_of(draft) == timezone.localdate() + timedelta(days=90)


@pytest.mark.parametrize("path", ["/desk/", "/"])
def test_a_due_lesson_waits_for_its_authors_and_nobody_else(clients, due, path):
    for name, is_asked in (("colleague", True), ("member", False)):
        page = clients[name].get(path).content.decode()
        assert ("Does it still hold?" in page, "/lessons/tally/holds/" in page) == (is_asked, is_asked)


def test_what_is_not_due_waits_for_nobody(clients, due):
    LessonPage.objects.update(review_by=timezone.localdate() + timedelta(days=1))

    assert "Does it still hold?" not in clients["colleague"].get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("reader", "allowed"),
    [("unapproved", False), ("member", False), ("reviewer", False), ("colleague", True), ("staff", True)],
)
def test_authors_and_staff_say_that_it_still_holds(clients, due, reader, allowed):
    response = clients[reader].post("/lessons/tally/holds/")

    assert (response.status_code == 302) is allowed
    assert (day_of(due) == timezone.localdate() + YEAR) is allowed


@pytest.mark.parametrize("fields", [{"live": False}, {"withdrawn_on": date(2026, 1, 2)}])
def test_a_draft_and_a_stub_cannot_be_confirmed(clients, due, fields):
    LessonPage.objects.update(**fields)

    assert clients["colleague"].post("/lessons/tally/holds/").status_code == 404
    assert day_of(due) == due.review_by


def test_asking_for_the_address_changes_nothing(clients, due):
    assert clients["colleague"].get("/lessons/tally/holds/").status_code == 405
    assert day_of(due) == due.review_by
