"""The kinds of tools, which are starter content, and data-system cards."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.audiences import MEMBERS
from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, entries_of
from cms.content.reading import read_front_matter
from cms.dates import Precision
from members.accounts.models import User
from members.partnerships.models import Partnership

from ..models import System, SystemKind

FOLDER = Path(__file__).parent
LONGEST = {"built_by": 300, "matching": 300, "consent_model": 300, "hosting": 300, "staffing": 300}


@dataclass
class Card:
    """`kinds`, `lessons`, `partnership` and `author` name things by their keys; lessons keep their links themselves."""

    fields: dict[str, Any]
    kinds: list[str]
    lessons: list[str]
    partnership: str
    author: str | None
    is_demo: bool


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``system-kind`` for each kind of tool, and a ``system`` (a Card) for each Markdown file."""
    for order, entry in enumerate(entries_of(folder / "kinds.yaml", "kinds", pack), start=1):
        fields = {"slug": entry.text("slug", longest=80), "name": entry.text("name", longest=160), "order": order}
        fields |= {name: entry.text(name, longest=300) for name in ("plain", "good_for", "watch_for")}
        entry.finish()
        pack.add("system-kind", fields["slug"], fields, entry.values.place)
    for path in sorted(folder.glob("*.md")):
        _read_card(path, pack)


def _read_card(path: Path, pack: Pack) -> None:
    values, sections = read_front_matter(path)
    entry = Entry(values, pack)
    card = Card(
        fields=_fields(entry),
        kinds=entry.references("kinds", "system-kind"),
        lessons=entry.references("lessons", "lesson"),
        partnership=entry.reference("partnership", "partnership", required=True) or "",
        author=entry.reference("author", "person"),
        is_demo=entry.flag("demo"),
    )
    slug = card.fields["slug"]
    if slug != path.stem:
        entry.problem("slug", f"the slug “{slug}” is not the file's name")
    if not card.kinds:
        entry.problem("kinds", "a data system is of at least one kind")
    place = pack.of("partnership").get(card.partnership)
    if place and place.fields["is_demo"] and not card.is_demo:
        entry.problem("partnership", f"“{card.partnership}” is invented, and so is what it has")
    headings = [section for section in sections if section.heading]
    pack.problems += [f"{section.place}: a card has no headings" for section in headings]
    card.fields["body"] = "\n\n".join(section.text for section in sections if not section.heading)
    if not card.fields["body"]:
        entry.problem("title", "a card without a text")
    entry.finish()
    pack.add("system", slug, card, values.place)


def _fields(entry: Entry) -> dict[str, Any]:
    sources, since = entry.number("sources"), entry.when("since")
    return {
        "slug": entry.text("slug", longest=80),
        "title": entry.text("title", longest=160),
        "audience": entry.audience(default=MEMBERS),
        "cost": entry.text("cost_band", longest=160, required=False),
        **{name: entry.text(name, longest=most, required=False) for name, most in LONGEST.items()},
        "not_again": entry.text("not_again", required=False),
        "data_level": entry.choice("data_level", System.DataLevel.values),
        "sources": None if sources is None else int(sources),
        "since": since.first if since else None,
        "since_precision": since.precision if since else Precision.DAY,
        "checked_on": entry.day("verified"),
    }


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    kinds = memory.found("system-kind", SystemKind.objects.all())
    for key, fields in pack.of("system-kind").items():
        if key not in kinds and not memory.knows("system-kind", key):
            kinds[key] = SystemKind.objects.create(**fields)
            memory.remember("system-kind", key, kinds[key], is_demo=False)
    there = memory.found("system", System.objects.all())
    partnerships = memory.found("partnership", Partnership.objects.all())
    people = memory.found("person", User.objects.all(), lambda user: user.email)
    for key, card in pack.of("system").items():
        wanted = (with_demo or not card.is_demo) and card.partnership in partnerships
        if not wanted or key in there or memory.knows("system", key):
            continue
        system = System.objects.create(
            partnership=partnerships[card.partnership], author=people.get(card.author), **card.fields
        )
        system.kinds.set([kinds[slug] for slug in card.kinds if slug in kinds])
        memory.remember("system", key, system, is_demo=card.is_demo)


def remove(memory: Memory) -> list[str]:
    return memory.remove_invented("system", System)
