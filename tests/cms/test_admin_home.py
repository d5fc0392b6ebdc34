"""The first page of the editors' admin: what waits for whom, and where things are kept."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from members.partnerships.models import RosterEntry
from members.remarks import actions as remarks
from resources.lessons.actions import submit
from tests.factories import (
    ChallengeFactory,
    JoinRequestFactory,
    LegalAnswerFactory,
    LessonFactory,
    OutcomeFactory,
    UserFactory,
)
from tests.resources.lesson_forms import TEXT

MENUS = {
    "Network": ["People", "Partnerships", "Gateways reached", "Rosters", "Requests to join", "Challenge register",
                "Import partnerships"],
    "Talk": ["Questions", "Answers", "Comments", "Reports", "Flags on lessons"],
    "Shelves": ["Lessons", "Template versions", "Clauses", "Report cards", "Data systems", "Kinds of tools"],
}  # fmt: skip


@pytest.fixture
def waiting(people, partnership):
    """One request to join, two reports, a lesson in review, and of two legal answers one to read again."""
    JoinRequestFactory(partnership=partnership)
    LegalAnswerFactory(question="Read long ago", as_of=timezone.localdate() - timedelta(days=366))
    LegalAnswerFactory(question="Read lately", as_of=timezone.localdate() - timedelta(days=30))
    lesson = LessonFactory()
    for reader in ("member", "colleague"):
        remarks.report(thing=lesson, by=people[reader], why="other", reason="Look.")
    author = people["colleague"]
    draft = LessonFactory(
        **TEXT, challenges=[ChallengeFactory()], outcomes=[OutcomeFactory()], live=False, first_published_at=None,
        authors=[author], owner=author,
    )  # fmt: skip
    submit(lesson=draft, user=author)


def lines(client) -> list[tuple[str, str]]:
    page = client.get("/admin/").content.decode()
    panel = page[page.index('id="what-waits-section"') :].partition("</section>")[0]
    return re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', panel)


def test_staff_are_told_what_waits_for_them(clients, waiting):
    day = timezone.localdate() - timedelta(days=365)
    again = f"/admin/legalanswer/?as_of__lte={day.isoformat()}"

    assert sorted(lines(clients["staff"])) == [
        (again, "One legal answer to read again"),
        ("/join/requests/", "One request to join"),
        ("/reports/", "2 reports"),
    ]
    listed = clients["staff"].get(again).content.decode()
    assert ("Read long ago" in listed, "Read lately" in listed) == (True, False)


def test_a_reviewer_is_told_of_nothing_that_they_cannot_do(clients, waiting):
    assert lines(clients["reviewer"]) == []


def test_a_lesson_to_review_is_listed_by_name_and_not_counted_too(clients, waiting):
    for name in ("staff", "reviewer"):
        page = clients[name].get("/admin/").content.decode()

        assert "lesson to review" not in page
        assert "Attendance by week" in page.partition("Awaiting your review")[2]


def test_a_steward_who_reviews_is_told_of_their_own_requests(clients, people, waiting):
    RosterEntry.objects.filter(user=people["reviewer"]).update(is_steward=True)
    JoinRequestFactory(partnership=people["reviewer"].roster_entries.get().partnership)

    assert ("/join/requests/", "One request to join") in lines(clients["reviewer"])


def test_where_nothing_waits_the_panel_says_so(clients):
    page = clients["staff"].get("/admin/").content.decode()

    assert lines(clients["staff"]) == []
    assert "Nothing waits for you" in page


def test_menus_are_by_job(db):
    client = Client()
    client.force_login(UserFactory(role="admin"), backend="django.contrib.auth.backends.ModelBackend")
    request = client.get("/admin/").wsgi_request

    shown = {str(item.label): item for item in admin_menu.menu_items_for_request(request)}
    inside = {
        label: [
            str(each.label)
            for each in sorted(shown[label].menu.menu_items_for_request(request), key=lambda item: item.order)
        ]
        for label in MENUS
    }
    assert inside == MENUS
    assert set(shown) - set(MENUS) == {
        "Pages", "Images", "Documents", "Legal", "Convenings", "Words", "Reports", "Settings", "Help",
    }  # fmt: skip
