"""What every record of the law has: where it was read, as of which day, and whether an attorney has looked at it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from cms.dates import PartialDate, PrecisionField
from cms.fields import is_address

from ..querysets import LawQuerySet


@deconstructible
class ListOf:
    """Allows a JSON list of mappings that have exactly these keys, so that pages can count on them."""

    def __init__(self, *names: str):
        self.names = names

    def __call__(self, value):
        if not isinstance(value, list) or any(
            not isinstance(line, dict) or set(line) != set(self.names) for line in value
        ):
            raise ValidationError(
                _("Write a list of mappings with: %(names)s."), params={"names": ", ".join(self.names)}
            )

    def __eq__(self, other):
        return isinstance(other, ListOf) and self.names == other.names


class Source(models.Model):
    """A regulation, a statute, a page of guidance: public, and linked where its address is known."""

    class Form(models.TextChoices):
        REGULATION = "regulation", _("Regulation")
        STATUTE = "statute", _("Statute")
        GUIDANCE = "guidance", _("Guidance")
        REPORT = "report", _("Report")
        POLICY = "policy", _("Policy")
        WEB = "web", _("Web page")

    class Reading(models.TextChoices):
        FULL = "full", _("In full")
        EXTRACT = "extract", _("An extract")
        INDEX = "index", _("A listing that names it")
        NONE = "none", _("Not yet")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address on the web"), max_length=500, blank=True, validators=[is_address])
    form = models.CharField(_("form"), max_length=12, choices=Form)
    dated = models.DateField(_("date printed on it"), null=True, blank=True)
    dated_precision = PrecisionField(verbose_name=_("known to the"))
    accessed = models.DateField(_("read on"), null=True, blank=True)
    reading = models.CharField(_("what of it was read"), max_length=8, choices=Reading, default=Reading.NONE)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["title"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title

    @property
    def dated_shown(self) -> str:
        return str(PartialDate(self.dated, self.dated_precision)) if self.dated else ""


class Checked(models.Model):
    """A statement about the law, with its sources and its state. That nobody has verified it is the usual state."""

    as_of = models.DateField(_("as of"), help_text=_("The day on which these words were held against their sources."))
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    is_read = models.BooleanField(
        _("read in its source"), default=False, help_text=_("One of us has read it there. No attorney has, by that.")
    )
    verification_note = models.CharField(_("what was not read"), max_length=500, blank=True)
    verified_on = models.DateField(_("verified by an attorney on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("verified by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", limit_choices_to={"affiliation": "attorney"},
    )  # fmt: skip

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.verified_by_id and not self.verified_on:
            raise ValidationError({"verified_on": _("On which day did they verify it?")})

    @property
    def is_verified(self) -> bool:
        return self.verified_on is not None


class Law(Checked):
    """A rule as it holds from some day on. When the law changes, the record is closed and a new one begins."""

    slug = models.SlugField(_("address"), max_length=80, help_text=_("A record and the one that follows it share it."))
    name = models.CharField(_("name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    replaced_on = models.DateField(
        _("replaced on"), null=True, blank=True, help_text=_("From this day on another record holds, or none.")
    )

    objects = LawQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "name", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(replaced_on__isnull=True), name="one_current_%(class)s"
            )
        ]

    def __str__(self):
        return self.name
