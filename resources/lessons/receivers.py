"""What follows a review. Ours stand in the place of Wagtail's mails, whose links lead authors into the admin."""

from django.contrib.auth import get_user_model
from django.db.models import Count
from wagtail.admin.signal_handlers import (
    task_submission_email_notifier,
    workflow_approval_email_notifier,
    workflow_rejection_email_notifier,
)  # fmt: skip
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_approved, workflow_rejected

from members.accounts.actions import erasing
from members.people.bylines import role_of

from .actions import plan_next_look
from .cycles import apply_proposed
from .models import LessonPage, LessonReviewTask
from .notices import tell_approved, tell_reviewers, tell_sent_back


def on_rejected(sender, instance, user=None, **kwargs):
    lesson = instance.content_object.specific
    if not isinstance(lesson, LessonPage):
        return workflow_rejection_email_notifier(instance=instance, user=user, **kwargs)
    tell_sent_back(lesson=lesson, actor=user, comment=instance.current_task_state.comment)


def on_approved(sender, instance, user=None, **kwargs):
    lesson = instance.content_object.specific
    if not isinstance(lesson, LessonPage):
        return workflow_approval_email_notifier(instance=instance, user=user, **kwargs)
    tell_approved(lesson=lesson, actor=user, comment=instance.current_task_state.comment)


def on_submitted(sender, instance, user=None, **kwargs):
    task = instance.task.specific
    if not isinstance(task, LessonReviewTask):
        return task_submission_email_notifier(instance=instance, user=user, **kwargs)
    lesson = instance.workflow_state.content_object.specific
    tell_reviewers(lesson=lesson, people=reviewers_of(lesson, task), actor=user)


def reviewers_of(lesson, task):
    """Whom the task asks: its groups, and the stewards of the owning partnership; no author."""
    people = get_user_model().objects.filter(is_active=True)
    asked = people.filter(groups__in=task.groups.all())
    if lesson.partnership_id is not None:
        stewards = lesson.partnership.roster.current().filter(is_steward=True).values("user")
        asked = asked | people.filter(pk__in=stewards)
    return asked.exclude(authorships__lesson_id=lesson.pk).distinct()


def on_published(sender, instance, revision=None, **kwargs):
    if not isinstance(instance, LessonPage):
        return
    # Proposed cycles belong to the latest edit: an older revision that is published again leaves them waiting.
    if revision is None or revision.pk == instance.latest_revision_id:
        apply_proposed(instance)
    plan_next_look(instance)


def on_erasing(sender, user, **kwargs):
    """A lesson whose only author goes keeps a byline, what they were, without a name; a mere draft goes with them."""
    authors = LessonPage.objects.annotate(authors=Count("authorships")).filter(authors=1)
    alone = LessonPage.objects.filter(pk__in=[lesson.pk for lesson in authors.filter(authorships__user=user)])
    for draft in alone.never_published():
        entries = PageLogEntry.objects.filter(page_id=draft.pk)
        draft.delete()
        # What was logged says the title, and so does what deleting it has logged.
        entries.delete()
    alone.filter(attribution="").update(attribution=role_of(user))


def connect() -> None:
    erasing.connect(on_erasing, dispatch_uid="lessons_keep_a_byline")
    # Django keeps one receiver per dispatch_uid and sender: Wagtail's own, connected later, finds its place taken.
    for signal, sender, ours, uid in (
        (workflow_rejected, WorkflowState, on_rejected, "workflow_state_rejected_email_notification"),
        (workflow_approved, WorkflowState, on_approved, "workflow_state_approved_email_notification"),
        (task_submitted, TaskState, on_submitted, "group_approval_task_submitted_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(ours, sender=sender, dispatch_uid=uid)
    page_published.connect(on_published, dispatch_uid="lessons_after_publication")
