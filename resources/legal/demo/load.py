"""The law, and the desk's resources and answers. All of it is starter content: nothing here is invented."""

from pathlib import Path

from django.db.models import Model

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.vocabulary.models import Outcome

from ..models import (
    Element,
    Indicator,
    LegalAnswer,
    LegalResource,
    Route,
    RouteFinder,
    Source,
    StateLaw,
    StateOverlay,
    SuppressionRule,
)
from . import desk, finder, rules, states

FOLDER = Path(__file__).parent
MODELS: dict[str, type[Model]] = {
    "legal-source": Source,
    "route": Route,
    "element": Element,
    "suppression-rule": SuppressionRule,
    "state-overlay": StateOverlay,
    "indicator": Indicator,
    "legal-resource": LegalResource,
    "legal-answer": LegalAnswer,
    "route-finder": RouteFinder,
}


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds items of the kinds of `MODELS`, each a `Record`."""
    rules.read_sources(folder / "sources.yaml", pack)
    rules.read_ferpa(folder / "ferpa.yaml", pack)
    rules.read_suppression(folder / "suppression.yaml", pack)
    states.read_states(folder / "states.yaml", pack)
    rules.read_indicators(folder / "indicators.yaml", pack)
    desk.read_resources(folder / "legal_resources.yaml", pack)
    desk.read_answers(folder / "qa.yaml", pack)
    finder.read_finder(folder / "route_finder.yaml", pack)


def route_key(route: Route) -> str:
    """As the content names it."""
    return route.slug.replace("-", "_")


def element_key(element: Element) -> str:
    return element.code


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    shelves = _shelves(memory)
    for kind, model in MODELS.items():
        for key, record in pack.of(kind).items():
            if key in shelves[kind] or memory.knows(kind, key):
                continue
            made = model.objects.create(**record.fields, **_pointed_at(record, shelves))
            _link(made, record, shelves)
            shelves[kind][key] = made
            memory.remember(kind, key, made, is_demo=False)


def _shelves(memory: Memory) -> dict[str, dict[str, Model]]:
    """What records refer to, by the keys of the content."""
    names = {"route": route_key, "element": element_key, "state-overlay": lambda overlay: overlay.state}
    shelves = {"outcome": memory.found("outcome", Outcome.objects.all())}
    for kind, model in MODELS.items():
        rows = model.objects.current() if hasattr(model.objects, "current") else model.objects.all()
        shelves[kind] = memory.found(kind, rows, names[kind]) if kind in names else memory.found(kind, rows)
    return shelves


def _pointed_at(record, shelves) -> dict[str, Model | None]:
    return {field: shelves[kind].get(key) for field, (kind, key) in record.pointers.items()}


def _link(made: Model, record, shelves) -> None:
    for field, (kind, keys) in record.links.items():
        getattr(made, field).set([shelves[kind][key] for key in keys if key in shelves[kind]])
    if record.topics:
        made.topics.add(*record.topics)
    for law in record.laws:
        sources = law.pop("sources")
        row = StateLaw.objects.create(overlay=made, **law)
        row.sources.set([shelves["legal-source"][key] for key in sources if key in shelves["legal-source"]])


def remove(memory: Memory) -> list[str]:
    """Nothing: no law is invented."""
    return []
