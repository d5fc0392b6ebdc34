"""The home page of somebody with lessons of every sort: as many queries for one as for thirty."""

import re
from datetime import date

import pytest

from resources.lessons.actions import submit
from resources.lessons.models import Adaptation, Authorship, ChangeFlag
from tests.factories import LessonFactory
from tests.resources.lesson_forms import TEXT

HOME_QUERIES = 21
MOST_QUERIES = 22


@pytest.mark.parametrize("number", [1, 3, 30])
def test_home_asks_the_same_however_many_lessons_are_ones_own(clients, people, number, django_assert_num_queries):
    for _turn in range(number):
        own = {"authors": [people["colleague"]], "partnership": people["colleague"].roster_entries.get().partnership}
        draft, due = LessonFactory(live=False, **own), LessonFactory(review_by=date(2020, 1, 1), **own)
        flagged = LessonFactory(**own)
        ChangeFlag.objects.create(lesson=flagged, raised_by=people["member"], reason="The link is dead.")
        Authorship.objects.create(lesson=due, user=people["member"], order=1)
        Adaptation.objects.create(lesson=draft, source=due)
    clients["colleague"].get("/")

    with django_assert_num_queries(HOME_QUERIES):
        page = clients["colleague"].get("/").content.decode()

    assert page.count("Does it still hold?") == number


@pytest.mark.parametrize("reader", ["visitor", "unapproved", "member", "reviewer", "staff"])
def test_no_reader_asks_more_than_the_budget(clients, people, partnership, django_assert_max_num_queries, reader):
    for _turn in range(30):
        LessonFactory(authors=[people["colleague"]], partnership=partnership)
    waiting = LessonFactory(**TEXT, live=False, authors=[people["colleague"]], partnership=partnership)
    submit(lesson=waiting, user=people["colleague"])
    clients[reader].get("/")

    with django_assert_max_num_queries(MOST_QUERIES):
        clients[reader].get("/")


@pytest.mark.parametrize(
    ("reader", "ways"),
    [("visitor", {"/legal/", "/glossary/", "/legal/route/"}), ("member", {"/legal/", "/glossary/", "/questions/"})],
)
def test_home_leads_to_what_no_menu_names(clients, reader, ways):
    page = clients[reader].get("/").content.decode()

    assert {way for way in ("/legal/", "/glossary/", "/legal/route/", "/questions/") if f'href="{way}"' in page} == ways


def test_the_desk_has_one_name(clients, people):
    """In the menu, on the home page, on the page itself, above a draft, and on the way back from its review."""
    lesson = LessonFactory(**TEXT, live=False, authors=[people["colleague"]], owner=people["colleague"])
    named = re.compile(r'<a[^>]* href="/desk/"[^>]*>([^<]*)</a>|<h1>([^<]*)</h1>')
    pages = {door: clients["colleague"].get(door) for door in ("/", "/desk/", f"/lessons/{lesson.slug}/edit/")}
    submit(lesson=lesson, user=people["colleague"])
    lesson.refresh_from_db()
    pages["review"] = clients["staff"].get(f"/lessons/{lesson.slug}/review/")
    names = {name for page in pages.values() for found in named.findall(page.content.decode()) for name in found}

    assert {name for name in names if "desk" in name.lower()} == {"My desk", "Back to My desk"}
    assert "Your lessons" not in names
