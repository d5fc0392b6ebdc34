"""The questions of the demo: loaded without the shielded ones, and taken away without a person's words."""

import pytest

from cms.content import rooms
from cms.content.pack import Pack
from cms.models import Loaded
from members.remarks.models import Comment
from members.remarks.talk import has_place
from resources.questions.demo import load
from resources.questions.models import Answer, Question
from search.documents import plain
from tests.factories import AnswerFactory, CommentFactory

SHIELDED = ("A partner asked us to change a published number", "I was sent a file with far more than I asked for")


def made() -> tuple[int, int, int]:
    return Question.objects.count(), Answer.objects.count(), Comment.objects.count()


def test_the_demo_asks_and_answers_and_is_quiet_about_what_is_shielded(demo):
    titles = set(Question.objects.values_list("title", flat=True))
    before = made()

    rooms.load(with_demo=True)

    assert len(titles) == 22
    assert titles.isdisjoint(SHIELDED)
    assert not Question.objects.filter(author=None).exists()
    assert made() == before
    accepted = Question.objects.exclude(accepted=None)
    assert {question.accepted.question_id for question in accepted} == {question.pk for question in accepted}
    assert all(plain(question.body) for question in Question.objects.all())


def test_comments_of_the_demo_stand_on_answers(demo, clients):
    comments = Comment.objects.filter(kind="question")
    questions = Question.objects.in_bulk(comments.values_list("object_id", flat=True))

    assert comments.count() > 5
    assert all(has_place(questions[comment.object_id], comment.place) for comment in comments)
    page = clients["member"].get(questions[comments[0].object_id].get_absolute_url()).content.decode()
    assert comments[0].anchor in page


def test_removing_leaves_what_a_person_answered_or_said(demo, people):
    keys = dict(Loaded.objects.filter(kind="question").values_list("key", "object_id"))
    answered, talked = (Question.objects.get(pk=keys[key]) for key in ("q01", "q06"))
    answer = AnswerFactory(question=answered, author=people["member"])
    comment = CommentFactory(thing=talked, author=people["member"], place=talked.answers.first().code)

    said = rooms.remove_demo()

    assert set(Question.objects.all()) == {answered, talked}
    assert set(Answer.objects.filter(question=answered)) == {answer}
    assert [each.code for each in Answer.objects.filter(question=talked)] == [comment.place]
    assert list(Comment.objects.all()) == [comment]
    assert len([sentence for sentence in said if sentence.startswith("“")]) == 2
    assert Question.objects.get(pk=answered.pk).author is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("status: answered", "status: solved", "unknown status “solved”"),
        ("status: answered", "status: open", "a question is answered once"),
        ("'on': q01-a2", "'on': q99-a2", "which is no answer to it"),
        ("demo: true", "demo: false", "only members ask"),
        ("asked_on: '2026-08-21'", "asked_on: '2026-21-08'", "is no date"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path, old, new, problem):
    text = (load.FOLDER / "questions.yaml").read_text()
    assert old in text
    (tmp_path / "questions.yaml").write_text(text.replace(old, new, 1))
    pack = Pack()

    load.read(pack, tmp_path)

    assert [said for said in pack.problems if problem in said and "questions.yaml:" in said] != []
