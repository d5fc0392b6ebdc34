"""Asking, answering, accepting, and taking back."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audiences import is_within, viewer_for
from members.accounts.models import User
from members.remarks.models import Comment

from .models import Answer, Question, Written
from .notices import tell_accepted, tell_answered, tell_withdrawn
from .permissions import can_accept, can_answer, can_edit, can_withdraw

# Each of them is read by people, and tells some by mail.
QUESTIONS_A_DAY = 10
ANSWERS_A_DAY = 40


class TooManyError(Exception):
    """They have written a great deal today."""


@transaction.atomic
def ask(*, by: User, title: str, body: str, audience: str, challenges=(), topics=()) -> tuple[Question, bool]:
    """Ask, and say whether the question is new: the same one sent twice on a day is one question.

    Raises PermissionDenied, TooManyError.
    """
    today = _lately(by, Question)
    if not viewer_for(by).is_member:
        raise PermissionDenied
    for question in today.filter(title=title, withdrawn__isnull=True):
        if question.body == body:
            return question, False
    if today.count() >= QUESTIONS_A_DAY:
        raise TooManyError
    question = Question.objects.create(author=by, title=title, body=body, audience=audience)
    question.challenges.set(challenges)
    question.topics.set(topics)
    return question, True


@transaction.atomic
def edit_question(
    *, question: Question, by: User, title: str, body: str, audience: str, challenges, topics
) -> Question:
    """Put new words in the place of the old; words of the vocabulary that `by` may not read stay as they are.

    Raises PermissionDenied, and ValidationError for readers who were not there when others answered.
    """
    question = _locked(question)
    viewer = viewer_for(by)
    if not can_edit(viewer, question):
        raise PermissionDenied
    if not is_within(audience, widest_for(question)):
        raise ValidationError(_("Others have answered for the readers that it has: it can have fewer, not more."))
    unread = question.challenges.exclude(audience__in=viewer.audiences)
    question.title, question.body, question.audience = title, body, audience
    _save_edited(question)
    question.challenges.set([*challenges, *unread])
    question.topics.set(topics)
    return question


def widest_for(question: Question) -> str:
    """The most readers that the question may get: everyone, until somebody else has written for those it has."""
    wrote = (question.answers, Comment.objects.about(question))
    others = any(texts.standing().exclude(author=question.author_id).exists() for texts in wrote)
    return question.audience if others else "public"


@transaction.atomic
def answer(*, question: Question, by: User, body: str) -> tuple[Answer, bool]:
    """Answer, tell whoever asked, and say whether the answer is new: the same one sent twice on a day is one answer.

    Raises PermissionDenied, TooManyError.
    """
    today = _lately(by, Answer)
    question = _locked(question)
    if not can_answer(viewer_for(by), question):
        raise PermissionDenied
    for written in today.filter(question=question, withdrawn__isnull=True):
        if written.body == body:
            return written, False
    if today.count() >= ANSWERS_A_DAY:
        raise TooManyError
    written = Answer.objects.create(question=question, author=by, body=body)
    tell_answered(answer=written, actor=by)
    return written, True


@transaction.atomic
def edit_answer(*, answer: Answer, by: User, body: str) -> Answer:
    """Put new words in the place of the old. Raises PermissionDenied."""
    answer = _locked(answer)
    if answer.question.is_withdrawn or not can_edit(viewer_for(by), answer):
        raise PermissionDenied
    answer.body = body
    _save_edited(answer)
    return answer


@transaction.atomic
def accept(*, answer: Answer, by: User) -> None:
    """Say that this answer helped; it takes the place of one that was accepted before. Raises PermissionDenied."""
    answer = _locked(answer)
    question = answer.question
    if not can_accept(viewer_for(by), answer):
        raise PermissionDenied
    if question.accepted_id != answer.pk:
        question.accepted, question.accepted_on = answer, timezone.localdate()
        question.save(update_fields=["accepted", "accepted_on"])
        tell_accepted(answer=answer, actor=by)


@transaction.atomic
def take_back_accepting(*, answer: Answer, by: User) -> None:
    """Say that this answer was not it after all. Raises PermissionDenied."""
    question = Question.objects.select_for_update().get(pk=answer.question_id)
    if not can_edit(viewer_for(by), question):
        raise PermissionDenied
    if question.accepted_id == answer.pk:
        _forget_accepted(question)


@transaction.atomic
def withdraw(*, written: Written, by: User) -> bool:
    """Leave a stub of a question or an answer. True unless it was withdrawn before. Raises PermissionDenied."""
    written = _locked(written)
    if written.is_withdrawn:
        return False
    viewer = viewer_for(by)
    if not can_withdraw(viewer, written):
        raise PermissionDenied
    is_own = written.author_id == by.pk
    written.withdrawn, written.withdrawn_by = timezone.now(), Written.By.AUTHOR if is_own else Written.By.STAFF
    written.save(update_fields=["withdrawn", "withdrawn_by"])
    if isinstance(written, Answer) and written.question.accepted_id == written.pk:
        _forget_accepted(written.question)
    if not is_own:
        tell_withdrawn(written=written, actor=by)
    return True


def _locked(written: Written) -> Written:
    """The row as it is now, locked. The question comes first: of accepting and withdrawing an answer one waits."""
    if isinstance(written, Question):
        return Question.objects.select_for_update().get(pk=written.pk)
    question = Question.objects.select_for_update().get(pk=written.question_id)
    answer = Answer.objects.select_for_update().get(pk=written.pk)
    answer.question = question
    return answer


def _lately(by: User, model: type[Written]):
    # Lock the account, so that two tabs cannot both write.
    User.objects.select_for_update().get(pk=by.pk)
    return model.objects.filter(author=by, written__gt=timezone.now() - timedelta(days=1))


def _save_edited(written: Written) -> None:
    written.edited = timezone.now()
    written.save()


def _forget_accepted(question: Question) -> None:
    question.accepted, question.accepted_on = None, None
    question.save(update_fields=["accepted", "accepted_on"])
