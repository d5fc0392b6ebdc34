"""Questions as a reader sees them: who wrote what, and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.audiences import Viewer
from members.people.writers import Writer, writers

from .models import Answer, Question, Written
from .permissions import can_accept, can_edit, can_withdraw


@dataclass(frozen=True)
class Post:
    """A question or an answer on its page, and what this reader may do with it; `writer` is None without a name."""

    written: Written
    writer: Writer | None
    is_best: bool
    may_edit: bool
    may_withdraw: bool
    may_accept: bool


def posts(question: Question, viewer: Viewer) -> tuple[Post, list[Post]]:
    """The question and its answers: the accepted one first, then the others as they came."""
    answers = list(question.answers.all())
    for answer in answers:
        answer.question = question
    answers.sort(key=lambda answer: answer.pk != question.accepted_id)
    named = writers((written.author_id for written in (question, *answers)), viewer)
    asked, *answered = (_post(written, named, viewer) for written in (question, *answers))
    return asked, answered


def _post(written: Written, named, viewer: Viewer) -> Post:
    is_answer = isinstance(written, Answer)
    return Post(
        written=written,
        writer=named.get(written.author_id),
        is_best=is_answer and written.pk == written.question.accepted_id,
        may_edit=can_edit(viewer, written),
        may_withdraw=can_withdraw(viewer, written),
        may_accept=is_answer and can_accept(viewer, written),
    )


@dataclass(frozen=True)
class Row:
    """A question in a list. `about` are names of words; `why` says why this reader sees it here."""

    question: Question
    writer: Writer | None
    about: list[str]
    why: str = ""


def words_of(question: Question, viewer: Viewer) -> list[str]:
    """Names of what it is about, as far as this reader may know them; both are prefetched."""
    challenges = [word.name for word in question.challenges.all() if viewer.may_read(word)]
    return [*challenges, *(word.name for word in question.topics.all())]


def rows(questions: Iterable[Question], viewer: Viewer, why=lambda question: "", about=words_of) -> list[Row]:
    """Rows of `questions`, which came through `as_rows()`."""
    questions = list(questions)
    named = writers((question.author_id for question in questions), viewer)
    return [
        Row(question, named.get(question.author_id), about(question, viewer), why(question)) for question in questions
    ]
