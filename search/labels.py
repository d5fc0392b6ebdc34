"""What the values of the facets are called, as far as the reader may know."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet
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


def _words(readable: Callable[[Viewer], QuerySet]) -> Callable[[set[str], Viewer], dict[str, str]]:
    def names(values: set[str], viewer: Viewer) -> dict[str, str]:
        return dict(readable(viewer).filter(slug__in=values).values_list("slug", "name"))

    return names


def _partnerships(values: set[str], viewer: Viewer) -> dict[str, str]:
    return dict(Partnership.objects.visible_to(viewer).filter(slug__in=values).values_list("slug", "name"))


def _kinds(values: set[str], viewer: Viewer) -> dict[str, str]:
    return {kind.name: str(kind.plural) for kind in every_kind() if kind.name in values}


def _challenges(values: set[str], viewer: Viewer) -> dict[str, str]:
    """The six families, which are always there and say that they stand for all of theirs, and single challenges."""
    families = {
        name: gettext("%(family)s, all") % {"family": label}
        for name, label in Challenge.Family.choices
        if name in values
    }
    return {**_words(Challenge.objects.visible_to)(values - families.keys(), viewer), **families}


def _states(values: set[str], viewer: Viewer) -> dict[str, str]:
    return {letters: STATES[letters] for letters in values if letters in STATES}


NAMES: dict[str, Callable[[set[str], Viewer], dict[str, str]]] = {
    "kind": _kinds,
    "challenge": _challenges,
    "outcome": _words(Outcome.objects.visible_to),
    "topic": _words(lambda viewer: Topic.objects.all()),
    "state": _states,
    "partnership": _partnerships,
}


def labels(values: dict[str, Iterable[str]], viewer: Viewer) -> dict[str, dict[str, str]]:
    """For every facet: value -> name. What has no name for this reader is left out: it is not there.

    At most one query for each facet of words or places.
    """
    return {facet: NAMES[facet](set(some), viewer) if some else {} for facet, some in values.items()}
