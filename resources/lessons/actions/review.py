"""From a draft to a published lesson: submitted, taken back, sent back, approved."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from ..checks import missing
from ..models import LessonIndexPage, LessonPage, LessonReviewTask
from ..permissions import can_edit, can_review
from ..versions import version_of
from .saving import ChangedElsewhereError, free_slug


class IncompleteLessonError(Exception):
    """Something that reviewers need is missing: `lacks` as `checks.missing` gives it."""

    def __init__(self, lacks):
        super().__init__(", ".join(name for name, _advice in lacks))
        self.lacks = lacks


class NothingToReviewError(Exception):
    """It is in review already, or readers have the newest text anyway."""


@transaction.atomic
def submit(*, lesson: LessonPage, user) -> None:
    """Put the latest draft of `lesson` before the reviewers; what was sent back goes on in the same review.

    Raises IncompleteLessonError, NothingToReviewError, and PermissionDenied for whoever may not edit.
    """
    lesson = LessonPage.objects.select_for_update().get(pk=lesson.pk)
    if not can_edit(user, lesson):
        raise PermissionDenied
    if lesson.workflow_in_progress or (lesson.live and not lesson.has_unpublished_changes):
        raise NothingToReviewError(lesson.slug)
    draft = lesson.get_latest_revision_as_object()
    if lacks := missing(draft):
        raise IncompleteLessonError(lacks)
    if lesson.latest_revision_id is None:
        lesson.save_revision(user=user, clean=False)
    state = lesson.current_workflow_state
    if state is None:
        _settle_address(lesson, draft, user)
        lesson.get_workflow().start(lesson, user)
    else:
        state.resume(user)


def _settle_address(lesson: LessonPage, draft: LessonPage, user) -> None:
    # A first draft has the address of its first title; from its first review on, the address stays.
    if lesson.first_published_at is None and not lesson.workflow_states.exists():
        # Lock the shelf, so that two lessons of one title do not settle at one address.
        LessonIndexPage.objects.select_for_update().get()
        draft.slug = lesson.slug = free_slug(draft.title, lesson)
        draft.save(clean=False)
        draft.save_revision(user=user, clean=False)
        lesson.refresh_from_db()


@transaction.atomic
def take_back(*, lesson: LessonPage, user) -> None:
    """End the review of `lesson`, so that its authors can write on. Raises PermissionDenied, NothingToReviewError."""
    # Lock the row: a reviewer may be deciding just now.
    lesson = LessonPage.objects.select_for_update().get(pk=lesson.pk)
    if not can_edit(user, lesson):
        raise PermissionDenied
    end_review(lesson, user)


def end_review(lesson: LessonPage, user) -> None:
    state = lesson.current_workflow_state
    if state is None:
        raise NothingToReviewError(lesson.slug)
    state.cancel(user=user)


@transaction.atomic
def decide(*, lesson: LessonPage, user, approve: bool, comment: str, version: str | None = None) -> None:
    """Approve `lesson` or send it back with a reason, as somebody whom the running review allows.

    `version` is the one that they have read: ChangedElsewhereError if there is a newer one by now, since nothing is
    published that no reviewer has read. Raises PermissionDenied, also for an author and for sending back without a
    reason.
    """
    lesson = LessonPage.objects.select_for_update().get(pk=lesson.pk)
    if not can_review(user, lesson):
        raise PermissionDenied
    if version is not None and version != version_of(lesson):
        raise ChangedElsewhereError(lesson)
    state = lesson.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve" if approve else "reject", comment=comment)


def was_decided(user, lesson: LessonPage) -> bool:
    """Whether the latest review of `lesson` is over by a decision that `user` too could have made."""
    state = TaskState.objects.for_instance(lesson).select_related("task").order_by("pk").last()
    if state is None or state.status not in (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED):
        return False
    task = state.task.specific
    return isinstance(task, LessonReviewTask) and task.may_decide(lesson, user)


def was_sent_back(lesson: LessonPage) -> bool:
    state = lesson.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
