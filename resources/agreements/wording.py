"""The wording of a clause, and what it looks like while nobody has filled it in. No I/O.

``{{ name }}`` stands for a value; ``{% if name %} … {% endif %}`` and ``{% if not name %} … {% endif %}`` keep or drop
text, without nesting. Paragraphs are divided by empty lines, and lines that begin with ``- `` are a list. In the blank
template a value is a bracket with its label, and what may be dropped stands in a bracket that says when it stays.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
CONDITION = re.compile(r"\{%\s*if\s+(not\s+)?(\w+)\s*%\}(.*?)\{%\s*endif\s*%\}", re.DOTALL)
BULLET = "- "


class WordingError(ValueError):
    """The wording has a mark that is none, or that is not closed."""


@dataclass(frozen=True)
class Block:
    """A paragraph, which is one line, or a list of several."""

    lines: tuple[str, ...]
    is_list: bool = False


def names_in(wording: str) -> list[str]:
    """The variables that it uses, each once. Raises WordingError."""
    rest = PLACE.sub("", CONDITION.sub(lambda found: found[3], wording))
    if "{{" in rest or "{%" in rest or "}}" in rest or "%}" in rest:
        raise WordingError(wording)
    used = [found[2] for found in CONDITION.finditer(wording)] + PLACE.findall(wording)
    return list(dict.fromkeys(used))


def blank(wording: str, labels: Mapping[str, str]) -> str:
    """The wording with brackets in place of values; `labels` are those of its variables."""

    def kept_or_dropped(found: re.Match) -> str:
        label, inner = labels.get(found[2], found[2]), found[3]
        when = f"If it does not apply ({label}):" if found[1] else f"If it applies ({label}):"
        text = f"[{when} {inner.strip()}]"
        if inner.startswith("\n"):
            return f"\n\n{text}\n\n"
        return f" {text}" if inner.startswith(" ") else text

    text = CONDITION.sub(kept_or_dropped, wording)
    text = PLACE.sub(lambda found: f"[{labels.get(found[1], found[1])}]", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def blocks(text: str) -> list[Block]:
    """Paragraphs and lists, in order."""
    return [_block(part.splitlines()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def _block(lines: list[str]) -> Block:
    if all(line.startswith(BULLET) for line in lines):
        return Block(tuple(line.removeprefix(BULLET).strip() for line in lines), is_list=True)
    return Block((" ".join(line.strip() for line in lines),))


def flat(texts: Iterable[Block]) -> str:
    """Only the words, a line for each paragraph and each item."""
    return "\n".join(line for block in texts for line in block.lines)
