"""What every kind's rows are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from cms.audiences import Viewer
from members.people.bylines import Byline

Names = dict[int, Byline]


@dataclass(frozen=True)
class Facts:
    """A row's line of kind, its facts, who may read it, and the mark in front: an icon, or a person's number."""

    summary: str = ""
    kind_line: str = ""
    meta: tuple[str, ...] = ()
    side: str = ""
    audience: str = ""
    audience_name: str = ""
    icon: str = ""
    number: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Look:
    """How things of one kind look in a row.

    `facts` is asked for each, with the bylines of whoever `signed` gives as the ids of their users; `prepared` joins
    what those look at, and `anchor` leads from a passage, and a place in it, to where it stands on the page.
    """

    facts: Callable[[Model, Names, Viewer], Facts]
    prepared: Callable[[QuerySet], QuerySet] = lambda things: things
    signed: Callable[[Model], Iterable[int]] = lambda thing: ()
    anchor: Callable[[Model, str, int], str] = lambda thing, passage, place: ""
