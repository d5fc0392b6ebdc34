"""From the Markdown file of a template version to checked values, every slip named with its line. No database.

Front matter, then clauses: ``## Title {#anchor elements=ST2,ST5}``, wording, and notes that are no part of the
agreement: ``> Why:``, ``> Alternate (label):``, ``> Watch for:``.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from cms.content.pack import Entry, Pack
from cms.content.reading import Mapping, Section

from .wording import WordingError, names_in

TIERS = (1, 2, 3)
NO_ROUTE = ("none", "inherits")
TYPES = ("text", "longtext", "date", "choice", "list", "party", "table")
CHANGES = ("added", "changed", "dropped")
STATUSES = ("current", "superseded")
TITLE = re.compile(r"# (?P<title>[^\n]+)(?P<rest>.*)", re.DOTALL)
HEADING = re.compile(r"(?P<title>.+?) \{#(?P<anchor>[a-z0-9-]+)(?: elements=(?P<elements>[A-Z0-9,]+))?\}")
NOTE = re.compile(r"> (?P<kind>Why|Watch for|Alternate)(?: \((?P<label>[^)]+)\))?: (?P<text>.+)", re.DOTALL)
SHOWN_IF = re.compile(r"(\w+) == (.+)")
MINUTES = re.compile(r"(\d+) min")


@dataclass
class ClauseText:
    anchor: str
    title: str
    elements: list[str] = field(default_factory=list)
    wording: str = ""
    why: str = ""
    alternates: list[dict[str, str]] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)


@dataclass
class VersionText:
    """`shelf` are the fields of the page, `fields` those of the version; `route` and `challenges` are keys of the
    content."""

    slug: str
    number: str
    is_current: bool
    route: str
    challenges: list[str]
    shelf: dict[str, Any]
    fields: dict[str, Any]
    clauses: list[ClauseText]

    @property
    def key(self) -> str:
        return f"{self.slug}@{self.number}"


def version_in(values: Mapping, sections: list[Section], pack: Pack) -> VersionText:
    """What a file says. What is wrong is noted in `pack`, and so is everything that it refers to."""
    entry = Entry(values, pack)
    variables = [_variable(line) for line in entry.entries("variables")]
    names = {variable["name"] for variable in variables}
    _check_conditions(entry, variables)
    preamble = next((section for section in sections if not section.heading), None)
    clauses = [_clause(section, names, pack) for section in sections if section.heading]
    top = _Top.read(preamble, names, pack, values.place)
    version = VersionText(
        slug=entry.text("slug", longest=80),
        number=_number(entry),
        is_current=entry.choice("status", STATUSES) == "current",
        route=_route(entry),
        challenges=entry.references("challenges", "challenge"),
        shelf=_shelf(entry),
        fields={**_fields(entry), "title": top.title, "preamble": top.text, "cautions": top.cautions},
        clauses=clauses,
    )
    version.fields |= {
        "number": version.number,
        "rests_on": "route" if version.route else entry.values.get("route", ""),
        "variables": variables,
        "changes": _changes(entry, {clause.anchor for clause in clauses}),
    }
    entry.text("syntax", required=False)
    entry.finish()
    _check_anchors(clauses, pack, values.place)
    return version


def _number(entry: Entry) -> str:
    number = entry.text("version", longest=12)
    if number and not re.fullmatch(r"\d+(\.\d+)*", number):
        entry.problem("version", f"“{number}” is no version: write 2.0")
    return number


def _route(entry: Entry) -> str:
    """The key of the route, or nothing where the version has none of its own."""
    route = entry.text("route")
    if route in ("", *NO_ROUTE):
        return ""
    entry.pack.refer("route", route, entry.place("route"))
    return route


def _shelf(entry: Entry) -> dict[str, Any]:
    tier = entry.number("tier")
    if tier not in TIERS:
        entry.problem("tier", f"unknown tier “{tier}”")
    return {
        "title": entry.text("title", longest=255),
        "summary": entry.text("summary", longest=500),
        "form": entry.text("kind", longest=80),
        "tier": tier,
    }


def _fields(entry: Entry) -> dict[str, Any]:
    effective, reading = entry.day("effective"), MINUTES.fullmatch(entry.text("reading_time"))
    if effective is None:
        entry.problem("effective", "“effective” is missing")
    if reading is None:
        entry.problem("reading_time", "“reading_time” must look like “17 min”")
    return {
        "effective": effective,
        "minutes": int(reading[1]) if reading else 0,
        "summary": entry.text("summary", longest=500),
        "parties": entry.texts("parties"),
        "jurisdiction": entry.text("jurisdiction", longest=120, required=False),
        "license": entry.text("license", longest=80),
        "disclaimer": entry.text("disclaimer", longest=300),
    }


def _changes(entry: Entry, anchors: set[str]) -> list[dict[str, str]]:
    changes = []
    for line in entry.entries("changes"):
        change = {"clause": line.text("clause"), "kind": line.choice("kind", CHANGES)}
        change |= {name: line.text(name, longest=500) for name in ("what", "why")}
        if change["kind"] != "dropped" and change["clause"] not in anchors:
            line.problem("clause", f"unknown clause “{change['clause']}”")
        line.finish()
        changes.append(change)
    return changes


def _variable(entry: Entry) -> dict[str, Any]:
    variable = {
        "name": entry.text("name", longest=80),
        "label": entry.text("label", longest=160),
        "help": entry.text("help", longest=500),
        "type": entry.choice("type", TYPES),
        "required": entry.flag("required"),
        "group": entry.text("group", longest=80),
        "options": entry.texts("options"),
        "show_if": entry.text("show_if", required=False),
    }
    for name in ("default", "example"):  # of any type: a text, a list, the rows of a table
        entry.asked.add(name)
        variable[name] = entry.values.get(name)
        if not _is_value(variable[name]):
            entry.problem(name, f"“{name}” must be a text, a list of texts, or a list of rows with texts")
        if variable["type"] == "date" and variable[name]:
            entry.day(name)
    if (variable["type"] == "choice") != bool(variable["options"]):
        entry.problem("type", "a choice has options, and nothing else has")
    entry.finish()
    return variable


def _is_value(value) -> bool:
    if isinstance(value, list):
        rows = [row.values() if isinstance(row, dict) else [row] for row in value]
        return all(isinstance(cell, str) for row in rows for cell in row)
    return value is None or isinstance(value, str)


def _check_conditions(entry: Entry, variables: list[dict]) -> None:
    names = [variable["name"] for variable in variables]
    for name in {name for name in names if names.count(name) > 1}:
        entry.problem("variables", f"a second variable “{name}”")
    for variable in variables:
        condition = SHOWN_IF.fullmatch(variable["show_if"])
        if variable["show_if"] and (condition is None or condition[1] not in names):
            entry.problem("variables", f"“{variable['show_if']}” names no variable")


@dataclass
class _Top:
    """What stands above the first clause."""

    title: str = ""
    text: str = ""
    cautions: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, section: Section | None, names: set[str], pack: Pack, place: str) -> "_Top":
        found = TITLE.fullmatch(section.text) if section else None
        if found is None:
            pack.problems.append(f"{section.place if section else place}: the document has no title: # Title")
            return cls()
        body = _Body.read(found["rest"], names, pack, section.place)
        return cls(found["title"].strip(), body.wording, body.cautions)


def _clause(section: Section, names: set[str], pack: Pack) -> ClauseText:
    heading = HEADING.fullmatch(section.heading)
    if heading is None:
        pack.problems.append(f"{section.place}: a heading must look like: ## Title {{#anchor elements=ST1,ST2}}")
        return ClauseText("", section.heading)
    elements = heading["elements"].split(",") if heading["elements"] else []
    for element in elements:
        pack.refer("element", element, section.place)
    body = _Body.read(section.text, names, pack, section.place)
    if not body.wording:
        pack.problems.append(f"{section.place}: the clause “{heading['anchor']}” has no wording")
    return ClauseText(
        anchor=heading["anchor"], title=heading["title"], elements=elements, wording=body.wording, why=body.why,
        alternates=body.alternates, cautions=body.cautions,
    )  # fmt: skip


@dataclass
class _Body:
    wording: str = ""
    why: str = ""
    alternates: list[dict[str, str]] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, text: str, names: set[str], pack: Pack, place: str) -> "_Body":
        body, kept = cls(), []
        for part in re.split(r"\n\s*\n", text.strip()):
            if part.startswith(">"):
                body._note(part, pack, place)
            elif part.strip():
                kept.append(part.strip("\n"))
        body.wording = "\n\n".join(kept)
        for wording in (body.wording, *(alternate["text"] for alternate in body.alternates)):
            _check_wording(wording, names, pack, place)
        return body

    def _note(self, part: str, pack: Pack, place: str) -> None:
        note = NOTE.fullmatch(part.replace("\n> ", " "))
        if note is None or (note["kind"] == "Alternate") != bool(note["label"]):
            pack.problems.append(f"{place}: a note is “> Why:”, “> Alternate (label):” or “> Watch for:”")
        elif note["kind"] == "Alternate":
            self.alternates.append({"label": note["label"], "text": note["text"]})
        elif note["kind"] == "Watch for":
            self.cautions.append(note["text"])
        else:
            self.why = f"{self.why} {note['text']}".strip()


def _check_wording(wording: str, names: set[str], pack: Pack, place: str) -> None:
    try:
        unknown = [name for name in names_in(wording) if name not in names]
    except WordingError:
        pack.problems.append(f"{place}: a placeholder or a condition is not closed")
    else:
        pack.problems += [f"{place}: unknown variable “{name}”" for name in unknown]


def _check_anchors(clauses: list[ClauseText], pack: Pack, place: str) -> None:
    anchors = [clause.anchor for clause in clauses if clause.anchor]
    for anchor in dict.fromkeys(anchor for anchor in anchors if anchors.count(anchor) > 1):
        pack.problems.append(f"{place}: a second clause “{anchor}”")
    if not clauses:
        pack.problems.append(f"{place}: no clause: ## Title {{#anchor}}")
