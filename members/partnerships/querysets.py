from datetime import date, timedelta

from django.db.models import CharField, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from cms.audiences import Viewer, VisibleQuerySet
from cms.vocabulary.models import Outcome

from .states import states_named

LATELY = timedelta(days=365)


class PartnershipQuerySet(VisibleQuerySet):
    def active(self):
        """Those that people can join: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def named(self, words: str):
        """Those whose name, place, backbone or state has `words` in it; all of them without words."""
        if not words:
            return self
        found = Q(state__in=states_named(words))
        for letters in states_named(words):
            found |= Q(other_states__contains=letters)
        for field in ("name", "short_name", "city", "region", "backbone"):
            found |= Q(**{f"{field}__icontains": words})
        return self.filter(found)

    def with_people_counted(self):
        """By name, each with `people`: how many are on its roster today."""
        people = Count("roster", filter=_holds_on(timezone.localdate(), "roster__"))
        return self.annotate(people=people).order_by("name", "pk")

    def with_stage_value(self):
        """Each with `stage_value`: the gateway that it stands at today as “scheme:gateway”, or None.

        A gateway means nothing without its scheme, so whoever narrows by it names both.
        """
        reached = self._stages().filter(partnership=OuterRef("pk"), since__lte=timezone.localdate())
        value = Concat("gateway__scheme__slug", Value(":"), "gateway__slug", output_field=CharField())
        latest = reached.order_by("-since", "-pk").annotate(value=value).values("value")[:1]
        return self.annotate(stage_value=Subquery(latest))

    def with_facts(self, viewer: Viewer):
        """With the outcomes that `viewer` may read of, as `watched`, and the gateways reached: two queries more."""
        outcomes = Prefetch("outcomes", Outcome.objects.visible_to(viewer).order_by("order", "name"), to_attr="watched")
        return self.prefetch_related(outcomes, Prefetch("stages", self._stages().select_related("gateway__scheme")))

    def _stages(self) -> QuerySet:
        return self.model.stages.rel.related_model.objects.all()


class FacedChallengeQuerySet(VisibleQuerySet):
    def visible_to(self, viewer: Viewer):
        """Entries for this reader, of partnerships and about challenges that this reader may read of too."""
        tokens = viewer.audiences
        return super().visible_to(viewer).filter(partnership__audience__in=tokens, challenge__audience__in=tokens)

    def those_of_today_first(self):
        return self.order_by(F("until").desc(nulls_first=True), "challenge__name", "pk")

    def today(self):
        """Those that weigh on a partnership still, none of it merged into another."""
        return self.filter(until__isnull=True, partnership__merged_into__isnull=True)


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
