"""The blank template as Markdown, for whoever writes in plain text. The Word file is made in `word.py`."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .wording import Block


def as_markdown(version, clauses) -> str:
    """Title, edition, disclaimer, preamble and numbered clauses, with brackets where a value belongs."""
    parts = [f"# {version.title}", f"*{edition(version)}*", f"> {version.disclaimer}"]
    parts += _text(version.preamble_blocks)
    for clause in clauses:
        parts += [f"## {clause.order}. {clause.title}", *_text(clause.blocks)]
    return "\n\n".join(part for part in parts if part.strip("> *")) + "\n"


def edition(version) -> str:
    """Which version this is, from when on, and under which license."""
    said = _("Version %(number)s, %(day)s") % {
        "number": version.number, "day": date_format(version.effective, "F j, Y"),
    }  # fmt: skip
    return f"{said}. {version.license}" if version.license else said


def file_name(version, ending: str) -> str:
    return f"{version.page.slug}-{version.number}.{ending}"


def _text(blocks: list[Block]) -> list[str]:
    return ["\n".join(f"- {line}" for line in block.lines) if block.is_list else block.lines[0] for block in blocks]
