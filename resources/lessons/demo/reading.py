"""From a Markdown file to a lesson, checked. No database."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cms.content.pack import Entry, Pack
from cms.content.reading import Section, read_front_matter
from cms.dates import Precision

from ..models import Cycle, LessonPage

STATES = ("published", "needs-change", "in-review", "draft", "withdrawn")


@dataclass
class Review:
    """A review that runs; `reviewer` is a person's key."""

    requested: date | None
    reviewer: str | None
    note: str


@dataclass
class Flag:
    raised: date | None
    raised_by: str | None
    reason: str


@dataclass
class Lesson:
    """One lesson of the content. `words`, `authors`, `partnership`, `gateway` and `source` name things by their keys.

    `fields` are those of the page; `cycles` those of each cycle, with the one result below ``result``.
    """

    slug: str
    state: str
    is_demo: bool
    fields: dict[str, Any]
    published: date | None
    updated: date | None
    partnership: str | None
    about_partnerships: list[str]
    authors: list[str]
    words: dict[str, list[str]]
    gateway: str | None
    cycles: list[dict[str, Any]]
    source: str | None = None
    changed: str = ""
    review: Review | None = None
    flag: Flag | None = None
    place: str = ""
    withdrawal: dict[str, Any] = field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        return self.state in ("published", "needs-change", "withdrawn")


def read_lesson(path: Path, pack: Pack) -> None:
    values, sections = read_front_matter(path)
    entry = Entry(values, pack)
    lesson = Lesson(
        slug=entry.text("slug", longest=255),
        state=entry.choice("status", STATES),
        is_demo=entry.flag("demo"),
        fields=_facts(entry) | _effort(entry) | _story(entry, sections),
        published=entry.day("published"),
        updated=entry.day("updated"),
        partnership=entry.reference("partnership", "partnership", required=True),
        about_partnerships=entry.references("about_partnerships", "partnership"),
        authors=entry.references("authors", "person"),
        words={
            "outcomes": entry.references("outcomes", "outcome"),
            "challenges": entry.references("challenges", "challenge"),
            "topics": entry.references("topics", "topic"),
        },
        gateway=_gateway(entry),
        cycles=[_cycle(cycle) for cycle in entry.entries("cycles")],
        place=values.place,
    )
    _read_lineage(entry, lesson)
    _read_state(entry, lesson)
    _check(entry, lesson, path)
    entry.finish()
    pack.add("lesson", lesson.slug, lesson, values.place)


def _check(entry: Entry, lesson: Lesson, path: Path) -> None:
    if lesson.slug != path.stem:
        entry.problem("slug", f"the slug “{lesson.slug}” is not the file's name")
    if lesson.is_live != bool(lesson.published):
        entry.problem("published", f"a lesson that is {lesson.state} has a date if, and only if, it can be read")
    if lesson.is_demo != bool(lesson.authors):
        entry.problem("authors", "invented lessons have authors, true ones have an attribution")
    if not lesson.is_demo and not lesson.fields["attribution"]:
        entry.problem("attribution", "“attribution” is missing")


def _facts(entry: Entry) -> dict[str, Any]:
    fields = {
        "title": entry.text("title", longest=255),
        "summary": entry.text("summary", longest=400),
        "audience": entry.audience(),
        "data_level": entry.choice("data_level", LessonPage.DataLevel.values),
        "review_by": entry.day("review_by"),
        "artifacts": entry.texts("artifacts"),
        "people_involved": entry.texts("people_involved"),
        "attribution": entry.text("attribution", longest=300, required=False),
        "source": entry.text("source", longest=300, required=False),
    }
    return fields | _dated(entry, "started", "started", "started_precision") | _dated(
        entry, "finished", "finished", "finished_precision"
    )  # fmt: skip


def _dated(entry: Entry, key: str, day_field: str, precision_field: str) -> dict[str, Any]:
    on = entry.when(key)
    return {day_field: on.first if on else None, precision_field: on.precision if on else Precision.DAY}


def _effort(entry: Entry) -> dict[str, Any]:
    effort = entry.entry("effort")
    if effort is None:
        return {}
    fields = {name: effort.number(name) for name in ("staff_hours", "cash_usd", "elapsed_months")}
    fields["effort_note"] = effort.text("note", longest=300, required=False)
    effort.finish()
    return fields


