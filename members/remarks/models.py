"""What people leave on things of any kind: bookmarks, comments, and reports of what should not stand there.

None of them has readers of its own. A comment is read by whoever may read the thing, as the register of kinds says
now, so it can never have more readers than that; nothing is copied that could be forgotten.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.characters import readable_text
from cms.fields import CodeField

from .querysets import BookmarkQuerySet, CommentQuerySet, ReportQuerySet

LONGEST_COMMENT = 2_000
LONGEST_REASON = 1_000


class Remark(models.Model):
    """Something about the thing of `kind` with the primary key `object_id`: addresses change, this does not.

    `place` names a part of the thing's page, such as the answer to a question; empty for the whole of it.
    """

    code = CodeField()
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    object_id = models.BigIntegerField(editable=False)
    place = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True


class Bookmark(models.Model):
    """Somebody's own: nobody else sees it, not even a count."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    made = models.DateTimeField(default=timezone.now)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "kind", "object_id"], name="bookmark_once")]

    def __str__(self):
        return f"{self.kind} · {self.made:%Y-%m-%d}"


class Comment(Remark):
    """An account that is erased leaves its comments without a name."""

    class By(models.TextChoices):
        AUTHOR = "author", _("whoever wrote it")
        STAFF = "staff", _("network staff")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="comments", verbose_name=_("written by"),
    )  # fmt: skip
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT, validators=[readable_text])
    written = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    removed = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    removed_by = models.CharField(_("removed by"), max_length=6, choices=By, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(fields=["kind", "object_id"], name="comments_of_a_thing")]

    def __str__(self):
        return f"{self.kind} · {self.code}"

    @property
    def anchor(self) -> str:
        return f"comment-{self.code}"

    @property
    def is_removed(self) -> bool:
        return self.removed is not None


class Report(Remark):
    """Somebody says that a thing, or a comment on it, should not stand there; network staff decide."""

    class Why(models.TextChoices):
        PRIVATE = "private", _("It tells of a student, a family, or something private")
        HURTS = "hurts", _("It attacks or hurts somebody")
        SELLS = "sells", _("It sells something")
        NOT_THEIRS = "not-theirs", _("It was not theirs to share")
        OTHER = "other", _("Something else")

    class Decision(models.TextChoices):
        OPEN = "open", _("Open")
        ACTED = "acted", _("Acted on")
        KEPT = "kept", _("Nothing changed")

    comment = models.ForeignKey(
        Comment, null=True, blank=True, editable=False, on_delete=models.CASCADE, related_name="reports",
        verbose_name=_("comment"),
    )  # fmt: skip
    # As it stood when it was reported; whoever reports a comment shows it to network staff.
    quote = models.TextField(_("comment as it was reported"), blank=True, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("reported by"),
    )  # fmt: skip
    raised = models.DateTimeField(_("reported"), default=timezone.now, editable=False)
    why = models.CharField(_("what is wrong"), max_length=10, choices=Why)
    reason = models.TextField(_("in your words"), max_length=LONGEST_REASON, blank=True, validators=[readable_text])
    decision = models.CharField(_("decision"), max_length=5, choices=Decision, default=Decision.OPEN, editable=False)
    decided = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    answer = models.TextField(_("answer"), max_length=LONGEST_REASON, blank=True, validators=[readable_text])

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["raised", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self):
        return f"{self.get_why_display()} · {self.code}"

    @property
    def is_open(self) -> bool:
        return self.decision == self.Decision.OPEN
