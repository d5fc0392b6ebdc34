"""Outcomes, challenges, topics, expertise, the glossary and the Theory of Action: all of it is starter content."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, entries_of
from cms.dates import PartialDate, Precision

from ..models import Challenge, DatedMeaning, Expertise, Outcome, OutcomeNote, Term, Topic
from . import theory
from .item import Item

FOLDER = Path(__file__).parent
MODELS = {"outcome": Outcome, "topic": Topic, "expertise": Expertise, "term": Term, "challenge": Challenge}
YEAR = re.compile(r"\b\d{4}\b")


def read(pack: Pack, folder: Path = FOLDER) -> None:
    for kind, file, key, read_one in (
        ("outcome", "outcomes.yaml", "outcomes", _outcome),
        ("topic", "topics.yaml", "topics", _topic),
        ("expertise", "expertise.yaml", "expertise", _expertise),
        ("term", "glossary.yaml", "terms", _term),
        ("challenge", "challenges.yaml", "challenges", _challenge),
    ):
        for order, entry in enumerate(entries_of(folder / file, key, pack), start=1):
            item = read_one(entry)
            item.fields.setdefault("order", order)
            pack.add(kind, item.fields["slug"], item, entry.values.place)
            entry.finish()
    theory.read(folder / "gateways.yaml", pack)


def _word(entry: Entry, **fields) -> dict[str, Any]:
    return {"slug": entry.text("slug", longest=80), "synonyms": entry.texts("synonyms"), **fields}


def _outcome(entry: Entry) -> Item:
    names = ("stage", "definition", "cautions")
    fields = _word(entry, name=entry.text("name", longest=160), order=int(entry.number("order") or 0))
    fields |= {name: entry.text(name) for name in names}
    fields |= {name: entry.texts(name) for name in ("core_indicators", "contributing_indicators")}
    fields["direction"] = entry.choice("direction", Outcome.Direction.values)
    return Item(fields, lines=[_note(line) for line in entry.entries("dated_notes")])


def _note(entry: Entry) -> dict[str, Any]:
    note = {
        "dating": entry.text("from", longest=60),
        "note": entry.text("note"),
        "source": entry.text("source", longest=200, required=False),
        "is_verified": entry.flag("verified"),
    }
    entry.finish()
    return note


def _topic(entry: Entry) -> Item:
    return Item(_word(entry, name=entry.text("name", longest=160)))


def _expertise(entry: Entry) -> Item:
    return Item(_word(entry, name=entry.text("name", longest=160), group=entry.text("group", longest=80)))


def _term(entry: Entry) -> Item:
    fields = _word(entry, name=entry.text("term", longest=160), definition=entry.text("definition"))
    if source := entry.entry("source"):
        fields["source_kind"] = source.choice("kind", Term.Source.values)
        fields["source_note"] = source.text("note", longest=300)
        source.finish()
    meanings = [_meaning(line) for line in entry.entries("alternative_meanings")]
    return Item(fields, lines=meanings, links=entry.references("see_also", "term"))


def _meaning(entry: Entry) -> dict[str, Any]:
    fields = {"meaning": entry.text("meaning")}
    for key, name in (("from", "since"), ("to", "until")):
        words = entry.text(key, longest=40, required=False)
        on = _loosely(words)
        fields[name] = on.first if on else None
        fields[f"{name}_precision"] = on.precision if on else Precision.DAY
        fields[f"{name}_words"] = "" if on and on.typed == words else words
    entry.finish()
    return fields


def _loosely(words: str) -> PartialDate | None:
    """The date in `words`: exact, or the year that stands in them (“about 2015”), or none (“later”)."""
    try:
        return PartialDate.parse(words)
    except ValueError:
        year = YEAR.search(words)
        return PartialDate(date(int(year[0]), 1, 1), Precision.YEAR) if year else None


def _challenge(entry: Entry) -> Item:
    fields = {"slug": entry.text("slug", longest=80), "name": entry.text("name", longest=160)}
    fields |= {"family": entry.choice("family", Challenge.Family.values), "description": entry.text("description")}
    fields |= {name: entry.texts(name) for name in ("signs", "first_steps", "questions")}
    return Item(fields, links=entry.references("related_terms", "term"))


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    for kind, model in MODELS.items():
        there = memory.found(kind, model.objects.all())
        made = {}
        for key, item in pack.of(kind).items():
            if key not in there and not memory.knows(kind, key):
                made[key] = model(**item.fields)
                _add_lines(made[key], item.lines)
                made[key].save()
                memory.remember(kind, key, made[key], is_demo=False)
        _link_terms(made, pack.of(kind), memory)
    theory.write(pack, memory)


def _add_lines(word, lines: list[dict[str, Any]]) -> None:
    if isinstance(word, Outcome):
        word.dated_notes = [OutcomeNote(sort_order=order, **line) for order, line in enumerate(lines)]
    elif isinstance(word, Term):
        word.dated_meanings = [DatedMeaning(sort_order=order, **line) for order, line in enumerate(lines)]


def _link_terms(made: dict, items: dict[str, Item], memory: Memory) -> None:
    """Terms refer to each other, so they are linked when all of them are there."""
    terms = memory.found("term", Term.objects.all())
    for key, word in made.items():
        linked = [terms[slug] for slug in items[key].links if slug in terms]
        if linked and isinstance(word, Term):
            word.see_also = linked
            word.save()
        elif linked:
            word.related_terms = linked
            word.save()


def remove(memory: Memory) -> list[str]:
    """Nothing: no word is invented."""
    return []
