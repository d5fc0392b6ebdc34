"""Data-system cards: how a partnership keeps and joins its data, and what it would not do again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, STAFF
from cms.dates import PartialDate, PrecisionField
from cms.fields import AudienceField, MarkdownField, RenderedField

from .querysets import SystemKindQuerySet, SystemQuerySet


def validate_free(value: str) -> None:
    """The cards lie beside pages of the site."""
    if value == "kinds":
        raise ValidationError(_("A page of this site has this address. Choose another."))


class SystemKind(models.Model):
    """A kind of tool. Generic on purpose: no product is named or recommended."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Content refers to it; leave it as it is once in use.")
    )
    name = models.CharField(_("name"), max_length=160)
    plain = models.CharField(_("in plain words"), max_length=300)
    good_for = models.CharField(_("good for"), max_length=300)
    watch_for = models.CharField(_("watch for"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Its place in lists; small is first."))

    objects = SystemKindQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("kind of tool")
        verbose_name_plural = _("kinds of tools")

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        return f"{reverse('systems:kinds')}#{self.slug}"


class System(models.Model):
    """The card of one data system. It tells how things are kept, and holds no data."""

    READERS = ((PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (STAFF, _("Network staff")))

    class DataLevel(models.TextChoices):
        AGGREGATE = "aggregate", _("Aggregate counts only")
        DEIDENTIFIED = "de-identified", _("De-identified records")
        AT_HOLDER = "identifiable-at-holder", _("Identifiable records that stay with their holder")
        UNDER_AGREEMENT = "identifiable-under-agreement", _("Identifiable records under an agreement")

    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_free])
    title = models.CharField(_("title"), max_length=160)
    partnership = models.ForeignKey(
        "partnerships.Partnership", verbose_name=_("partnership"), on_delete=models.PROTECT, related_name="systems"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("described by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="systems",
    )  # fmt: skip
    kinds = models.ManyToManyField(SystemKind, verbose_name=_("kinds of tools"), blank=True, related_name="systems")
    body = MarkdownField(_("how it works"), blank=True)
    body_html = RenderedField(source="body")
    not_again = models.TextField(_("what they would not do again"), blank=True)
    built_by = models.CharField(_("built by"), max_length=300, blank=True)
    cost = models.CharField(
        _("cost"), max_length=160, blank=True, help_text=_("A band, to build and to run: “under 25k a year”.")
    )
    matching = models.CharField(_("how records are matched"), max_length=300, blank=True)
    consent_model = models.CharField(_("consent and agreements"), max_length=300, blank=True)
    hosting = models.CharField(_("where it is kept"), max_length=300, blank=True)
    staffing = models.CharField(_("who keeps it"), max_length=300, blank=True)
    data_level = models.CharField(_("level of the data"), max_length=30, choices=DataLevel, blank=True)
    sources = models.PositiveSmallIntegerField(_("sources"), null=True, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = PrecisionField()
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("When somebody of the partnership last went through it.")
    )
    audience = AudienceField(default=MEMBERS, choices=READERS)

    objects = SystemQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("data system")
        verbose_name_plural = _("data systems")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("systems:page", args=[self.slug])

    @property
    def since_shown(self) -> PartialDate | None:
        return PartialDate(self.since, self.since_precision) if self.since else None

    @property
    def practice(self) -> list[tuple[str, str]]:
        """What the card says of each side of the system, as pairs of a heading and a text; nothing is left blank."""
        names = ("matching", "consent_model", "hosting", "staffing", "built_by", "cost")
        told = ((self._meta.get_field(name).verbose_name, getattr(self, name)) for name in names)
        return [(heading, text) for heading, text in told if text]
