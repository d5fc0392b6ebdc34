"""Questions and remarks in the editors' admin: tidied and looked through, as far as whoever looks may read them."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.audiences import partnership_token
from cms.setup import EDITORS
from members.remarks import actions
from tests.factories import ChallengeFactory, CommentFactory, LessonFactory, QuestionFactory, UserFactory

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

    saved = editor.post(f"/admin/question/edit/{question.pk}/", tidied)
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
