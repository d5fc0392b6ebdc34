"""Which notices somebody is shown: what they are about is asked for again each time, since its readers may change."""

from collections.abc import Collection, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Model, Q, QuerySet
from django.db.models.functions import Cast
from generic_notifications.registry import registry
from generic_notifications.utils import get_notifications

from cms.audiences import Viewer
from cms.kinds import every_kind


def may_be_told(told, thing: Model, user, viewer: Viewer) -> bool:
    """Whether `user`, who reads as `viewer`, may be told something of the kind `told` about `thing`."""
    sorts = _sorts(user, viewer)
    return any(
        isinstance(thing, things.model) and key in ("", told.key) and things.filter(pk=thing.pk).exists()
        for key, things in sorts
    )


def still_for(user, viewer: Viewer, notices: QuerySet, types: Collection[int] | None = None) -> QuerySet:
    """Those of `notices` that are about nothing, or about what `user`, who reads as `viewer`, may know of by now.

    `types` are the keys of the types of content that they may be about, if that is known.
    """
    readable = Q(content_type__isnull=True)
    for key, things in _sorts(user, viewer):
        content = ContentType.objects.get_for_model(things.model)
        if types is None or content.pk in types:
            # The notice keeps the key as text: what it is about may be of any kind.
            keys = things.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")
            such = Q(notification_type=key) if key else Q()
            readable |= such & Q(content_type=content, object_id__in=keys)
    return notices.filter(readable)


def notices_for(user, viewer: Viewer, *, unread_only: bool = False) -> QuerySet:
    """What `user`, who reads as `viewer`, is shown, the latest first."""
    return still_for(user, viewer, get_notifications(user, unread_only=unread_only)).order_by("-added", "-pk")


def waiting_for(user, viewer: Viewer) -> int:
    """How many notices `user` has not opened. Asked on every page: it looks only at what they are about."""
    unread = get_notifications(user, unread_only=True)
    counted = dict(unread.order_by().values_list("content_type").annotate(Count("pk")))
    types = counted.keys() - {None}
    return still_for(user, viewer, unread, types).count() if types else counted.get(None, 0)


def _sorts(user, viewer: Viewer) -> Iterator[tuple[str, QuerySet]]:
    """What notices may be about for this reader: of any sort (""), and of one sort, by its key."""
    for kind in every_kind():
        yield "", kind.visible_to(viewer)
    for told in registry.get_all_types():
        things = told.things(user)
        if things is not None:
            yield told.key, things
