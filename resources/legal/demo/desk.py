"""Resources and answers of the legal desk, as the files tell them."""

from pathlib import Path

from django.utils.text import slugify

from cms.content.pack import Entry, Pack
from members.partnerships.states import STATES

from ..models import LegalResource, Source
from .record import Record, let_by, open_law, shortened

AWAITING = "needs attorney review"
PREFIX = "lr-"
ACRONYMS = {"ferpa": "FERPA", "hipaa": "HIPAA", "idea": "IDEA"}


def topic_name(key: str) -> str:
    """A topic as people write it: “state law” for ``state-law``."""
    return ACRONYMS.get(key, key.replace("-", " "))


def read_resources(path: Path, pack: Pack) -> None:
    document, as_of = open_law(path, pack)
    let_by(document, "note")
    entries = document.entries("resources")
    _check_count(document, len(entries))
    for entry in entries:
        key = entry.text("id", longest=80)
        fields = {
            "slug": key.removeprefix(PREFIX),
            "title": entry.text("title", longest=300),
            "publisher": entry.text("publisher", longest=200),
            "url": entry.link("url", longest=500, required=False),
            "year": entry.text("year", longest=4, required=False),
            "form": entry.choice("kind", Source.Form.values),
            "level": entry.choice("level", LegalResource.Level.values),
            "state": entry.choice("state", STATES) if entry.values.get("state") else "",
            "what_it_answers": entry.texts("what_it_answers"),
            "summary": entry.text("summary"),
            "audience": entry.audience(),
            "as_of": as_of,
            "is_read": entry.choice("read", Source.Reading.values) == Source.Reading.FULL,
        }
        let_by(entry, "state")
        if not entry.flag("existence_verified"):
            entry.problem("existence_verified", "a resource that nobody has seen is no resource")
        if (fields["level"] == LegalResource.Level.STATE) != bool(fields["state"]):
            entry.problem("level", "a resource of a state names the state, and no other does")
        source = entry.reference("source_id", "legal-source", required=True)
        topics = [topic_name(topic) for topic in entry.texts("topics")]
        entry.finish()
        links = {"sources": ("legal-source", [source] if source else [])}
        pack.add("legal-resource", key, Record(fields, links=links, topics=topics), entry.values.place)
    document.finish()


def read_answers(path: Path, pack: Pack) -> None:
    document, as_of = open_law(path, pack)
    let_by(document, "disclaimer", "origin")
    topics = document.texts("topics")
    entries = document.entries("questions")
    _check_count(document, len(entries))
    for entry in entries:
        key, question = entry.text("id", longest=80), entry.text("question", longest=300)
        fields = {
            "slug": shortened(slugify(question)),
            "question": question,
            "answer": entry.text("answer"),
            "citations": entry.texts("citations"),
            "audience": entry.audience(),
            "as_of": as_of,
        }
        links = {
            "sources": ("legal-source", entry.references("sources", "legal-source")),
            "routes": ("route", entry.references("routes", "route")),
        }
        templates = entry.references("see_also", "agreement-template")
        topic = topic_name(entry.choice("topic", topics))
        _check_unverified(entry)
        entry.finish()
        record = Record(fields, links=links, topics=[topic], templates=templates)
        pack.add("legal-answer", key, record, entry.values.place)
    document.finish()


def _check_count(document: Entry, number: int) -> None:
    if document.number("count") != number:
        document.problem("count", f"there are {number} entries")


def _check_unverified(entry: Entry) -> None:
    entry.choice("status", (AWAITING,))
    for key in ("verified_on", "verified_by"):
        let_by(entry, key)
        if entry.values.get(key) is not None:
            entry.problem(key, "an attorney verifies an answer on the site, not in a file")
