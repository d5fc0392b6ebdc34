from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.audiences import VisibleQuerySet

LATELY = timedelta(days=365)


class PartnershipQuerySet(VisibleQuerySet):
    def active(self):
        """Those that people can join: not merged into another."""
        return self.filter(merged_into__isnull=True)


class RosterQuerySet(QuerySet):
    def current(self, on: date | None = None):
        """Entries that hold on that day, today by default."""
        on = on or timezone.localdate()
        return self.filter(Q(left__isnull=True) | Q(left__gt=on), joined__lte=on)

    def lately(self, on: date | None = None):
        """Entries that hold on that day or held in the twelve months before it."""
        on = on or timezone.localdate()
        return self.filter(Q(left__isnull=True) | Q(left__gt=on - LATELY), joined__lte=on)
