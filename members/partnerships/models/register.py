"""The challenge register: what a partnership finds hard, in its own words and for the readers it chooses."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, partnership_token
from cms.characters import readable_text
from cms.dates import PartialDate, PrecisionField
from cms.fields import AudienceField, CodeField
from cms.vocabulary.models import Challenge

from ..querysets import FacedChallengeQuerySet
from .partnerships import Partnership


class FacedChallenge(models.Model):
    """A challenge that a partnership faces, or faced until some day."""

    class Weight(models.TextChoices):
        SLOWS = "slows", _("It slows us down")
        HOLDS_UP = "holds-up", _("It holds up a part of the work")
        STOPS = "stops", _("It stops us")

    code = CodeField()
    # Protected: what a steward wrote does not go with an invented partnership that is taken away.
    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partnership"), on_delete=models.PROTECT, related_name="faced"
    )
    challenge = models.ForeignKey(
        Challenge, verbose_name=_("challenge"), on_delete=models.PROTECT, related_name="faced"
    )
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = PrecisionField(verbose_name=_("known to the"))
    until = models.DateField(_("until"), null=True, blank=True)
    until_precision = PrecisionField(verbose_name=_("known to the"))
    weight = models.CharField(_("how heavy it is"), max_length=10, choices=Weight, blank=True)
    tried = models.TextField(_("what you tried"), max_length=1000, blank=True, validators=[readable_text])
    audience = AudienceField(default=MEMBERS)
    # Empty for what starter and demo content made.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FacedChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "since", "pk"]
        verbose_name = _("challenge faced")
        verbose_name_plural = _("challenge register")
        constraints = [models.UniqueConstraint(fields=["partnership", "challenge"], name="once_in_the_register")]

    def __str__(self):
        return f"{self.challenge} · {self.partnership}"

    @property
    def is_over(self) -> bool:
        return self.until is not None

    @property
    def is_drawn(self) -> bool:
        """Content drew it from the lessons of an invented partnership, and no steward has changed it since."""
        return self.partnership.is_demo and self.edited_by_id is None

    @property
    def since_shown(self) -> str:
        return str(PartialDate(self.since, self.since_precision)) if self.since else ""

    @property
    def until_shown(self) -> str:
        return str(PartialDate(self.until, self.until_precision)) if self.until else ""

    @property
    def readers(self) -> str:
        """Who may read it, in words."""
        words = {PUBLIC: _("Everyone"), MEMBERS: _("Members")}
        own = self.audience == partnership_token(self.partnership_id)
        return words.get(self.audience, self.partnership.name if own else _("Nobody"))
