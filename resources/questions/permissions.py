"""Who may write, change or take back what. Whoever asks has read the question through `visible_to` before."""

from cms.audiences import Viewer

from .models import Answer, Question, Written


def can_edit(viewer: Viewer, written: Written) -> bool:
    is_own = viewer.user_id is not None and written.author_id == viewer.user_id
    return viewer.is_member and is_own and not written.is_withdrawn


def can_withdraw(viewer: Viewer, written: Written) -> bool:
    return can_edit(viewer, written) or (viewer.is_staff and not written.is_withdrawn)


def can_accept(viewer: Viewer, answer: Answer) -> bool:
    """Only whoever asked knows what helped."""
    return can_edit(viewer, answer.question) and not answer.is_withdrawn


def can_answer(viewer: Viewer, question: Question) -> bool:
    return viewer.is_member and not question.is_withdrawn
