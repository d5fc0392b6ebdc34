"""The register of kinds: each room says which kinds of thing it owns.

Whatever must load "that kind, that key, as this reader sees it" asks here: search results, menus,
sitemaps, feeds, bookmarks, and links that carry a source (``?from=lesson:the-friday-tally``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from .audiences import Viewer


class UnknownKindError(LookupError):
    """No room has registered a kind of this name."""


@dataclass(frozen=True)
class Kind:
    """One kind of readable thing.

    `visible_to` gives the rows that a reader may read; `key` names the field by which addresses and
    references name a row: a slug, or a short random code; never the primary key. Where not everything that is
    readable at its address belongs in lists (a withdrawn lesson does not), `listed` narrows `visible_to`, and files
    are served of what is listed only. What has no page of its own (`has_page`) has its place on one that is there for
    everybody: its address ends in an anchor.
    """

    name: str
    label: str
    plural: str
    model: type[Model]
    visible_to: Callable[[Viewer], QuerySet]
    title: Callable[[Model], str]
    url: Callable[[Model], str]
    key: str = "slug"
    listed: Callable[[QuerySet], QuerySet] = lambda things: things
    has_page: bool = True

    def find(self, key: str, viewer: Viewer) -> Model | None:
        """The row named `key` if `viewer` may read it, else None: not there and not for you look alike."""
        return self.visible_to(viewer).filter(**{self.key: key}).first()

    def reference(self, thing: Model) -> str:
        return f"{self.name}:{getattr(thing, self.key)}"


@dataclass(frozen=True)
class Part:
    """Something with readers of its own that is no kind of thing by itself: a line on the page of another.

    It has no address, and search does not know it. `visible_to` gives the rows that a reader may read; `whole` leads
    to the thing on whose page they stand.
    """

    name: str
    model: type[Model]
    visible_to: Callable[[Viewer], QuerySet]
    whole: Callable[[Model], Model]


_kinds: dict[str, Kind] = {}
_parts: dict[str, Part] = {}
_told: list[Callable[[Kind], None]] = []


def register(kind: Kind) -> None:
    """Add `kind`; a room calls this in its ``ready()``."""
    _kinds[kind.name] = kind
    for tell in _told:
        tell(kind)


def for_every_kind(tell: Callable[[Kind], None]) -> None:
    """Call `tell` with every kind, also with those of rooms that are ready later."""
    _told.append(tell)
    for kind in every_kind():
        tell(kind)


def register_part(part: Part) -> None:
    _parts[part.name] = part


def every_part() -> list[Part]:
    return list(_parts.values())


def every_kind() -> list[Kind]:
    return list(_kinds.values())


def get_kind(name: str) -> Kind:
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None


def kind_of(thing: Model) -> Kind:
    """The kind of `thing`, by its model."""
    for kind in _kinds.values():
        if isinstance(thing, kind.model):
            return kind
    raise UnknownKindError(type(thing).__name__)


def find(reference: str, viewer: Viewer) -> Model | None:
    """The thing that `reference` (``kind:key``) names, if `viewer` may read it, else None."""
    name, _, key = reference.partition(":")
    if name not in _kinds or not key or "\x00" in key:
        return None
    return _kinds[name].find(key, viewer)
