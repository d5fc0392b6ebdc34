"""What is known of one state or territory on top of the federal rule."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.partnerships.states import STATES

from .records import Law, Source
from .rules import SuppressionRule


class StateOverlay(Law):
    """Where a state's own law is recorded. That nothing stands here means that nobody has looked, and no more."""

    class Sort(models.TextChoices):
        STATE = "state", _("State")
        DISTRICT = "district", _("District")
        TERRITORY = "territory", _("Territory")

    state = models.CharField(_("state"), max_length=2, choices=STATES)
    sort = models.CharField(_("kind"), max_length=10, choices=Sort, default=Sort.STATE)
    suppression_rule = models.ForeignKey(
        SuppressionRule, verbose_name=_("suppression rule"), on_delete=models.PROTECT, related_name="overlays"
    )
    is_own_rule = models.BooleanField(
        _("this is the state's own rule"), default=False,
        help_text=_("Otherwise the network's default stands here, since no rule of the state was checked."),
    )  # fmt: skip
    is_rule_read = models.BooleanField(_("its rule was read in its source"), default=False)
    notes = models.TextField(_("notes"), blank=True)
    last_checked = models.DateField(_("last checked on"), null=True, blank=True)

    class Meta(Law.Meta):
        verbose_name = _("state overlay")
        verbose_name_plural = _("state overlays")
        constraints = [
            *Law.Meta.constraints,
            models.UniqueConstraint(
                fields=["state"], condition=Q(replaced_on__isnull=True), name="one_current_overlay_of_a_state"
            ),
        ]

    @property
    def url(self) -> str:
        return reverse("legal:state", args=[self.slug])

    @property
    def is_looked_at(self) -> bool:
        """Whether anything of it was recorded, checked or verified."""
        return bool(self.last_checked or self.is_own_rule or self.is_verified or self.laws.all())


class StateLaw(models.Model):
    """A law of the state that bears on student data: that it was passed, and on whom it bears."""

    overlay = models.ForeignKey(StateOverlay, on_delete=models.CASCADE, related_name="laws")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=200)
    is_official_name = models.BooleanField(_("this is its official name"), default=False)
    number = models.CharField(_("number"), max_length=200, blank=True)
    scope = models.CharField(_("on whom it bears"), max_length=300, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    is_read = models.BooleanField(
        _("read in its source"), default=False, help_text=_("Or found in a public list that has a date.")
    )

    class Meta:
        ordering = ["overlay", "order", "pk"]
        verbose_name = _("state law")
        verbose_name_plural = _("state laws")

    def __str__(self):
        return self.name
