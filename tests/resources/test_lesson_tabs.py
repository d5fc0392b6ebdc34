"""A lesson open in two tabs: what one of them does to its address loses nothing in the other."""

import uuid

import pytest

from resources.lessons.models import LessonPage
from tests.resources.lesson_forms import filled

OLD = "/lessons/a-first-try/"


@pytest.fixture
def handed_in(clients, people):
    """What the second tab holds: the form of a draft that the first tab has renamed and submitted since."""
    clients["colleague"].post("/lessons/new/", filled(title="A first try", key=str(uuid.uuid4()), save="1"))
    draft = LessonPage.objects.get(slug="a-first-try")
    second_tab = filled(draft, title="A first try", context="Typed in the second tab.")
    clients["colleague"].post(f"{OLD}edit/", filled(draft, title="Attendance by week", submit="1"))
    assert LessonPage.objects.get().slug == "attendance-by-week"
    return second_tab


def test_what_the_other_tab_posts_is_kept_and_led_to_the_lesson(clients, handed_in):
    answer = clients["colleague"].post(f"{OLD}edit/", {**handed_in, "save": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed in the second tab." in page
    assert "/lessons/attendance-by-week/edit/" in page


def test_what_the_other_tab_saves_by_itself_meets_both_texts(clients, handed_in):
    answer = clients["colleague"].post(f"{OLD}autosave/", handed_in)

    assert answer.status_code == 409


@pytest.mark.parametrize("part", ["edit", "preview", "discard"])
def test_an_old_address_leads_its_authors_to_the_new_one(clients, handed_in, part):
    for name, expected in (("colleague", (200, True)), ("member", (404, False))):
        answer = clients[name].get(f"{OLD}{part}/", follow=True)
        assert (answer.status_code, "Attendance by week" in answer.content.decode()) == expected


def test_a_lesson_that_has_the_old_address_now_is_not_written_over(clients, handed_in):
    clients["colleague"].post("/lessons/new/", filled(title="A first try", key=str(uuid.uuid4()), save="1"))

    answer = clients["colleague"].post(f"{OLD}edit/", {**handed_in, "save": "1"})

    assert answer.status_code == 409
    assert "/lessons/attendance-by-week/edit/" in answer.content.decode()
    assert "second tab" not in LessonPage.objects.get(slug="a-first-try").get_latest_revision_as_object().context


@pytest.mark.parametrize("version", ["987654.1", "9" * 18 + ".1", "99999999999999999999.1", "²", "0", "x"])
def test_a_version_of_nothing_or_of_somebody_else_leads_nowhere(clients, handed_in, version):
    for name in ("colleague", "member"):
        assert clients[name].post("/lessons/nowhere/edit/", {"version": version}).status_code == 404
    assert clients["member"].post(f"{OLD}edit/", handed_in).status_code == 404
