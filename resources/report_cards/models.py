"""The shelf of report cards. Each is the product of a partnership table, and says which, when and how."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, STAFF
from cms.fields import AudienceField, is_address
from members.partnerships.fields import LONGEST_ADDRESS

from .querysets import ReportCardQuerySet


class ReportCard(models.Model):
    """Where a report card came from. Its figures stay where it was published: here is nothing to compare."""

    READERS = ((PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (STAFF, _("Network staff")))

    class Sort(models.TextChoices):
        BASELINE = "baseline", _("Baseline")
        ANNUAL = "annual", _("Annual report card")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    year = models.PositiveSmallIntegerField(_("year"))
    sort = models.CharField(_("sort of report card"), max_length=10, choices=Sort)
    partnership = models.ForeignKey(
        "partnerships.Partnership", verbose_name=_("partnership"), on_delete=models.PROTECT,
        related_name="report_cards",
    )  # fmt: skip
    table = models.CharField(_("made by the table"), max_length=160, help_text=_("The group whose product it is."))
    approved_on = models.DateField(_("approved on"))
    approved_how = models.CharField(_("how it was approved"), max_length=300)
    outcomes = models.ManyToManyField(
        "vocabulary.Outcome", verbose_name=_("outcomes"), blank=True, related_name="report_cards"
    )
    provenance = models.TextField(_("how it came about"), blank=True)
    groups = models.TextField(_("about student groups"), blank=True)
    smallest_group = models.PositiveSmallIntegerField(
        _("smallest group shown"), null=True, blank=True, help_text=_("Groups of fewer students are not shown.")
    )
    link = models.URLField(
        _("address on the web"), max_length=LONGEST_ADDRESS, blank=True, validators=[is_address],
        help_text=_("Where it was published."),
    )  # fmt: skip
    audience = AudienceField(default=PUBLIC, choices=READERS)

    objects = ReportCardQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "title", "pk"]
        verbose_name = _("report card")
        verbose_name_plural = _("report cards")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("report_cards:page", args=[self.slug])
