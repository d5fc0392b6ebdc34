"""Federal routes and what their agreements contain, the least data for an indicator, rules for small groups."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.dates import PartialDate, PrecisionField
from cms.vocabulary.fields import LinesField

from ..querysets import ElementQuerySet
from .records import Law, ListOf


class Route(Law):
    """A way in which the federal rule lets education records, or figures made of them, be shared."""

    allows = models.TextField(_("what it allows"))
    who_may_use = models.TextField(_("who may use it"))
    written_agreement = models.TextField(_("about a written agreement"))
    needs_agreement = models.BooleanField(_("the rule asks for a written agreement"), default=False)
    is_checked_by_elements = models.BooleanField(_("an agreement is read for elements"), default=False)
    limits = LinesField(_("limits"))
    common_mistakes = LinesField(_("common mistakes"))
    citations = LinesField(_("citations"))

    class Meta(Law.Meta):
        verbose_name = _("route")
        verbose_name_plural = _("routes")

    @property
    def url(self) -> str:
        return reverse("legal:route", args=[self.slug])


class Element(Law):
    """Something that the written agreement of a route must, or should, contain."""

    class Level(models.TextChoices):
        REQUIRED = "required", _("Required by the federal rule")
        BEST_PRACTICE = "best_practice", _("Good practice")

    route = models.ForeignKey(
        Route, verbose_name=_("route"), null=True, blank=True, on_delete=models.PROTECT, related_name="elements",
        help_text=_("Empty: common to all routes on which identifiable records move."),
    )  # fmt: skip
    not_for = models.ManyToManyField(Route, verbose_name=_("not for these routes"), blank=True, related_name="+")
    level = models.CharField(_("level"), max_length=16, choices=Level)
    requirement = models.TextField(_("what it says"))
    why = models.TextField(_("why"), blank=True)
    citation = models.CharField(_("citation"), max_length=300, blank=True)
    evidence_hint = models.TextField(_("where to look for it"), blank=True)
    missing_message = models.TextField(_("what to do when it is missing"), blank=True)
    # Patterns that find it in a draft, with the words of the lexicon filled in; their language stands in ferpa.yaml.
    cues = models.JSONField(_("cues"), default=dict, blank=True)

    objects = ElementQuerySet.as_manager()

    class Meta(Law.Meta):
        verbose_name = _("element")
        verbose_name_plural = _("elements")

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def code(self) -> str:
        """As people write it: ST1."""
        return self.slug.upper()

    @property
    def is_required(self) -> bool:
        return self.level == self.Level.REQUIRED

    @property
    def url(self) -> str:
        return reverse("legal:element", args=[self.slug])


class Indicator(Law):
    """The least data that one indicator needs, from whom, and by which route that is usually asked for."""

    class Sort(models.TextChoices):
        CORE = "core", _("Core")
        CONTRIBUTING = "contributing", _("Contributing")
        MONITORED = "monitored", _("Monitored")

    class Level(models.TextChoices):
        AGGREGATE = "aggregate", _("Figures about groups")
        DEIDENTIFIED = "deidentified", _("One line for each student, without identities")
        PII = "pii", _("Identifiable records")

    outcome = models.ForeignKey(
        "vocabulary.Outcome", verbose_name=_("outcome"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text=_("Empty: it contributes to several."),
    )  # fmt: skip
    sort = models.CharField(_("kind"), max_length=12, choices=Sort)
    definition = models.TextField(_("definition"))
    level_needed = models.CharField(_("least level of data"), max_length=12, choices=Level)
    least_elements = models.JSONField(
        _("least data elements"), default=list, blank=True, validators=[ListOf("element", "form", "needed_for")],
        help_text=_("A list of mappings with element, form and needed_for."),
    )  # fmt: skip
    aggregate_request = models.TextField(_("how to ask for figures"), blank=True)
    usual_holders = LinesField(_("who usually holds it"))
    usual_routes = models.ManyToManyField(Route, verbose_name=_("usual routes"), blank=True, related_name="indicators")
    join_keys = LinesField(_("keys for joining"))
    less_identifying = LinesField(_("less identifying ways"))
    identifiable_only_if = models.TextField(_("identifiable only if"), blank=True)
    refresh = models.CharField(_("how often"), max_length=120, blank=True)
    cautions = LinesField(_("cautions"))

    class Meta(Law.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    @property
    def url(self) -> str:
        return reverse("legal:indicator", args=[self.slug])


class SuppressionRule(Law):
    """Which small groups a publisher hides, and how. FERPA sets no number; the rule in force decides."""

    scope = models.CharField(_("scope"), max_length=200)
    min_shown = models.PositiveSmallIntegerField(_("smallest group shown"))
    hide = models.CharField(_("what is hidden"), max_length=300)
    hide_expression = models.CharField(_("the same, as an expression in n"), max_length=80)
    zero = models.CharField(_("zero"), max_length=200, blank=True)
    complementary = models.CharField(_("complementary suppression"), max_length=300, blank=True)
    two_category = models.CharField(_("with two categories"), max_length=300, blank=True)
    bands = models.JSONField(
        _("bands of percentages"), default=list, blank=True, validators=[ListOf("min_n", "max_n", "low", "high")],
        help_text=_("A list of mappings with min_n, max_n, low and high."),
    )  # fmt: skip
    rounding = models.CharField(_("rounding"), max_length=200, blank=True)
    dated = models.DateField(_("date of the rule"), null=True, blank=True)
    dated_precision = PrecisionField(verbose_name=_("known to the"))
    notes = models.TextField(_("notes"), blank=True)

    class Meta(Law.Meta):
        verbose_name = _("suppression rule")
        verbose_name_plural = _("suppression rules")

    @property
    def url(self) -> str:
        return reverse("legal:suppression_rule", args=[self.slug])

    @property
    def dated_shown(self) -> str:
        return str(PartialDate(self.dated, self.dated_precision)) if self.dated else ""
