"""The partnerships: four real ones, of which we know only what the note of 2013 says, and invented ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, entries_of
from cms.dates import PartialDate
from cms.vocabulary.demo.theory import gateways
from cms.vocabulary.models import Outcome

from ..fields import LONGEST_ADDRESS
from ..models import FacedChallenge, Partnership, Stage
from ..states import STATES

FOLDER = Path(__file__).parent


@dataclass
class Place:
    """The fields of a partnership; the outcomes that it watches and the gateways that it reached, by key."""

    fields: dict[str, Any]
    outcomes: list[str]
    stages: list[tuple[str, PartialDate | None]]


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``partnership`` (a Place) and, where it has one, a ``steward`` (the person's key)."""
    for entry in entries_of(folder / "partnerships.yaml", "partnerships", pack):
        place = Place(_fields(entry), entry.references("focus_outcomes", "outcome"), _stages(entry))
        key = place.fields["slug"]
        pack.add("partnership", key, place, entry.values.place)
        if steward := entry.reference("steward", "person"):
            pack.add("steward", key, steward, entry.place("steward"))
        entry.finish()


def _fields(entry: Entry) -> dict[str, Any]:
    longest = {"short_name": 60, "city": 80, "locale": 60, "story": 1500, "source": 200}
    state = entry.text("state", longest=2, required=False)
    return {
        "slug": entry.text("slug", longest=80),
        "name": entry.text("name", longest=160),
        "state": state,
        "other_states": tuple(letters for letters in _states(entry) if letters != state),
        "region": entry.text("region_served", longest=160, required=False),
        "backbone": entry.text("backbone_organization", longest=160, required=False),
        "tables": entry.texts("tables"),
        "founded": _whole(entry, "founded"),
        "districts": _whole(entry, "districts_count"),
        "links": _links(entry),
        "is_limited_to_source": entry.flag("facts_limited_to_source"),
        "was_at_data_2013": entry.flag("at_data_2013"),
        "is_demo": entry.flag("demo"),
        **{name: entry.text(name, longest=most, required=False) for name, most in longest.items()},
    }


def _states(entry: Entry) -> list[str]:
    states = entry.texts("states")
    for letters in states:
        if letters not in STATES:
            entry.problem("states", f"unknown state “{letters}”")
    return states


def _whole(entry: Entry, key: str) -> int | None:
    number = entry.number(key)
    return None if number is None else int(number)


def _links(entry: Entry) -> list[list[str]]:
    links = []
    for link in entry.entries("links"):
        links.append([link.text("label", longest=60), link.link("url", longest=LONGEST_ADDRESS)])
        link.finish()
    return links


def _stages(entry: Entry) -> list[tuple[str, PartialDate | None]]:
    stages = []
    for reached in entry.entries("gateway_history"):
        key = f"{reached.text('scheme')}/{reached.text('gateway')}"
        entry.pack.refer("gateway", key, reached.place("gateway"))
        stages.append((key, reached.when("since")))
        if stages[-1][1] is None:
            reached.problem("since", "“since” is missing")
        reached.finish()
    return stages


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    there = memory.found("partnership", Partnership.objects.all())
    outcomes, reached = memory.found("outcome", Outcome.objects.all()), gateways(memory)
    for key, place in pack.of("partnership").items():
        wanted = with_demo or not place.fields["is_demo"]
        if wanted and key not in there and not memory.knows("partnership", key):
            partnership = Partnership.objects.create(**place.fields)
            partnership.outcomes.set([outcomes[slug] for slug in place.outcomes if slug in outcomes])
            for gateway, since in place.stages:
                if gateway in reached:
                    Stage.objects.create(
                        partnership=partnership, gateway=reached[gateway], since=since.first,
                        since_precision=since.precision,
                    )  # fmt: skip
            memory.remember("partnership", key, partnership, is_demo=partnership.is_demo)


def remove(memory: Memory) -> list[str]:
    # Accounts go first: what is left without a name is what invented people wrote.
    places = [partnership.pk for _key, partnership in memory.invented("partnership", Partnership)]
    FacedChallenge.objects.filter(partnership__in=places, edited_by__isnull=True).delete()
    memory.forget_removed("faced-challenge", FacedChallenge)
    kept = []
    for _key, partnership in memory.invented("partnership", Partnership):
        if why := memory.why_it_stays(partnership):
            kept.append(why)
            continue
        try:
            with transaction.atomic():
                partnership.delete()
        except ProtectedError:
            said = _("%(name)s stays: people, or things that stay, belong to it.")
            kept.append(said % {"name": partnership.name})
    memory.forget_removed("partnership", Partnership)
    return kept
