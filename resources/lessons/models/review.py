"""What review needs beside Wagtail's own records: who may decide, and cycles that wait with an edit."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from ..permissions import is_author, looks_after
from .records import Authorship


class SendBackForm(forms.Form):
    """Why a lesson goes back: the author acts on these words, so there must be some."""

    comment = forms.CharField(
        label=_("Your words to the authors"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why you send it back; they act on it.")},
    )


class NoteForm(forms.Form):
    """What a reviewer adds to an approval, if anything."""

    comment = forms.CharField(
        label=_("Your words to the authors"), max_length=2000, required=False, widget=forms.Textarea
    )


class LessonReviewTask(AbstractGroupApprovalTask):
    """Review by somebody of the chosen groups or a steward of the owning partnership; never by an author."""

    class Meta:
        verbose_name = _("review of a lesson")
        verbose_name_plural = _("reviews of lessons")

    def may_decide(self, page, user) -> bool:
        lesson = page.specific
        if not user.is_active or is_author(user, lesson):
            return False
        return user.is_superuser or self._user_in_groups(user) or looks_after(user, lesson)

    def user_can_access_editor(self, page, user):
        return self.may_decide(page, user)

    def locked_for_user(self, page, user):
        return not self.may_decide(page, user)

    def user_can_lock(self, page, user):
        return self.may_decide(page, user)

    def get_actions(self, page, user):
        # Wagtail asks this of any task and page, also of a draft that is in no review.
        task = page.current_workflow_task
        if task is None or task.pk != self.pk or not self.may_decide(page, user):
            return []
        return [
            ("reject", _("Send back"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a note"), True),
        ]

    def get_form_for_action(self, action):
        return SendBackForm if action == "reject" else NoteForm

    def on_action(self, task_state, user, action_name, **kwargs):
        """Approve or send back. Raises PermissionDenied for an author, and for sending back without a reason."""
        if not self.may_decide(task_state.workflow_state.content_object, user):
            raise PermissionDenied(_("Somebody else reviews your lesson."))
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PermissionDenied(_("Say why you send it back: the author acts on your words."))
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        own = Authorship.objects.filter(user=user).values_list("lesson_id", flat=True)
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        return waiting.exclude(workflow_state__object_id__in=[str(number) for number in own])

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups, or a steward of the partnership, review; never an author")


class ProposedCycles(models.Model):
    """The cycles of a published lesson as its authors want them; they wait with the edit and replace with it.

    `rows` is a list as `cycles.rows_of` makes it. A plain record, so that no revision can bring old cycles back.
    """

    lesson = models.OneToOneField("lessons.LessonPage", on_delete=models.CASCADE, related_name="proposed_cycles")
    rows = models.JSONField(default=list)
    saved = models.DateTimeField(auto_now=True)

    def __str__(self):
        return str(self.lesson)
