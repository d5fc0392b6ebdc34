"""Sources, routes with their elements, indicators and rules for small groups, as the files tell them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from cms.content.pack import Entry, Pack, open_document
from cms.dates import Precision

from ..models import Element, Indicator, Source
from .record import Record, let_by, listed, open_law, reading, slug_of

SEVERAL_OUTCOMES = "attendance"  # It contributes to several outcomes, and is none of the vocabulary.
GROUPS = ("all", "none")


def read_sources(path: Path, pack: Pack) -> None:
    document = open_document(path, pack)
    let_by(document, "updated")
    for entry in document.entries("sources"):
        fields = {
            "slug": entry.text("id", longest=80),
            "title": entry.text("title", longest=300),
            "publisher": entry.text("publisher", longest=200, required=False),
            "url": entry.link("url", longest=500, required=False),
            "form": entry.choice("kind", Source.Form.values),
            **_dated(entry),
            "accessed": entry.day("accessed"),
            "reading": entry.choice("read", Source.Reading.values),
            "note": entry.text("note", required=False),
        }
        entry.finish()
        pack.add("legal-source", fields["slug"], Record(fields), entry.values.place)
    document.finish()


def _dated(entry: Entry) -> dict[str, Any]:
    on = entry.when("dated")
    return {"dated": on.first if on else None, "dated_precision": on.precision if on else Precision.DAY}


def read_ferpa(path: Path, pack: Pack) -> None:
    document, as_of = open_law(path, pack)
    let_by(
        document, "jurisdiction", "disclaimer", "statuses", "cue_language", "lexicon", "golden_use", "wrong_route"
    )  # fmt: skip
    lexicon = dict(document.values.get("lexicon") or {})
    elements = document.entries("elements")
    levels = {line.values.get("id"): line.values for line in elements}
    for order, entry in enumerate(document.entries("routes"), start=1):
        _read_route(entry, as_of, order, levels, pack)
    for order, entry in enumerate(elements, start=1):
        _read_element(entry, as_of, order, lexicon, pack)
    document.finish()


def _read_route(entry: Entry, as_of: date, order: int, elements: dict, pack: Pack) -> None:
    key = entry.text("id", longest=80)
    fields = {
        "slug": slug_of(key), "name": entry.text("name", longest=200), "order": order,
        **{name: entry.text(name) for name in ("allows", "who_may_use", "written_agreement")},
        "needs_agreement": entry.flag("agreement_required"),
        "is_checked_by_elements": entry.flag("checked_by_elements"),
        **{name: entry.texts(name) for name in ("limits", "common_mistakes", "citations")},
        **reading(entry, as_of),
    }  # fmt: skip
    sources = entry.references("sources", "legal-source")
    template = entry.reference("template", "agreement-template")
    for level, name in (
        (Element.Level.REQUIRED, "required_elements"),
        (Element.Level.BEST_PRACTICE, "best_practice_elements"),
    ):
        _check_elements(entry, name, level, key, fields["is_checked_by_elements"], elements)
    entry.finish()
    links = {"sources": ("legal-source", sources)}
    pack.add("route", key, Record(fields, links=links, templates=[template] if template else []), entry.values.place)


def _check_elements(entry: Entry, name: str, level: str, route: str, is_checked: bool, elements: dict) -> None:
    """The list beside the route must say what the elements themselves say: only those are kept."""
    expected = [
        key for key, element in elements.items()
        if is_checked and element.get("level") == level and element.get("route") in (route, "common")
        and route not in element.get("not_for", ())
    ]  # fmt: skip
    for key in set(expected).symmetric_difference(entry.references(name, "element")):
        entry.problem(name, f"“{name}” and the element “{key}” do not agree")


def _read_element(entry: Entry, as_of: date, order: int, lexicon: dict[str, str], pack: Pack) -> None:
    key, route = entry.text("id", longest=80), entry.text("route")
    pointers = {}
    if route != "common":
        pack.refer("route", route, entry.place("route"))
        pointers["route"] = ("route", route)
    fields = {
        "slug": key.lower(), "name": entry.text("name", longest=200), "order": order,
        "level": entry.choice("level", Element.Level.values),
        **{name: entry.text(name) for name in ("requirement", "why", "evidence_hint", "missing_message")},
        "citation": entry.text("citation", longest=300),
        "cues": _cues(entry, lexicon),
        **reading(entry, as_of),
    }  # fmt: skip
    links = {
        "sources": ("legal-source", entry.references("sources", "legal-source")),
        "not_for": ("route", entry.references("not_for", "route")),
    }
    entry.reference("example_clause_id", "clause", required=True)
    let_by(entry, "tests")
    entry.finish()
    pack.add("element", key, Record(fields, pointers, links), entry.values.place)


def _cues(entry: Entry, lexicon: dict[str, str]) -> dict[str, Any]:
    """The cues with the words of the lexicon filled in, so that an element can be read for without the file."""
    cues = entry.entry("cues")
    if cues is None:
        entry.problem("cues", "“cues” is missing")
        return {}

    def filled(line: Entry, key: str) -> list[str]:
        return [_pattern(line, key, fragment, lexicon) for fragment in line.texts(key)]

    parts = []
    for part in cues.entries("parts"):
        let_by(part, "all")
        groups = part.values.get("all") or []
        parts.append({
            "id": part.text("id"), "label": part.text("label"), "unit": part.text("unit", required=False) or "sentence",
            "all": [[_pattern(part, "all", fragment, lexicon) for fragment in group] for group in groups],
            "none": filled(part, "none"),
        })  # fmt: skip
        part.reference("example_clause_id", "clause")
        part.finish()
    found = {
        "minimum": cues.text("minimum"), "partial": cues.text("partial", required=False) or "unclear", "parts": parts,
        "contra": filled(cues, "contra"), "applies_when": filled(cues, "applies_when"),
    }  # fmt: skip
    cues.finish()
    return found


def _pattern(entry: Entry, key: str, fragment: str, lexicon: dict[str, str]) -> str:
    pattern = re.sub(r"<(\w+)>", lambda found: lexicon.get(found[1], found[0]), fragment)
    try:
        re.compile(pattern)
    except re.error as error:
        entry.problem(key, f"“{fragment}” is no pattern: {error}")
    return pattern


def read_indicators(path: Path, pack: Pack) -> None:
    document, as_of = open_law(path, pack)
    let_by(document, "disclaimer", "principle", "levels", "ladder", "never_ask_for")
    outcomes = {line.values.get("id") for line in document.entries("outcomes")}
    sources = document.references("sources", "legal-source")
    state = reading(document, as_of)
    for order, entry in enumerate(document.entries("indicators"), start=1):
        key, outcome = entry.text("id", longest=80), entry.choice("outcome", outcomes)
        pointers = {}
        if outcome and outcome != SEVERAL_OUTCOMES:
            pack.refer("outcome", outcome, entry.place("outcome"))
            pointers["outcome"] = ("outcome", outcome)
        fields = {
            "slug": key, "name": entry.text("name", longest=200), "order": order,
            "sort": entry.choice("kind", Indicator.Sort.values),
            **{name: entry.text(name) for name in ("definition", "aggregate_request", "identifiable_only_if")},
            "level_needed": entry.choice("level_needed", Indicator.Level.values),
            "least_elements": listed(entry, "least_elements", dict.fromkeys(("element", "form", "needed_for"), "text")),
            "usual_holders": entry.texts("usual_holder"),
            **{name: entry.texts(name) for name in ("join_keys", "less_identifying", "cautions")},
            "refresh": entry.text("refresh", longest=120, required=False),
            **state,
        }  # fmt: skip
        links = {
            "usual_routes": ("route", entry.references("usual_routes", "route")),
            "sources": ("legal-source", sources),
        }
        entry.finish()
        pack.add("indicator", key, Record(fields, pointers, links), entry.values.place)
    document.finish()


def read_suppression(path: Path, pack: Pack) -> None:
    document, as_of = open_law(path, pack)
    let_by(document, "disclaimer", "federal_test", "privacy", "symbols", "algorithm", "golden")
    for order, entry in enumerate(document.entries("rules"), start=1):
        key, source = entry.text("id", longest=80), entry.reference("source", "legal-source")
        fields = {
            "slug": key, "name": entry.text("name", longest=200), "order": order,
            "scope": entry.text("scope", longest=200),
            "min_shown": int(entry.number("min_shown") or 0),
            "hide": entry.text("hide", longest=300),
            "hide_expression": entry.text("hide_expr", longest=80),
            **{name: entry.text(name, longest=200, required=False) for name in ("zero", "rounding")},
            **{name: entry.text(name, longest=300, required=False) for name in ("complementary", "two_category")},
            "bands": listed(entry, "bands", dict.fromkeys(("min_n", "max_n", "low", "high"), "number")),
            **_dated(entry),
            "notes": entry.text("notes", required=False),
            **reading(entry, as_of),
        }  # fmt: skip
        if not fields["min_shown"]:
            entry.problem("min_shown", "“min_shown” must be a number of students")
        entry.finish()
        links = {"sources": ("legal-source", [source] if source else [])}
        pack.add("suppression-rule", key, Record(fields, links=links), entry.values.place)
    document.finish()
