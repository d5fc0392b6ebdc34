"""The desk: public guidance of others, in our words, and questions that were asked, with an answer."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from cms.audiences import MEMBERS, PUBLIC, STAFF
from cms.fields import AudienceField, is_address
from cms.vocabulary.fields import LinesField
from members.partnerships.states import STATES

from ..querysets import DeskQuerySet
from .records import Checked, Source
from .rules import Route

READERS = ((PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (STAFF, _("Network staff")))


class ResourceTag(TaggedItemBase):
    content_object = models.ForeignKey("legal.LegalResource", on_delete=models.CASCADE, related_name="tagged_items")


class AnswerTag(TaggedItemBase):
    content_object = models.ForeignKey("legal.LegalAnswer", on_delete=models.CASCADE, related_name="tagged_items")


class LegalResource(Checked):
    """Public guidance: what it answers, and a summary in our own words. The text itself is linked, not copied."""

    class Level(models.TextChoices):
        FEDERAL = "federal", _("Federal")
        NATIONAL = "national", _("National organization")
        STATE = "state", _("State")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200)
    year = models.CharField(_("year"), max_length=4, blank=True)
    url = models.URLField(
        _("address on the web"), max_length=500, blank=True, validators=[is_address],
        help_text=_("Leave it empty while the exact page is not known."),
    )  # fmt: skip
    form = models.CharField(_("form"), max_length=12, choices=Source.Form)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    state = models.CharField(_("applies in"), max_length=2, blank=True, choices=STATES)
    what_it_answers = LinesField(_("what it answers"))
    summary = models.TextField(_("summary"))
    topics = TaggableManager(through=ResourceTag, verbose_name=_("topics"), blank=True)
    audience = AudienceField(default=PUBLIC, choices=READERS)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("legal resource")
        verbose_name_plural = _("legal resources")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("legal:resource", args=[self.slug])

    @property
    def scope(self) -> str:
        """Where it applies: a state, or everywhere."""
        return str(self.get_state_display() if self.state else self.get_level_display())


class LegalAnswer(Checked):
    """A question of the legal desk with its answer: general information, and never advice on a case."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    question = models.CharField(_("question"), max_length=300)
    answer = models.TextField(_("answer"))
    citations = LinesField(_("citations"))
    routes = models.ManyToManyField(Route, verbose_name=_("routes"), blank=True, related_name="answers")
    topics = TaggableManager(through=AnswerTag, verbose_name=_("topics"), blank=True)
    audience = AudienceField(default=PUBLIC, choices=READERS)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["question"]
        verbose_name = _("legal answer")
        verbose_name_plural = _("legal answers")

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("legal:answer", args=[self.slug])
