"""The pages about the community. They are starter content, and promise only what the site does."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack
from cms.content.pages import add_published
from cms.content.reading import read_front_matter
from cms.models import AboutIndexPage, AboutPage

FOLDER = Path(__file__).parent


@dataclass
class About:
    slug: str
    title: str
    summary: str
    audience: str
    body: str
    order: int
    reviewed: date | None


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds an ``about`` for each Markdown file."""
    for path in sorted(folder.glob("*.md")):
        values, sections = read_front_matter(path)
        entry = Entry(values, pack)
        about = About(
            slug=entry.text("slug", longest=255),
            title=entry.text("title", longest=255),
            summary=entry.text("summary", longest=300),
            audience=entry.audience(),
            body="\n\n".join(_with_heading(section) for section in sections),
            order=int(entry.number("order") or 0),
            reviewed=entry.day("reviewed"),
        )
        if about.reviewed is None:
            entry.problem("reviewed", "“reviewed” is missing")
        entry.finish()
        pack.add("about", about.slug, about, values.place)


def _with_heading(section) -> str:
    return f"## {section.heading}\n\n{section.text}" if section.heading else section.text


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    there = memory.found("about", AboutPage.objects.all())
    shelf = AboutIndexPage.objects.get()
    for key, about in sorted(pack.of("about").items(), key=lambda pair: pair[1].order):
        if key not in there and not memory.knows("about", key):
            page = AboutPage(
                slug=about.slug, title=about.title, summary=about.summary, audience=about.audience, body=about.body,
                show_in_menus=True,
            )  # fmt: skip
            add_published(page, below=shelf, first=about.reviewed)
            memory.remember("about", key, page, is_demo=False)


def remove(memory: Memory) -> list[str]:
    """Nothing: no page about the community is invented."""
    return []
