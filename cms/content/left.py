"""What people left on invented things. A room that keeps such remarks says so here, whatever the kind of thing.

Rooms below it take things away as well and may not ask it themselves.
"""

from collections.abc import Callable, Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from cms.kinds import kind_of

Key = tuple[str, int]

_asked: list[Callable[[], Iterable[Key]]] = []


def leaves(ask: Callable[[], Iterable[Key]]) -> None:
    """`ask` gives (kind, primary key) of whatever a person who is not invented wrote on; called in ``ready()``."""
    _asked.append(ask)


def left_by_people() -> set[Key]:
    return {key for ask in _asked for key in ask()}


def key_of(thing: Model) -> Key:
    return kind_of(thing).name, thing.pk


def stays(thing: Model) -> str:
    return _("“%(title)s” stays: somebody who is not invented commented on it.") % {
        "title": kind_of(thing).title(thing)
    }
