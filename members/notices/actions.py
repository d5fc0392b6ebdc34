"""Telling people something: one door for every room."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone
from generic_notifications import send_notification
from generic_notifications.models import (
    Notification,
    NotificationFrequencyPreference,
    NotificationTypeChannelPreference,
)  # fmt: skip

from cms.audiences import viewer_for
from cms.fields import new_code
from members.accounts.models import User

from .querysets import may_be_told
from .types import MAIL, SiteNotice

LONGEST_SUBJECT = 255


def tell(
    *, people: Iterable[User], kind: type[SiteNotice], subject: str, text: str, url: str, actor=None, about=None,
    together: Iterable[int] = (),
):  # fmt: skip
    """Tell each of `people` something, on the site and by mail as they wish, once this transaction is committed.

    `url` is an address of this site (``/notices/``). `actor` is whoever did it: they are not told themselves, and
    what names them goes when their account is erased. Words name them by `ACTOR`; `together` are the keys of those who
    write something with each other, and so know each other by name. With `about`, a thing of a registered kind or one
    of the `things` of this kind of notice, only those are told who may read it by then, and what they were told is
    shown to them as long as they may. Whoever cannot sign in is never told.
    """
    keys = [person.pk for person in people if actor is None or person.pk != actor.pk]
    transaction.on_commit(partial(_send, keys, kind, subject, text, url, actor, about, {*together}))


def _send(keys, kind, subject, text, url, actor, about, together) -> None:
    line = " ".join(str(subject).split())[:LONGEST_SUBJECT]
    for person in User.objects.filter(pk__in=keys, is_active=True).order_by("pk"):
        if about is None or may_be_told(kind, about, person, viewer_for(person)):
            # Its address: a key would say how many there are.
            known_as = {"code": new_code(), "together": actor is not None and {actor.pk, person.pk} <= together}
            send_notification(
                person, kind, actor=actor, target=about, subject=line, text=str(text), url=url, metadata=known_as
            )


def mark_read(*, user: User, code: str | None = None) -> int:
    """Mark one notice of `user`, or all of them, as read; returns how many were new."""
    notices = user.notifications.filter(read__isnull=True)
    if code is not None:
        notices = notices.filter(metadata__code=code)
    return notices.update(read=timezone.now())


@transaction.atomic
def set_pace(*, user: User, paces: dict[type[SiteNotice], str | None]) -> None:
    """How mail about each kind of notice comes: ``realtime``, ``weekly``, or None for never."""
    keys = [kind.key for kind in paces]
    NotificationTypeChannelPreference.objects.filter(user=user, notification_type__in=keys).delete()
    NotificationFrequencyPreference.objects.filter(user=user, notification_type__in=keys).delete()
    NotificationTypeChannelPreference.objects.bulk_create(
        NotificationTypeChannelPreference(user=user, notification_type=kind.key, channel=MAIL, enabled=pace is not None)
        for kind, pace in paces.items()
    )
    NotificationFrequencyPreference.objects.bulk_create(
        NotificationFrequencyPreference(user=user, notification_type=kind.key, frequency=pace)
        for kind, pace in paces.items()
        if pace
    )


def forget_acts_of(user: User) -> None:
    """Drop the notices that tell others what `user` did: their words name them."""
    Notification.objects.filter(actor=user).delete()
