from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Left, Length
from django.utils import timezone
from wagtail.models import Page

from cms.audiences import VisiblePageQuerySet
from cms.vocabulary.models import Challenge
from members.partnerships.models import Partnership


class ConveningQuerySet(VisiblePageQuerySet):
    def upcoming(self):
        """Those that are not over, the next one first."""
        return self.filter(ends__gte=timezone.localdate()).order_by("starts", "title")

    def past(self):
        """Those that are over, the latest first."""
        return self.filter(ends__lt=timezone.localdate()).order_by("-starts", "title")


class SessionQuerySet(VisiblePageQuerySet):
    def with_convening(self):
        """Each with `convening_title`, `convening_zone` and `convening_expires` of the page that it stands below."""
        # By the path: a session has no link to its convening but its place in the tree.
        above = self.model.convenings().filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - Page.steplen))
        return self.annotate(
            convening_title=Subquery(above.values("title")[:1]),
            convening_zone=Subquery(above.values("time_zone")[:1]),
            convening_starts=Subquery(above.values("starts")[:1]),
            convening_expires=Subquery(above.values("expire_at")[:1]),
        )

    def with_placements(self):
        """Each with when and where it is in the released schedule: `released`, a list of at most one."""
        placements = self.model.placements.rel.related_model.objects.released().select_related("room", "schedule")
        return self.prefetch_related(Prefetch("placements", placements, to_attr="released"))

    def as_items(self, viewer):
        """Each with what a line of an agenda shows: when and where, who speaks, and whether `viewer` starred it."""
        stars = self.model.stars.rel.related_model.objects.of(viewer.user_id).filter(session=OuterRef("pk"))
        return self.with_placements().annotate(is_starred=Exists(stars)).prefetch_related("speakers")

    def with_words(self):
        """Each with its topics and challenges, and the places that it is about."""
        return self.prefetch_related("topics__topic", "challenges__challenge", "partnerships")

    def by_convening(self):
        """Those of the latest convening first."""
        return self.order_by(F("convening_starts").desc(nulls_last=True), "path")

    def on(self, challenge: Challenge):
        return self.filter(challenges__challenge=challenge)

    def told_by(self, partnership: Partnership):
        """Those that are about this partnership by name."""
        return self.filter(partnerships=partnership)


class ScheduleQuerySet(QuerySet):
    def released(self):
        return self.filter(state=self.model.State.RELEASED)

    def drafts(self):
        return self.filter(state=self.model.State.DRAFT)


class PlacementQuerySet(QuerySet):
    def released(self):
        """What readers see: drafts and replaced schedules are for staff."""
        return self.filter(schedule__state="released").order_by("starts", "room__order", "room__name", "pk")

    def starred_by(self, user_id: int):
        return self.filter(session__stars__user=user_id)

    def ahead(self):
        """Those that are not over."""
        return self.filter(ends__gt=timezone.now())


class StarQuerySet(QuerySet):
    def of(self, user_id: int | None):
        return self.filter(user_id=user_id) if user_id else self.none()
