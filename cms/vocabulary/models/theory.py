"""The Theory of Action, in each of its dated readings: gateways, pillars, benchmarks, and what is known of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from cms.dates import PartialDate, PrecisionField

from ..fields import LinesField
from ..querysets import DatedQuerySet
from .dating import Dated


class GatewayScheme(RevisionMixin, Dated):
    """One dated reading of the Theory of Action. Names and numbers of gateways changed over the years."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    description = models.TextField(_("description"), blank=True)
    sources = LinesField(_("sources"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "name"]
        verbose_name = _("gateway scheme")
        verbose_name_plural = _("gateway schemes")

    def __str__(self):
        return self.name

    @property
    def benchmarks(self) -> list["Benchmark"]:
        """All of its gateways, one gateway after the other."""
        return [benchmark for gateway in self.gateways.all() for benchmark in gateway.benchmarks.all()]


class Gateway(RevisionMixin, models.Model):
    """One gateway of a scheme."""

    scheme = models.ForeignKey(
        GatewayScheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="gateways"
    )
    slug = models.SlugField(_("address"), max_length=80)
    name = models.CharField(_("name"), max_length=160)
    plain = models.TextField(_("in plain words"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_gateway = models.BooleanField(
        _("counted as a gateway"), default=True, help_text=_("Proof Point is a destination in some schemes.")
    )
    is_verified = models.BooleanField(_("read in its source"), default=False)

    class Meta:
        ordering = ["scheme", "order"]
        verbose_name = _("gateway")
        verbose_name_plural = _("gateways")
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="gateway_once_per_scheme")]

    def __str__(self):
        return f"{self.name} ({self.scheme})"


class Pillar(RevisionMixin, Dated):
    """A strand that runs through all gateways."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    plain = models.TextField(_("in plain words"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("read in its source"), default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")

    def __str__(self):
        return self.name


class Benchmark(RevisionMixin, models.Model):
    """What shows that a gateway is reached. Its date is that of the gateway's scheme."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    gateway = models.ForeignKey(Gateway, verbose_name=_("gateway"), on_delete=models.PROTECT, related_name="benchmarks")
    pillar = models.ForeignKey(Pillar, verbose_name=_("pillar"), on_delete=models.PROTECT, related_name="benchmarks")
    text = models.TextField(_("benchmark"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("read in its source"), default=False)

    class Meta:
        ordering = ["gateway", "order"]
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")

    def __str__(self):
        return self.text


class TheoryNote(RevisionMixin, models.Model):
    """What was said of the Theory of Action at some time, and where that was read."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    dated = models.DateField(_("when"))
    dated_precision = PrecisionField(verbose_name=_("known to the"))
    text = models.TextField(_("note"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("read in its source"), default=False)

    class Meta:
        ordering = ["dated", "order"]
        verbose_name = _("note on the Theory of Action")
        verbose_name_plural = _("notes on the Theory of Action")

    def __str__(self):
        return self.text

    @property
    def dated_shown(self) -> str:
        return str(PartialDate(self.dated, self.dated_precision))
