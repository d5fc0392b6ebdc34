"""Which notices somebody is shown: what they are about is asked for again each time, since its readers may change."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast
from generic_notifications.utils import get_notifications

from cms.audiences import Viewer
from cms.kinds import Kind, every_kind


def still_for(viewer: Viewer, notices: QuerySet, kinds: Iterable[Kind] | None = None) -> QuerySet:
    """Those of `notices` that are about nothing, or about what `viewer` may read by now."""
    readable = Q(content_type__isnull=True)
    for kind in every_kind() if kinds is None else kinds:
        # The notice keeps the key as text: what it is about may be of any kind.
        things = kind.visible_to(viewer).order_by().annotate(as_text=Cast("pk", CharField()))
        readable |= Q(content_type=_type_of(kind), object_id__in=things.values("as_text"))
    return notices.filter(readable)


def notices_for(user, viewer: Viewer, *, unread_only: bool = False) -> QuerySet:
    """What `user`, who reads as `viewer`, is shown, the latest first."""
    return still_for(viewer, get_notifications(user, unread_only=unread_only)).order_by("-added", "-pk")


def waiting_for(user, viewer: Viewer) -> int:
    """How many notices `user` has not opened. Asked on every page: it looks only at the kinds that they are about."""
    unread = get_notifications(user, unread_only=True)
    counted = dict(unread.order_by().values_list("content_type").annotate(Count("pk")))
    kinds = [kind for kind in every_kind() if _type_of(kind).pk in counted] if counted.keys() - {None} else []
    return still_for(viewer, unread, kinds).count() if kinds else counted.get(None, 0)


def _type_of(kind: Kind) -> ContentType:
    return ContentType.objects.get_for_model(kind.model)
