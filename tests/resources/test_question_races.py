"""Two at once at a question: what one of them has done is seen by the other, and nothing typed is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from resources.questions import actions
from resources.questions.forms import QuestionForm
from resources.questions.models import Answer, Question
from tests.factories import AnswerFactory, QuestionFactory
from tests.tabs import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(people):
    """A question of the colleague, for members, answered by the member."""
    question = QuestionFactory(author=people["colleague"], title="Who owns the roster?")
    AnswerFactory(question=question, author=people["member"], body="We asked them.")
    return question


@pytest.fixture
def locked(monkeypatch):
    """The models whose rows were locked, in that order."""
    models, lock = [], QuerySet.select_for_update

    def locking(rows, *args, **kwargs):
        models.append(rows.model)
        return lock(rows, *args, **kwargs)

    monkeypatch.setattr(QuerySet, "select_for_update", locking)
    return models


# SQLite has one writer at a time; elsewhere these locks are what makes one wait for the other.
@pytest.mark.parametrize("act", ["accept", "withdraw", "edit"])
def test_whoever_changes_or_accepts_an_answer_locks_its_question_and_then_the_answer(people, asked, locked, act):
    answer = asked.answers.get()
    match act:
        case "accept":
            actions.accept(answer=answer, by=people["colleague"])
        case "withdraw":
            actions.withdraw(written=answer, by=people["member"])
        case "edit":
            actions.edit_answer(answer=answer, by=people["member"], body="Changed.")

    assert [model for model in locked if model in (Question, Answer)] == [Question, Answer]


def test_an_answer_is_accepted_or_withdrawn_but_never_both(people, asked):
    first, second = asked.answers.get(), AnswerFactory(question=asked, author=people["member"])
    stale = {answer.pk: Answer.objects.select_related("question").get(pk=answer.pk) for answer in (first, second)}

    actions.accept(answer=first, by=people["colleague"])
    actions.withdraw(written=stale[first.pk], by=people["member"])
    actions.withdraw(written=second, by=people["member"])
    with pytest.raises(PermissionDenied):
        actions.accept(answer=stale[second.pk], by=people["colleague"])

    assert Question.objects.get().accepted is None


def test_whom_somebody_answers_for_this_very_moment_gets_an_error_at_the_readers(clients, people, monkeypatch):
    question = QuestionFactory(author=people["colleague"], title="Who owns the roster?", audience="members")
    address = f"{question.get_absolute_url()}edit/"
    form = sent_by(clients["colleague"].get(address), body="Typed just now.", audience="public")
    monkeypatch.setattr(
        QuestionForm, "overtaken", lambda form: AnswerFactory(question=question, author=people["member"]) and []
    )

    response = clients["colleague"].post(address, form)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["audience"]
    assert "Typed just now.</textarea>" in response.content.decode()
    assert Question.objects.get().audience == "members"


@pytest.mark.parametrize("withdrawn", ["question", "answer"])
def test_what_was_typed_into_something_withdrawn_meanwhile_comes_back_to_whoever_typed_it(
    clients, people, asked, withdrawn
):
    answer = asked.answers.get()
    address = f"{asked.get_absolute_url()}{answer.code}/edit/"
    form = sent_by(clients["member"].get(address), body="My long answer.")
    actions.withdraw(written=asked if withdrawn == "question" else answer, by=people["staff"])

    late, strange = clients["member"].post(address, form), clients["reviewer"].post(address, form)

    assert (late.status_code, strange.status_code) == (409, 404)
    assert "My long answer.</textarea>" in late.content.decode()
    assert Answer.objects.get().body == "We asked them."


def test_what_was_typed_into_a_question_withdrawn_meanwhile_comes_back_to_whoever_asked(clients, people, asked):
    address = f"{asked.get_absolute_url()}edit/"
    form = sent_by(clients["colleague"].get(address), body="My long question.")
    actions.withdraw(written=asked, by=people["staff"])

    late, strange = clients["colleague"].post(address, form), clients["member"].post(address, form)

    assert (late.status_code, strange.status_code) == (409, 404)
    assert "My long question.</textarea>" in late.content.decode()
