"""The shelf of report cards, as the file tells it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, open_document
from cms.vocabulary.models import Outcome
from members.partnerships.fields import LONGEST_ADDRESS
from members.partnerships.models import Partnership

from ..models import ReportCard

FOLDER = Path(__file__).parent
PREFIX = "rc-"


@dataclass
class Entered:
    """One entry. `outcomes`, `lessons` and `partnership` are keys; lessons keep their links themselves."""

    fields: dict[str, Any]
    outcomes: list[str]
    lessons: list[str]
    partnership: str
    is_demo: bool


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``report-card`` (an Entered) for each entry of the file."""
    document = open_document(folder / "report_cards.yaml", pack)
    for sort in document.texts("kinds"):
        if sort not in ReportCard.Sort.values:
            document.problem("kinds", f"unknown kind “{sort}”")
    for entry in document.entries("report_cards"):
        _read_entry(entry, pack)
    document.finish()


def _read_entry(entry: Entry, pack: Pack) -> None:
    key = entry.text("id", longest=80)
    entered = Entered(
        fields={"slug": key.removeprefix(PREFIX)} | _fields(entry),
        outcomes=entry.references("outcomes", "outcome"),
        lessons=entry.references("related_lessons", "lesson"),
        partnership=entry.reference("partnership", "partnership", required=True) or "",
        is_demo=entry.flag("demo"),
    )
    place = pack.of("partnership").get(entered.partnership)
    if place and place.fields["is_demo"] and not entered.is_demo:
        entry.problem("partnership", f"“{entered.partnership}” is invented, and so is what it has")
    entry.finish()
    pack.add("report-card", key, entered, entry.values.place)


def _fields(entry: Entry) -> dict[str, Any]:
    smallest = entry.number("minimum_group_size")
    fields = {
        "title": entry.text("title", longest=160),
        "year": int(entry.number("year") or 0),
        "sort": entry.choice("kind", ReportCard.Sort.values),
        "table": entry.text("produced_by_table", longest=160),
        "approved_on": entry.day("approved_on"),
        "approved_how": entry.text("approved_how", longest=300),
        "groups": entry.text("subgroup_notes", required=False),
        "smallest_group": None if smallest is None else int(smallest),
        "provenance": entry.text("provenance_note", required=False),
        "link": entry.link("link", longest=LONGEST_ADDRESS, required=False),
        "audience": entry.audience(),
    }
    for key in ("year", "approved_on"):
        if not fields[key]:
            entry.problem(key, f"“{key}” is missing")
    return fields


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    there = memory.found("report-card", ReportCard.objects.all())
    partnerships = memory.found("partnership", Partnership.objects.all())
    outcomes = memory.found("outcome", Outcome.objects.all())
    for key, entered in pack.of("report-card").items():
        wanted = (with_demo or not entered.is_demo) and entered.partnership in partnerships
        if not wanted or entered.fields["slug"] in there or memory.knows("report-card", key):
            continue
        card = ReportCard.objects.create(partnership=partnerships[entered.partnership], **entered.fields)
        card.outcomes.set([outcomes[slug] for slug in entered.outcomes if slug in outcomes])
        memory.remember("report-card", key, card, is_demo=entered.is_demo)


def remove(memory: Memory) -> list[str]:
    return memory.remove_invented("report-card", ReportCard)
