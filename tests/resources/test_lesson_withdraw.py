"""A published lesson that no longer holds: flagged, answered, withdrawn to a stub."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import WorkflowState

from resources.lessons.actions import raise_flag, submit, withdraw
from resources.lessons.models import Adaptation, ChangeFlag, LessonPage
from tests.factories import LessonFactory, RosterEntryFactory
from tests.resources.lesson_forms import TEXT


@pytest.fixture
def lesson(people, partnership):
    return LessonFactory(
        **TEXT, slug="holds", audience="members", authors=[people["colleague"]], partnership=partnership
    )


def again(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


@pytest.mark.parametrize(
    ("reader", "allowed"),
    [
        ("visitor", False),
        ("unapproved", False),
        ("member", False),
        ("colleague", True),
        ("reviewer", False),
        ("staff", True),
    ],
)
def test_withdrawing_is_for_authors_and_staff(clients, lesson, reader, allowed):
    clients[reader].post("/lessons/holds/withdraw/", {"reason": "The holder asked."})

    assert again(lesson).is_withdrawn is allowed


def test_a_steward_of_the_owner_withdraws(lesson, partnership, client):
    steward = RosterEntryFactory(partnership=partnership, is_steward=True).user
    client.force_login(steward, backend="django.contrib.auth.backends.ModelBackend")

    client.post("/lessons/holds/withdraw/", {"reason": "The holder asked."})

    assert again(lesson).withdrawn_by == "a data manager at Twin Forks"


@pytest.mark.parametrize(
    ("reader", "is_shown"),
    [("member", False), ("reviewer", False), ("colleague", True), ("staff", True), ("steward", True)],
)
def test_its_page_leads_to_withdrawing_whoever_may(clients, lesson, partnership, reader, is_shown):
    clients["steward"] = Client()
    steward = RosterEntryFactory(partnership=partnership, is_steward=True).user
    clients["steward"].force_login(steward, backend="django.contrib.auth.backends.ModelBackend")

    page = clients[reader].get("/lessons/holds/").content.decode()

    assert ("/lessons/holds/withdraw/" in page, "/lessons/holds/readers/" in page) == (is_shown, is_shown)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1_001, "a\x00b"])
def test_withdrawing_needs_a_reason(clients, lesson, reason):
    response = clients["colleague"].post("/lessons/holds/withdraw/", {"reason": reason})

    assert response.status_code == 422
    assert not again(lesson).is_withdrawn


def test_a_stub_keeps_title_reason_and_family_and_serves_no_text(clients, people, lesson):
    child = LessonFactory(title="The child", audience="members")
    Adaptation.objects.create(lesson=child, source=lesson)

    withdraw(lesson=lesson, user=people["colleague"], reason="The holder asked.")

    page = clients["member"].get("/lessons/holds/").content.decode()
    assert "Attendance by week" in page
    assert "The holder asked." in page
    assert "We counted every Friday." not in page
    assert child.adaptation.source == again(lesson)
    assert "Attendance by week" not in clients["member"].get("/lessons/").content.decode()


def test_a_stub_cannot_be_edited_flagged_adapted_or_widened(clients, people, lesson):
    withdraw(lesson=lesson, user=people["colleague"], reason="The holder asked.")

    answers = {
        clients["colleague"].get("/lessons/holds/edit/").status_code,
        clients["member"].get("/lessons/holds/flag/").status_code,
        clients["member"].get("/lessons/new/?from=lesson:holds").status_code,
        clients["colleague"].post("/lessons/holds/readers/", {"audience": "public"}).status_code,
    }

    assert answers == {404}
    assert again(lesson).withdrawn_reason == "The holder asked."


@pytest.mark.parametrize("reader", ["visitor", "unapproved", "member", "colleague", "reviewer", "staff"])
def test_withdrawing_twice_says_that_it_is_done(clients, people, lesson, reader):
    withdraw(lesson=lesson, user=people["colleague"], reason="The holder asked.")

    answer = clients[reader].post("/lessons/holds/withdraw/", {"reason": "Again."}, follow=True)

    assert ("It was withdrawn before." in answer.content.decode()) is (reader in ("colleague", "staff"))
    assert answer.status_code == {"unapproved": 403, "member": 404, "reviewer": 404}.get(reader, 200)
    assert again(lesson).withdrawn_reason == "The holder asked."


def test_answering_a_flag_twice_says_that_it_is_done(clients, people, lesson):
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")
    address = f"/lessons/holds/flag/{flag.code}/"

    first = clients["colleague"].post(address, {"answer": "It still holds."}, follow=True).content.decode()
    second = clients["colleague"].post(address, {"answer": "Again."}, follow=True).content.decode()

    assert "The flag is taken down." in first
    assert "This flag was answered before." in second


def test_a_flag_is_addressed_by_no_key(clients, people, lesson):
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")

    assert clients["colleague"].get(f"/lessons/holds/flag/{flag.pk}/").status_code == 404
    assert clients["colleague"].get(f"/lessons/holds/flag/{flag.code}/").status_code == 200


def test_withdrawing_ends_a_running_review(people, lesson):
    lesson.title = "Edited"
    lesson.save_revision(user=people["colleague"])
    submit(lesson=lesson, user=people["colleague"])

    withdraw(lesson=again(lesson), user=people["colleague"], reason="The holder asked.")

    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_publishing_a_revision_does_not_bring_the_text_back(clients, people, lesson):
    revision = lesson.save_revision()
    withdraw(lesson=lesson, user=people["colleague"], reason="The holder asked.")

    revision.publish()

    assert again(lesson).is_withdrawn
    assert "We counted every Friday." not in clients["member"].get("/lessons/holds/").content.decode()


@pytest.mark.parametrize(
    ("reader", "allowed"),
    [
        ("visitor", False),
        ("unapproved", False),
        ("member", True),
        ("colleague", False),
        ("reviewer", True),
        ("staff", True),
    ],
)
def test_flagging_is_for_members_who_may_read(clients, lesson, reader, allowed):
    clients[reader].post("/lessons/holds/flag/", {"reason": "The rule changed."})

    assert ChangeFlag.objects.exists() is allowed


def test_flagging_what_one_may_not_read_looks_like_nothing_there(clients, people):
    LessonFactory(slug="hidden", audience="staff")

    response = clients["member"].post("/lessons/hidden/flag/", {"reason": "The rule changed."})

    assert response.status_code == 404
    assert not ChangeFlag.objects.exists()


def test_flagging_again_replaces_the_words(people, lesson):
    raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")
    raise_flag(lesson=lesson, user=people["member"], reason="The rule changed in July.")

    assert [flag.reason for flag in lesson.flags.all()] == ["The rule changed in July."]


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 403), ("member", 404), ("colleague", 302), ("reviewer", 404), ("staff", 302)],
)
def test_answering_a_flag_is_for_authors_and_staff(clients, people, lesson, reader, status):
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")

    response = clients[reader].post(f"/lessons/holds/flag/{flag.code}/", {"answer": "It still holds."})

    flag.refresh_from_db()
    assert response.status_code == status
    assert (flag.resolved is not None) is (reader in ("colleague", "staff"))


def test_whoever_flagged_is_told_the_answer(clients, people, lesson, django_capture_on_commit_callbacks):
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")
    with django_capture_on_commit_callbacks(execute=True):
        clients["colleague"].post(f"/lessons/holds/flag/{flag.code}/", {"answer": "It still holds."})

    letter = next(letter for letter in mail.outbox if letter.to == [people["member"].email])
    assert "It still holds." in letter.body


def test_a_flag_is_answered_at_its_own_lesson_only(clients, people, lesson):
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")
    other = LessonFactory(authors=[people["colleague"]])

    assert clients["colleague"].post(f"/lessons/{other.slug}/flag/{flag.code}/").status_code == 404


def test_a_draft_cannot_be_withdrawn(clients, people):
    LessonFactory(slug="draft", live=False, authors=[people["colleague"]])

    assert clients["colleague"].post("/lessons/draft/withdraw/", {"reason": "No."}).status_code == 404
