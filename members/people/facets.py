"""The values by which the directory is narrowed: what each is called, and who has it as far as this reader may know."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.vocabulary.models import Challenge, Expertise, Gateway, Outcome
from members.partnerships.states import STATES

from .languages import LANGUAGES
from .shelf import People, Place, Reader, Shelf

LEGENDS = {
    "offers": _("Can help with"),
    "wants": _("Looking for help with"),
    "challenge": _("Knows from experience"),
    "state": _("State"),
    "partnership": _("Partnership"),
    "gateway": _("Gateway of the partnership"),
    "outcome": _("Outcome worked on"),
    "language": _("Language"),
}
# Places and languages are listed by name, never by how many people they have.
BY_NAME = {"state", "partnership", "language"}


@dataclass
class Choice:
    """One value of a facet: its name, and the people who have it and let this reader know."""

    label: str
    people: People = 0


Choices = dict[str, dict[str, Choice]]


def choices(shelf: Shelf, reader: Reader, viewer: Viewer) -> Choices:
    """Facet -> value, as addresses have it -> Choice. Four queries, however many people there are."""
    expertise = _words(Expertise.objects.all())
    places = [place for place in shelf.places if viewer.may_read(place)]
    return {
        "offers": _told(shelf, reader, "expertise_offered", expertise),
        "wants": _told(shelf, reader, "help_wanted", expertise),
        "challenge": _told(shelf, reader, "challenges_known", _words(Challenge.objects.visible_to(viewer))),
        "state": _states(shelf, reader, places),
        "partnership": {place.slug: Choice(place.name, shelf.at(place)) for place in places},
        "gateway": _gateways(shelf, places),
        "outcome": _outcomes(shelf, places, _words(Outcome.objects.visible_to(viewer))),
        "language": _told(shelf, reader, "languages", {code: (code, str(name)) for code, name in LANGUAGES.items()}),
    }


def _words(words: QuerySet) -> dict[int, tuple[str, str]]:
    return {key: (slug, name) for key, slug, name in words.values_list("pk", "slug", "name")}


def _told(shelf: Shelf, reader: Reader, field: str, words: dict) -> dict[str, Choice]:
    people = shelf.telling(field, reader)
    return {words[key][0]: Choice(words[key][1], some) for key, some in people.items() if key in words}


def _states(shelf: Shelf, reader: Reader, places: list[Place]) -> dict[str, Choice]:
    """Where they work, and for those without a partnership where they can help."""
    people: dict[str, People] = defaultdict(int, shelf.telling("states", reader))
    for place in places:
        for letters in place.states:
            people[letters] |= shelf.at(place)
    return {letters: Choice(str(STATES[letters]), some) for letters, some in people.items() if letters in STATES}


def _gateways(shelf: Shelf, places: list[Place]) -> dict[str, Choice]:
    """By scheme and gateway: “Sustaining” is not the same in two schemes."""
    gateways = Gateway.objects.select_related("scheme").order_by("scheme__valid_from", "scheme", "order")
    found = {f"{each.scheme.slug}:{each.slug}": Choice(str(each)) for each in gateways}
    for place in places:
        if place.gateway in found:
            found[place.gateway].people |= shelf.at(place)
    return found


def _outcomes(shelf: Shelf, places: list[Place], words: dict) -> dict[str, Choice]:
    found = {slug: Choice(name) for slug, name in words.values()}
    for place in places:
        for key in place.outcomes:
            if key in words:
                found[words[key][0]].people |= shelf.at(place)
    return found
