"""The words that everybody shares. Editors keep them as snippets; they are dated, and they change."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from cms.audiences import PUBLIC, VisibleQuerySet
from cms.dates import PrecisionField
from cms.fields import AudienceField


class Word(RevisionMixin, models.Model):
    """What every controlled word has: a name, an address, and what else people call it."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    synonyms = models.JSONField(
        _("synonyms"),
        default=list,
        blank=True,
        help_text=_("Other words for it, as a list; search knows them."),
    )
    audience = AudienceField(default=PUBLIC)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class Outcome(Word):
    """One of the cradle-to-career outcomes."""

    stage = models.CharField(_("stage"), max_length=80, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    core_indicators = models.JSONField(_("core indicators"), default=list, blank=True)
    contributing_indicators = models.JSONField(_("contributing indicators"), default=list, blank=True)
    direction = models.CharField(_("better is"), max_length=20, blank=True)
    cautions = models.TextField(_("cautions"), blank=True)
    dated_notes = models.JSONField(_("dated notes"), default=list, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")


class Challenge(Word):
    """A barrier that data managers meet, in one of six families."""

    class Family(models.TextChoices):
        TRUST = "trust", _("Trust")
        TURF = "turf", _("Turf")
        TIME = "time", _("Time")
        TECHNOLOGY = "technology", _("Technology")
        LAW = "law", _("Law")
        CAPACITY = "capacity", _("Capacity")

    family = models.CharField(_("family"), max_length=12, choices=Family)
    description = models.TextField(_("description"), blank=True)
    signs = models.JSONField(_("signs"), default=list, blank=True)
    first_steps = models.JSONField(_("first steps"), default=list, blank=True)
    questions = models.JSONField(_("questions to ask"), default=list, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")


class Topic(Word):
    """A subject that lessons, needs, sessions and questions are about."""

    class Meta(Word.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Expertise(Word):
    """Something that a member can offer, or wants help with."""

    group = models.CharField(_("group"), max_length=80, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")


class Term(Word):
    """An entry of the glossary."""

    definition = models.TextField(_("definition"))
    see_also = models.ManyToManyField("self", verbose_name=_("see also"), blank=True, symmetrical=False)
    source_kind = models.CharField(_("kind of source"), max_length=40, blank=True)
    source_note = models.CharField(_("source"), max_length=300, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")


class DatedMeaning(models.Model):
    """What a term meant, or was also used for, in some years."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="dated_meanings")
    meaning = models.TextField(_("meaning"))
    since = models.DateField(_("from"), null=True, blank=True)
    since_precision = PrecisionField()
    until = models.DateField(_("to"), null=True, blank=True)
    until_precision = PrecisionField()

    class Meta:
        ordering = ["since"]

    def __str__(self):
        return self.meaning


class GatewayScheme(models.Model):
    """One dated reading of the Theory of Action. Names and numbers of gateways changed over the years."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    description = models.TextField(_("description"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_from_precision = PrecisionField()
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    valid_to_precision = PrecisionField()
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        ordering = ["valid_from", "name"]
        verbose_name = _("gateway scheme")
        verbose_name_plural = _("gateway schemes")

    def __str__(self):
        return self.name


class Gateway(models.Model):
    """One gateway of a scheme."""

    scheme = models.ForeignKey(GatewayScheme, on_delete=models.PROTECT, related_name="gateways")
    slug = models.SlugField(_("address"), max_length=80)
    name = models.CharField(_("name"), max_length=160)
    plain = models.TextField(_("in plain words"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_gateway = models.BooleanField(_("counted as a gateway"), default=True)
    is_verified = models.BooleanField(_("read in its source"), default=False)

    class Meta:
        ordering = ["scheme", "order"]
        verbose_name = _("gateway")
        verbose_name_plural = _("gateways")
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="gateway_once_per_scheme")]

    def __str__(self):
        return f"{self.name} ({self.scheme})"
