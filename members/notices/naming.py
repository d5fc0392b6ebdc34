"""Who did what a notice tells of stands apart from its words, and is named as its reader may know them by then."""

from collections.abc import Callable, Iterable

from generic_notifications.models import Notification

from cms.audiences import Viewer

# Stands in the words of a notice for whoever did it.
ACTOR = "\ufffc"

# From keys of accounts (None for one that is gone) to how a reader knows them; `together`, by key: those who know
# each other by name.
Naming = Callable[..., dict[int | None, str]]

_namings: list[Naming] = []


def named_by(naming: Naming) -> None:
    """The room that knows how people are named says so in its ``ready()``."""
    _namings.append(naming)


def worded(notices: Iterable[Notification], viewer: Viewer) -> list[Notification]:
    """`notices` of one person, who reads as `viewer`: each with `headline` and `words` as they are shown today."""
    notices = list(notices)
    for are_together in (False, True):
        told = [notice for notice in notices if notice.metadata.get("together", False) is are_together]
        keys = {notice.actor_id for notice in told if ACTOR in notice.subject + notice.text}
        names = _names(keys, viewer, {*keys, viewer.user_id} if are_together else ())
        for notice in told:
            name = names.get(notice.actor_id, "")
            notice.headline = notice.subject.replace(ACTOR, name)
            notice.words = notice.text.replace(ACTOR, name)
    return notices


def _names(keys: set[int | None], viewer: Viewer, together: Iterable[int | None]) -> dict[int | None, str]:
    names = {}
    for naming in _namings if keys else ():
        names |= naming(keys, viewer, together=together)
    return names
