"""What a row of the results shows of each kind, beside its title and its snippet.

What a row looks at is joined before, so that thirty rows cost as many queries as one; names come from the bylines of
the people room, which ask what this reader may know.
"""

from collections.abc import Sequence

from django.db.models import Model, QuerySet

from cms.audiences import Viewer
from members.people.bylines import byline_names

from . import convenings, law, members, resources, words
from .base import Facts, Look

LOOKS: dict[str, Look] = words.LOOKS | members.LOOKS | law.LOOKS | resources.LOOKS | convenings.LOOKS

__all__ = ["Facts", "anchor_of", "facts_of", "prepared"]


def prepared(kind: str, things: QuerySet) -> QuerySet:
    """`things` with what their rows look at."""
    return LOOKS[kind].prepared(things)


def facts_of(things: Sequence[tuple[str, Model]], viewer: Viewer) -> dict[tuple[str, int], Facts]:
    """The Facts of every (kind, thing), by (kind, primary key)."""
    signed = {user_id for kind, thing in things for user_id in LOOKS[kind].signed(thing)}
    names = byline_names(signed, viewer) if signed else {}
    return {(kind, thing.pk): LOOKS[kind].facts(thing, names, viewer) for kind, thing in things}


def anchor_of(kind: str, thing: Model, passage: str, place: int) -> str:
    """Where on the page of `thing` the text stands that `passage` has at `place`; nothing for most kinds."""
    return LOOKS[kind].anchor(thing, passage, place)
