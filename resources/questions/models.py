"""Questions of members, and what others answer. An answer has the readers of its question, and none of its own."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS
from cms.characters import one_line
from cms.fields import AudienceField, CodeField, MarkdownField, RenderedField

from .querysets import AnswerQuerySet, QuestionQuerySet

LONGEST_TITLE = 140
LONGEST_BODY = 5_000
LONGEST_ANSWER = 10_000


class Written(models.Model):
    """What questions and answers share. An account that is erased leaves its words without a name."""

    class By(models.TextChoices):
        AUTHOR = "author", _("whoever wrote it")
        STAFF = "staff", _("network staff")

    code = CodeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="%(class)ss", verbose_name=_("written by"),
    )  # fmt: skip
    written = models.DateTimeField(_("written"), default=timezone.now, editable=False, db_index=True)
    edited = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    withdrawn = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=6, choices=By, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn is not None


class Question(Written):
    title = models.CharField(_("question in one line"), max_length=LONGEST_TITLE, validators=[one_line])
    body = MarkdownField(_("what people should know"), max_length=LONGEST_BODY, blank=True)
    body_html = RenderedField(source="body")
    challenges = models.ManyToManyField(
        "vocabulary.Challenge", verbose_name=_("challenges"), blank=True, related_name="asked_about"
    )
    topics = models.ManyToManyField(
        "vocabulary.Topic", verbose_name=_("topics"), blank=True, related_name="asked_about"
    )
    audience = AudienceField(default=MEMBERS)
    accepted = models.ForeignKey(
        "Answer", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("accepted answer"),
    )  # fmt: skip
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-written", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("questions:page", args=[self.code])

    @property
    def is_answered(self) -> bool:
        """Whether an answer is accepted."""
        return self.accepted_id is not None


class Answer(Written):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers", editable=False)
    body = MarkdownField(_("answer"), max_length=LONGEST_ANSWER)
    body_html = RenderedField(source="body")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["written", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self):
        return f"{self.question} · {self.code}"

    def get_absolute_url(self):
        return f"{self.question.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"answer-{self.code}"