def _story(entry: Entry, sections: list[Section]) -> dict[str, str]:
    """The seven sections, by their headings. A missing, strange or repeated heading is a problem."""
    names = {str(heading): name for name, heading in LessonPage.SECTIONS}
    story: dict[str, str] = {}
    for section in sections:
        name = names.get(section.heading)
        if name is None or name in story:
            entry.pack.problems.append(f"{section.place}: unknown or repeated heading “{section.heading}”")
        else:
            story[name] = section.text
    for heading, name in names.items():
        if name not in story:
            entry.problem("title", f"no section “{heading}”")
    return story


def _gateway(entry: Entry) -> str | None:
    below = entry.entry("gateway")
    if below is None:
        return None
    key = f"{below.text('scheme')}/{below.text('gateway')}"
    below.finish()
    entry.pack.refer("gateway", key, below.place("gateway"))
    return key


def _cycle(entry: Entry) -> dict[str, Any]:
    fields = {name: entry.text(name) for name in ("measure", "unit", "plan", "do", "study", "act")}
    fields["direction"] = entry.choice("direction", Cycle.Direction.values)
    fields["verdict"] = entry.choice("verdict", Cycle.Verdict.values)
    for name in ("baseline", "target"):
        point = entry.entry(name)
        fields[name] = point.number("value") if point else None
        fields |= _dated(point, "date", f"{name}_date", f"{name}_precision") if point else {}
        if point:
            point.finish()
    fields["result"] = _result(entry.entry("result"))
    entry.finish()
    return fields


def _result(point: Entry | None) -> dict[str, Any] | None:
    if point is None:
        return None
    fields = {"value": point.number("value")} | _dated(point, "date", "date", "date_precision")
    if fields["value"] is None or fields["date"] is None:
        point.problem("value", "a result has a value and a date")
    point.finish()
    return fields


def _read_lineage(entry: Entry, lesson: Lesson) -> None:
    if below := entry.entry("adapted_from"):
        lesson.source = below.reference("lesson", "lesson", required=True)
        lesson.changed = below.text("changed")
        below.finish()


def _read_state(entry: Entry, lesson: Lesson) -> None:
    """What only one of the states has: a review that runs, a flag, a withdrawal."""
    if lesson.state == "in-review" and (below := entry.entry("review")):
        lesson.review = Review(
            below.day("requested"), below.reference("reviewer", "person", required=True), below.text("note")
        )
        below.finish()
    if lesson.state == "needs-change" and (below := entry.entry("needs_change")):
        lesson.flag = Flag(
            below.day("date"), below.reference("raised_by", "person", required=True), below.text("reason", longest=1000)
        )
        below.finish()
    if lesson.state == "withdrawn" and (below := entry.entry("withdrawn")):
        lesson.withdrawal = {
            "withdrawn_on": below.day("date"),
            "withdrawn_by": below.text("by", longest=160),
            "withdrawn_reason": below.text("reason"),
        }
        below.finish()
    needed = {"in-review": lesson.review, "needs-change": lesson.flag, "withdrawn": lesson.withdrawal}
    if lesson.state in needed and not needed[lesson.state]:
        entry.problem("status", f"a lesson that is {lesson.state} says since when and why")


def check_lineage(pack: Pack) -> None:
    """No lesson may be its own ancestor, and no true lesson may come from an invented one."""
    lessons = pack.of("lesson")
    for lesson in lessons.values():
        seen, source = {lesson.slug}, lessons.get(lesson.source)
        while source:
            if source.is_demo and not lesson.is_demo:
                pack.problems.append(f"{lesson.place}: adapted from “{source.slug}”, which is invented")
            if source.slug in seen:
                pack.problems.append(f"{lesson.place}: its lineage leads back to “{source.slug}”")
                break
            seen.add(source.slug)
            source = lessons.get(source.source)


def parents_first(lessons: dict[str, Lesson]) -> list[Lesson]:
    """The lessons in an order in which each comes after the one it was adapted from."""

    def depth(lesson: Lesson) -> int:
        source = lessons.get(lesson.source)
        return 0 if source is None else depth(source) + 1

    return sorted(lessons.values(), key=depth)
