"""What is true from one date to another, as far as the two are known."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.dates import PartialDate, PrecisionField


def from_to(since, until) -> str:
    """Two dates as one phrase; empty when neither is known."""
    dates = {"since": since, "until": until}
    if since and until:
        return gettext("%(since)s to %(until)s") % dates
    if since:
        return gettext("since %(since)s") % dates
    return gettext("until %(until)s") % dates if until else ""


class Dated(models.Model):
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_from_precision = PrecisionField(verbose_name=_("known to the"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    valid_to_precision = PrecisionField(verbose_name=_("known to the"))

    class Meta:
        abstract = True

    @property
    def dating(self) -> str:
        """From when to when it was in use, as far as that is known."""
        since = PartialDate(self.valid_from, self.valid_from_precision) if self.valid_from else None
        until = PartialDate(self.valid_to, self.valid_to_precision) if self.valid_to else None
        return from_to(since, until) or gettext("date not known")
