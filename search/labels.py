"""What the values of the facets are called, as far as the reader may know."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.kinds import every_kind
from cms.vocabulary.models import Challenge, Outcome, Topic
from members.partnerships.models import Partnership
from members.partnerships.states import STATES

LEGENDS = {
    "kind": _("Kind"),
    "challenge": _("Challenge"),
    "outcome": _("Outcome worked on"),
    "topic": _("Topic"),
    "state": _("State"),
    "partnership": _("Partnership"),
}
# Places are listed by name, never by how much they have.
BY_NAME = {"state", "partnership"}


# Facets of words and places that are rows of the database: those that a reader may know.
ROWS: dict[str, Callable[[Viewer], QuerySet]] = {
    "challenge": Challenge.objects.visible_to,
    "outcome": Outcome.objects.visible_to,
    "topic": lambda viewer: Topic.objects.all(),
    "partnership": Partnership.objects.visible_to,
}


def labels(values: dict[str, Iterable[str]], viewer: Viewer) -> dict[str, dict[str, str]]:
    """For every facet: value -> name. What has no name for this reader is left out: it is not there.

    One query for all facets of words and places.
    """
    names: dict[str, dict[str, str]] = {facet: {} for facet in values}
    wanted = {facet: set(some) for facet, some in values.items() if facet in ROWS and some}
    asked = [
        rows(viewer).filter(slug__in=wanted[facet]).order_by().values_list(Value(facet), "slug", "name")
        for facet, rows in ROWS.items()
        if facet in wanted
    ]
    for facet, slug, name in asked[0].union(*asked[1:], all=True) if asked else ():
        names[facet][slug] = name
    for facet, always in ALWAYS.items():
        if facet in values:
            names[facet] |= {value: name for value, name in always() if value in values[facet]}
    return names


def _kinds() -> Iterable[tuple[str, str]]:
    return ((kind.name, str(kind.plural)) for kind in every_kind())


def _families() -> Iterable[tuple[str, str]]:
    """The six families of challenges, which stand for all of theirs and say so."""
    return ((name, gettext("%(family)s, all") % {"family": label}) for name, label in Challenge.Family.choices)


ALWAYS: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
    "kind": _kinds,
    "challenge": _families,
    "state": STATES.items,
}
