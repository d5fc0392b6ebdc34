"""The values by which the directory is narrowed: what each is called, and who has it as far as this reader may know."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.vocabulary.models import Challenge, Expertise, Gateway, Outcome
from members.partnerships.states import STATES

from .languages import LANGUAGES
from .shelf import Choice, People, Reader, Shelf

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


Choices = dict[str, dict[str, Choice]]


def choices(shelf: Shelf, reader: Reader, viewer: Viewer) -> Choices:
    """Facet -> value, as addresses have it -> Choice, in the order of labels. Four queries, however many people."""
    expertise = _words(Expertise.objects.all())
    challenges = _words(Challenge.objects.visible_to(viewer))
    outcomes = _words(Outcome.objects.visible_to(viewer))
    languages = {code: (code, str(name)) for code, name in LANGUAGES.items()}
    return {
        "offers": _named(shelf.telling("expertise_offered", reader), expertise),
        "wants": _named(shelf.telling("help_wanted", reader), expertise),
        "challenge": _named(shelf.telling("challenges_known", reader), challenges),
        "state": _named(_states(shelf, reader), {letters: (letters, name) for letters, name in STATES.items()}),
        "partnership": shelf.partnerships(reader),
        "gateway": _named(shelf.there("gateway", reader), _gateways()),
        "outcome": _named(shelf.there("outcome", reader), outcomes),
        "language": _named(shelf.telling("languages", reader), languages),
    }


Words = dict[object, tuple[str, str]]  # what the shelf knows a value by -> what addresses have, and its name


def _named(people: dict[object, People], words: Words) -> dict[str, Choice]:
    """What has no name for this reader is left out: it is not there."""
    named = [(*words[key], some) for key, some in people.items() if key in words]
    return {value: Choice(name, some) for value, name, some in sorted(named, key=lambda each: each[1].casefold())}


def _words(words: QuerySet) -> Words:
    return {key: (slug, name) for key, slug, name in words.values_list("pk", "slug", "name")}


def _gateways() -> Words:
    """By scheme and gateway: “Sustaining” is not the same in two schemes."""
    named = ((f"{each.scheme.slug}:{each.slug}", str(each)) for each in Gateway.objects.select_related("scheme"))
    return {value: (value, name) for value, name in named}


def _states(shelf: Shelf, reader: Reader) -> dict[object, People]:
    """Where they work, and for those without a partnership where they can help."""
    people = shelf.telling("states", reader)
    for letters, some in shelf.there("state", reader).items():
        people[letters] = people.get(letters, 0) | some
    return people
