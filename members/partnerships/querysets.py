from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cms.audiences import VisibleQuerySet

from .states import states_named

LATELY = timedelta(days=365)


class PartnershipQuerySet(VisibleQuerySet):
    def active(self):
        """Those that people can join: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def named(self, words: str):
        """Those whose name, region or state has `words` in it; all of them without words."""
        if not words:
            return self
        return self.filter(Q(name__icontains=words) | Q(region__icontains=words) | Q(state__in=states_named(words)))

    def with_people_counted(self):
        """By name, each with `people`: how many are on its roster today."""
        people = Count("roster", filter=_holds_on(timezone.localdate(), "roster__"))
        return self.annotate(people=people).order_by("name", "pk")


class RosterQuerySet(QuerySet):
    def current(self, on: date | None = None):
        """Entries that hold on that day, today by default; on its last day an entry holds no more."""
        return self.filter(_holds_on(on or timezone.localdate()))

    def lately(self, on: date | None = None):
        """Entries that hold on that day or held in the twelve months before it."""
        on = on or timezone.localdate()
        return self.filter(Q(left__isnull=True) | Q(left__gt=on - LATELY), joined__lte=on)


class JoinRequestQuerySet(QuerySet):
    def open(self):
        return self.filter(decision=self.model.Decision.OPEN)

    def to_be_decided_by(self, user):
        """Those that `user` may decide: all for network staff, their partnerships' for stewards, never their own."""
        if not user.is_authenticated:
            return self.none()
        others = self.exclude(user=user)
        if user.is_network_staff:
            return others
        stewarded = user.roster_entries.current().filter(is_steward=True).values("partnership")
        return others.filter(partnership__in=stewarded)


def _holds_on(day: date, prefix: str = "") -> Q:
    return (Q(**{f"{prefix}left__isnull": True}) | Q(**{f"{prefix}left__gt": day})) & Q(**{f"{prefix}joined__lte": day})
