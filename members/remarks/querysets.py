from functools import reduce
from operator import or_

from django.db.models import Model, Q, QuerySet

from cms.audiences import Viewer
from cms.kinds import Kind, every_kind, kind_of


def _readable(kind: Kind, viewer: Viewer, **narrower) -> Q:
    things = kind.listed(kind.visible_to(viewer)).filter(**narrower).order_by()
    return Q(kind=kind.name, object_id__in=things.values("pk"))


class RemarkQuerySet(QuerySet):
    def visible_to(self, viewer: Viewer):
        """Those on things that `viewer` may read now, of whatever kind: the database asks the lock of each kind."""
        return self.filter(reduce(or_, (_readable(kind, viewer) for kind in every_kind())))

    def on(self, thing: Model, viewer: Viewer):
        """Those on this thing, if `viewer` may read it."""
        return self.filter(_readable(kind_of(thing), viewer, pk=thing.pk))

    def about(self, thing: Model):
        """Those on this thing, whoever reads it."""
        return self.filter(kind=kind_of(thing).name, object_id=thing.pk)


class BookmarkQuerySet(RemarkQuerySet):
    def of(self, viewer: Viewer):
        """What `viewer` marked and may still read, the newest first."""
        return self.filter(user=viewer.user_id).visible_to(viewer).order_by("-made", "-pk")


class CommentQuerySet(RemarkQuerySet):
    def standing(self):
        return self.filter(removed__isnull=True)

    def in_order(self):
        return self.order_by("written", "pk")


class ReportQuerySet(RemarkQuerySet):
    def visible_to(self, viewer: Viewer):
        """Those that `viewer` may decide: they read who reported, so none about a comment of their own."""
        return self.exclude(comment__author=viewer.user_id) if viewer.is_staff else self.none()

    def open(self):
        return self.filter(decision=self.model.Decision.OPEN)

    def oldest_first(self):
        return self.order_by("raised", "pk")
