"""State overlays, as the file tells them."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from cms.content.pack import Entry, Pack
from members.partnerships.states import STATES

from ..models import StateOverlay
from .record import Record, let_by, open_law


def read_states(path: Path, pack: Pack) -> None:
    document, as_of = open_law(path, pack)
    let_by(document, "disclaimer", "fields")
    document.reference("default_rule", "suppression-rule", required=True)
    for entry in document.entries("states"):
        _read_state(entry, as_of, pack)
    document.finish()


def _read_state(entry: Entry, as_of: date, pack: Pack) -> None:
    state, name = entry.choice("code", STATES), entry.text("name", longest=200)
    fields = {
        "slug": slugify(name), "name": name, "state": state, "as_of": as_of,
        "sort": entry.choice("kind", StateOverlay.Sort.values),
        "is_own_rule": entry.flag("suppression_rule_is_state_rule"),
        "is_rule_read": entry.flag("suppression_verified"),
        "notes": entry.text("notes", required=False),
        "last_checked": entry.day("last_checked"),
        "is_read": entry.flag("verified"),
    }  # fmt: skip
    rule = entry.reference("suppression_rule", "suppression-rule", required=True)
    laws = [_law(line, order) for order, line in enumerate(entry.entries("student_privacy_laws"), start=1)]
    if entry.values.get("attorney_verified_on") is not None:
        entry.problem("attorney_verified_on", "an attorney verifies a record on the site, not in a file")
    let_by(entry, "fips", "attorney_verified_on")
    entry.finish()
    # What was read for its laws was read for the state as well.
    sources = list(dict.fromkeys(source for law in laws for source in law["sources"]))
    pointers = {"suppression_rule": ("suppression-rule", rule or "")}
    links = {"sources": ("legal-source", sources)}
    pack.add("state-overlay", state, Record(fields, pointers, links, laws=laws), entry.values.place)


def _law(entry: Entry, order: int) -> dict[str, Any]:
    law = {
        "order": order,
        "name": entry.text("name", longest=200),
        "is_official_name": entry.flag("name_is_official"),
        "number": entry.text("number", longest=200, required=False),
        "scope": entry.text("scope", longest=300, required=False),
        "sources": entry.references("sources", "legal-source"),
        "is_read": entry.flag("verified"),
    }
    entry.finish()
    return law
