"""Questions and remarks in the editors' admin: tidied and looked through, as far as whoever looks may read them."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.audiences import partnership_token
from cms.setup import EDITORS
from members.remarks import actions
from resources.questions.models import Question
from tests.factories import ChallengeFactory, CommentFactory, LessonFactory, QuestionFactory, UserFactory
from tests.tabs import edition_in, sent_by

pytestmark = pytest.mark.django_db

LISTS = ("question", "comment", "report")


@pytest.fixture
def editor():
    editor = UserFactory(role="staff")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def content(response) -> str:
    return b"".join(response if response.streaming else [response.content]).decode(errors="replace")


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_exports_hold_what_the_editor_may_read_and_no_formula(editor, clients, people, partnership, name):
    ours = partnership_token(partnership.pk)
    for audience, words in (("members", "=1+1 known"), (ours, "Hidden")):
        QuestionFactory(title=words, audience=audience)
        comment = CommentFactory(thing=LessonFactory(audience=audience), text=words)
        if audience != ours:
            thing = QuestionFactory(audience="members", title="Reported")
            actions.report(thing=thing, by=people["member"], why="other", reason=words, comment=comment)

    listed = content(editor.get(f"/admin/{name}/"))
    export = content(editor.get(f"/admin/{name}/?export=csv"))

    assert ("known" in export, "'=1+1" in export, "Hidden" in export, "Hidden" in listed) == (True, True, False, False)
    assert clients["member"].get(f"/admin/{name}/").status_code in (302, 403, 404)


def test_editors_file_questions_and_leave_the_words_to_whoever_asked(editor, partnership):
    question, challenge = QuestionFactory(body="Ours.", audience="members"), ChallengeFactory()
    hidden = QuestionFactory(audience=partnership_token(partnership.pk))
    tidied = {"title": "May we?", "challenges": [challenge.pk], "topics": [], "body": "Changed.", "audience": "public"}

    opened = editor.get(f"/admin/question/edit/{question.pk}/")
    saved = editor.post(f"/admin/question/edit/{question.pk}/", {**tidied, "edition": edition_in(opened)})
    refused = editor.post(f"/admin/question/edit/{hidden.pk}/", tidied)

    question.refresh_from_db()
    assert (saved.status_code, refused.status_code) == (302, 404)
    assert (question.title, question.body, question.audience) == ("May we?", "Ours.", "members")
    assert list(question.challenges.all()) == [challenge]


def test_nothing_is_deleted_or_rewritten_here(editor):
    question, comment = QuestionFactory(), CommentFactory(thing=LessonFactory())

    for address in (
        f"/admin/question/delete/{question.pk}/", f"/admin/comment/delete/{comment.pk}/",
        f"/admin/comment/edit/{comment.pk}/",
    ):  # fmt: skip
        editor.post(address, {"text": "Changed."})

    question.refresh_from_db()
    comment.refresh_from_db()
    assert comment.text == "Same here."


def test_an_editor_and_whoever_asked_do_not_overwrite_each_other_unseen(editor, clients, people):
    question, seen = (
        QuestionFactory(author=people["colleague"], title="May we?", audience="members"),
        ChallengeFactory(),
    )
    admin, site = f"/admin/question/edit/{question.pk}/", f"{question.get_absolute_url()}edit/"
    in_admin, on_site = editor.get(admin), clients["colleague"].get(site)

    clients["colleague"].post(site, sent_by(on_site, title="May we mask?"))
    late = editor.post(admin, sent_by(in_admin, title="May one?", challenges=[seen.pk]))
    unchanged = Question.objects.get().title
    again = editor.post(admin, sent_by(late))
    asker = clients["colleague"].post(site, sent_by(on_site, body="Two schools."))

    assert [(each.by, each.mine, each.theirs) for each in late.context["meanwhile"]] == [
        ("both", "May one?", "May we mask?"), ("mine", str(seen), ""),
    ]  # fmt: skip
    assert "saved meanwhile: May we mask?" in " ".join(late.content.decode().split())
    assert (late.status_code, unchanged, again.status_code, asker.status_code) == (409, "May we mask?", 302, 409)
    assert {each.label: each.by for each in asker.context["meanwhile"]} == {
        "Your question in one line": "theirs", "What should people know?": "mine",
        "Challenges that it is about": "theirs",
    }  # fmt: skip
    assert (Question.objects.get().title, [*Question.objects.get().challenges.all()]) == ("May one?", [seen])


@pytest.mark.parametrize("door", ["edit", "delete", "history", "usage"])
def test_every_door_of_a_question_is_for_its_readers(editor, clients, partnership, door):
    read, hidden = QuestionFactory(audience="members"), QuestionFactory(audience=partnership_token(partnership.pk))
    administrator = UserFactory(role="staff", is_superuser=True)
    as_administrator = Client()
    as_administrator.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    for question, expected in ((read, 200), (hidden, 404)):
        address = f"/admin/question/{door}/{question.pk}/"
        assert as_administrator.get(address).status_code == expected
        if door != "delete":  # Editors delete no question.
            assert editor.get(address).status_code == expected
        assert clients["member"].get(address).status_code in (302, 403, 404)


@pytest.mark.parametrize("act", ["edit", "delete", "history", "usage"])
def test_administrators_open_no_comment_on_what_they_may_not_read(partnership, act):
    administrator = Client()
    administrator.force_login(
        UserFactory(role="admin", is_superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    theirs = CommentFactory(thing=LessonFactory(audience=partnership_token(partnership.pk)))
    everybodys = CommentFactory(thing=LessonFactory(audience="members"))

    answers = [administrator.get(f"/admin/comment/{act}/{each.pk}/").status_code for each in (theirs, everybodys)]

    assert answers == [404, 200]
