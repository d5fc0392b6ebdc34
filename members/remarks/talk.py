"""What rooms tell about their kinds, so that people can talk about any of them: whom to tell, and where on the page.

A room whose kind says nothing here can be talked about all the same.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Model

from cms.kinds import kind_of


@dataclass(frozen=True)
class Talk:
    """`authors` are told of a comment at a place of the thing; `places` are the parts of its page that take comments,
    beside the whole; what is not `is_open` takes none."""

    authors: Callable[[Model, str], Iterable] = lambda thing, place: ()
    places: Callable[[Model], Collection[str]] = lambda thing: ()
    is_open: bool = True


_talks: dict[str, Talk] = {}


def talk(kind: str, told: Talk) -> None:
    """Say how things of `kind` are talked about; a room calls this in its ``ready()``."""
    _talks[kind] = told


def talk_about(thing: Model) -> Talk:
    return _talks.get(kind_of(thing).name) or Talk()


def has_place(thing: Model, place: str) -> bool:
    """Whether a comment may stand at `place` of the thing's page."""
    return not place or place in talk_about(thing).places(thing)
