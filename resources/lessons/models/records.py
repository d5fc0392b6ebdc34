"""Facts about a lesson that no revision holds: who wrote it, what it came from, what members say needs change."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.fields import CodeField

from ..querysets import AdaptationQuerySet, FlagQuerySet


class Authorship(models.Model):
    """Somebody's authorship of a lesson; an account that is erased leaves a byline without a name."""

    lesson = models.ForeignKey("lessons.LessonPage", on_delete=models.CASCADE, related_name="authorships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authorships")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["lesson", "user"], name="author_once")]

    def __str__(self):
        return f"{self.user} · {self.lesson}"


class Adaptation(models.Model):
    """A lesson was adapted from another, and something was changed."""

    lesson = models.OneToOneField("lessons.LessonPage", on_delete=models.CASCADE, related_name="adaptation")
    source = models.ForeignKey("lessons.LessonPage", on_delete=models.PROTECT, related_name="adaptations")
    changed = models.TextField(_("what was changed"), blank=True)

    objects = AdaptationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(lesson=models.F("source")), name="not_from_itself")]

    def __str__(self):
        return f"{self.lesson} ← {self.source}"


class ChangeFlag(models.Model):
    """A member says that a published lesson needs change; it stays readable with the flag on top."""

    lesson = models.ForeignKey("lessons.LessonPage", on_delete=models.CASCADE, related_name="flags")
    code = CodeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=1000)
    raised = models.DateField(_("raised on"), default=timezone.localdate)
    resolved = models.DateField(_("resolved on"), null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["raised"]

    def __str__(self):
        return self.reason
