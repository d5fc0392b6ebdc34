"""Autosave, two tabs, two people, lapsed sessions: nothing typed is lost, nothing is overwritten unseen."""

import uuid

import pytest
from django.test import Client

from resources.lessons.actions import submit
from resources.lessons.models import Authorship, LessonPage
from tests.factories import LessonFactory, member_of
from tests.resources.lesson_forms import TEXT, cycle, filled

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def draft(people):
    author = people["colleague"]
    return LessonFactory(**TEXT, slug="weekly", live=False, first_published_at=None, authors=[author], owner=author)


@pytest.fixture
def other(draft, partnership):
    """A co-author, signed in."""
    person = member_of(partnership, name="Otto Other")
    Authorship.objects.create(lesson=draft, user=person)
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def again(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


def autosave(client, lesson, **changes):
    return client.post(f"/lessons/{lesson.slug}/autosave/", filled(lesson, **changes))


def test_a_new_lesson_is_begun_once(clients):
    key = str(uuid.uuid4())

    first = clients["member"].post("/lessons/new/autosave/", filled(key=key)).json()
    second = clients["member"].post(
        first["autosave"], filled(title="Later", version=first["version"], autosaved=first["autosaved"])
    )

    lesson = LessonPage.objects.get()
    assert first["edit"] == f"/lessons/{lesson.slug}/edit/"
    assert second.status_code == 200
    assert lesson.title == "Later"


def test_autosave_writes_over_its_own_revision_only(clients, draft):
    clients["colleague"].post("/lessons/weekly/edit/", filled(draft, title="By hand", save="1"))
    by_hand = again(draft).latest_revision
    first = autosave(clients["colleague"], draft, title="One").json()
    autosave(clients["colleague"], draft, title="Two", autosaved=first["autosaved"])

    assert draft.revisions.count() == 2
    assert by_hand.as_object().title == "By hand"
    assert again(draft).title == "Two"


def test_autosave_never_writes_over_what_is_read_or_reviewed(clients, people, draft):
    submit(lesson=draft, user=people["colleague"])
    again(draft).current_workflow_state.cancel()
    reviewed = again(draft).latest_revision

    clients["colleague"].post(
        f"/lessons/{again(draft).slug}/autosave/", filled(draft, title="After", autosaved=str(reviewed.pk))
    )

    reviewed.refresh_from_db()
    assert reviewed.as_object().title == "Attendance by week"
    assert again(draft).latest_revision != reviewed


def test_autosave_of_others_is_not_written_over(clients, draft, other):
    first = autosave(clients["colleague"], draft, title="Mine").json()

    autosave(other, draft, title="Theirs", autosaved=first["autosaved"])

    assert draft.revisions.count() == 2


def test_autosave_elsewhere_is_409_with_both_texts(clients, draft, other):
    typed = filled(draft, context="My context.")
    autosave(other, draft, context="Their context.")

    response = clients["colleague"].post("/lessons/weekly/autosave/", typed)

    assert response.status_code == 409
    assert response.json()["message"] == "Otto Other saved while you were writing."
    assert response.json()["sections"] == [
        {"name": "context", "label": "Context", "mine": "My context.", "theirs": "Their context."}
    ]
    assert again(draft).context == "Their context."


def test_two_tabs_of_one_person_are_told_apart(clients, draft):
    """Autosave keeps the number of its revision, so the number alone would not tell."""
    first = autosave(clients["colleague"], draft, title="Tab one").json()
    second_tab = filled(draft, title="Tab two")
    autosave(clients["colleague"], draft, title="Tab one again", autosaved=first["autosaved"])

    response = clients["colleague"].post("/lessons/weekly/autosave/", {**second_tab, "autosaved": first["autosaved"]})

    assert response.status_code == 409
    assert again(draft).title == "Tab one again"


def test_the_conflict_page_shows_both_and_takes_what_only_they_changed(clients, draft, other):
    clients["colleague"].post("/lessons/weekly/edit/", filled(draft, save="1"))
    typed = filled(draft, context="My context.", happened="Mine too.")
    other.post("/lessons/weekly/edit/", filled(draft, context="Their context.", change="Only theirs.", save="1"))

    response = clients["colleague"].post("/lessons/weekly/edit/", {**typed, "save": "1"})

    page = response.content.decode()
    assert response.status_code == 409
    assert [choice.name for choice in response.context["both"]] == ["context"]
    assert [choice.name for choice in response.context["only_mine"]] == ["happened"]
    assert [choice.name for choice in response.context["only_theirs"]] == ["change"]
    assert "My context." in page
    assert "Their context." in page


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"keep-context": "mine"}, ("My context.", "Only theirs.")),
        ({"keep-context": "theirs"}, ("Their context.", "Only theirs.")),
        ({"keep-context": "both", "mix-context": "Ours."}, ("Ours.", "Only theirs.")),
        ({"keep-context": "mine", "all": "theirs"}, ("Their context.", "Only theirs.")),
    ],
)
def test_resolving_keeps_what_was_not_taken_in_the_history(clients, draft, other, choice, expected):
    clients["colleague"].post("/lessons/weekly/edit/", filled(draft, save="1"))
    typed = filled(draft, context="My context.")
    other.post("/lessons/weekly/edit/", filled(draft, context="Their context.", change="Only theirs.", save="1"))
    page = clients["colleague"].post("/lessons/weekly/edit/", {**typed, "save": "1"})
    kept = dict(page.context["kept"]) | {"version": page.context["version"], "resolving": "1"}

    response = clients["colleague"].post("/lessons/weekly/edit/", {**kept, **choice})

    lesson = again(draft)
    texts = {revision.as_object().context for revision in lesson.revisions.all()}
    assert response.status_code == 302
    assert (lesson.context, lesson.change) == expected
    assert {"My context.", "Their context."} <= texts


