"""From a remark to the thing that it is on, as a reader may see it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from cms.audiences import Viewer
from cms.kinds import UnknownKindError, get_kind

from .models import Comment

Key = tuple[str, int]


def find_listed(reference: str, viewer: Viewer) -> Model | None:
    """The thing that `reference` (``kind:key``) names, if `viewer` may read it and it is not withdrawn, else None."""
    name, _, key = reference.partition(":")
    try:
        kind = get_kind(name)
    except UnknownKindError:
        return None
    if not key or "\x00" in key:
        return None
    return kind.listed(kind.visible_to(viewer)).filter(**{kind.key: key}).first()


def commented_by_people() -> Iterable[Key]:
    """The keys of all things with a comment that stands and whose author is not invented, or has no name any more."""
    theirs = Comment.objects.standing().exclude(author__is_demo=True).order_by()
    return theirs.values_list("kind", "object_id").distinct()


def things_of(remarks: Iterable, viewer: Viewer) -> dict[Key, Model]:
    """(kind, primary key) -> the thing, for those that `viewer` may read: one query for each kind among them."""
    wanted = defaultdict(set)
    for remark in remarks:
        wanted[remark.kind].add(remark.object_id)
    found = {}
    for name, numbers in wanted.items():
        try:
            kind = get_kind(name)
        except UnknownKindError:
            continue
        for thing in kind.listed(kind.visible_to(viewer)).filter(pk__in=numbers):
            found[name, thing.pk] = thing
    return found