def test_resolving_chooses_between_cycles(clients, draft, other):
    typed = filled(draft, **cycle(measure="My measure"))
    other.post("/lessons/weekly/edit/", filled(draft, **cycle(measure="Their measure"), save="1"))
    page = clients["colleague"].post("/lessons/weekly/edit/", {**typed, "save": "1"})
    kept = dict(page.context["kept"]) | {"version": page.context["version"], "resolving": "1"}

    clients["colleague"].post("/lessons/weekly/edit/", {**kept, "keep-cycles": "theirs"})

    assert [made.measure for made in draft.cycles.all()] == ["Their measure"]


def test_autosave_signed_out_is_401_and_writes_nothing(draft):
    response = Client().post("/lessons/weekly/autosave/", filled(draft, title="Lost?"))

    assert response.status_code == 401
    assert response.json()["sign_in"].startswith("/accounts/login/")
    assert again(draft).title == "Attendance by week"


def test_what_was_typed_comes_back_after_signing_in(clients, people, draft):
    page = clients["colleague"].get("/lessons/weekly/edit/")
    typed = filled(draft, title="Typed while signed out", writer=page.context["writer"])
    browser = Client()

    sent_away = browser.post("/lessons/weekly/edit/", typed)
    browser.force_login(people["colleague"], backend=BACKEND)
    back = browser.get("/lessons/weekly/edit/").content.decode()

    assert sent_away.url.startswith("/accounts/login/")
    assert "Typed while signed out" in back
    assert "You were signed out before this was saved" in back


def test_what_was_typed_is_shown_to_nobody_else(clients, people, draft):
    page = clients["colleague"].get("/lessons/weekly/edit/")
    browser = Client()
    browser.post("/lessons/new/", filled(title="Typed by Cora", writer=page.context["writer"]))

    browser.force_login(people["member"], backend=BACKEND)

    assert "Typed by Cora" not in browser.get("/lessons/new/").content.decode()


def test_strangers_leave_nothing_in_the_session(draft):
    browser = Client()

    browser.post("/lessons/weekly/edit/", filled(draft, writer="forged"))

    assert not browser.session.items()


@pytest.mark.parametrize(("reader", "status"), [("visitor", 401), ("unapproved", 403), ("member", 404), ("staff", 404)])
def test_autosave_is_for_authors(clients, draft, reader, status):
    assert autosave(clients[reader], draft, title="Not mine").status_code == status
    assert again(draft).title == "Attendance by week"


def test_autosave_in_review_is_403(clients, people, draft):
    submit(lesson=draft, user=people["colleague"])

    response = autosave(clients["colleague"], again(draft), title="Too late")

    assert response.status_code == 403
    assert "reviews" in response.json()["message"]


def test_autosave_says_what_is_wrong(clients, draft):
    response = autosave(clients["colleague"], draft, started="soon")

    assert response.status_code == 422
    assert [error["id"] for error in response.json()["errors"]] == ["id_started"]


def test_autosave_is_a_post(clients, draft):
    assert clients["colleague"].get("/lessons/weekly/autosave/").status_code == 405


def test_surrogates_and_controls_are_refused_and_not_stored(clients, draft):
    response = clients["colleague"].post(
        "/lessons/weekly/autosave/",
        data=b"context=%ED%A0%80%01&version=0",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 422


@pytest.mark.parametrize("version", ["", "x", "1", "9" * 30, "-1", "1.5.6"])
def test_an_unknown_version_is_a_conflict(clients, draft, version):
    response = clients["colleague"].post("/lessons/weekly/autosave/", {**TEXT, "title": "New", "version": version})

    assert response.status_code == 409


def test_autosave_begins_a_draft_only_from_the_form_and_only_with_words(clients):
    url, key = "/lessons/new/autosave/", str(uuid.uuid4())
    member = clients["member"]
    words = filled(key=key)

    statuses = {
        "as json": member.post(url, words, content_type="application/json").status_code,
        "without fields": member.post(url, {}).status_code,
        "without the form's key": member.post(url, filled()).status_code,
        "with a key that is none": member.post(url, filled(key="1")).status_code,
        "without words": member.post(url, {"key": key, "title": "  ", "data_level": "aggregate"}).status_code,
    }

    assert statuses == {
        "as json": 400,
        "without fields": 400,
        "without the form's key": 400,
        "with a key that is none": 400,
        "without words": 422,
    }
    assert not LessonPage.objects.exists()
    assert member.post(url, {"key": key, "happened": "19 of 22 opened it."}).status_code == 200
    assert LessonPage.objects.get().title == "Untitled lesson"


def test_autosave_begins_a_draft_with_the_words_of_a_cycle_alone(clients):
    answer = clients["member"].post("/lessons/new/autosave/", {"key": str(uuid.uuid4()), **cycle()})

    assert answer.status_code == 200
    assert LessonPage.objects.count() == 1
