"""Find words in a template that a reader sees and a translator never would."""

import re

# What is not prose, or is marked already. Each is replaced by as many line ends as it held, so that lines keep
# their numbers.
NOT_PROSE = [
    re.compile(pattern, re.DOTALL | re.IGNORECASE)
    for pattern in (
        r"{% *comment.*?endcomment *%}",
        r"{#.*?#}",
        r"<!--.*?-->",
        r"{% *blocktrans(late)?\b.*?endblocktrans(late)? *%}",
        r"{% *verbatim.*?endverbatim *%}",
        r"<(script|style|code|pre)\b.*?</\1>",
        r"{%.*?%}",
        r"{{.*?}}",
    )
]
# An attribute, and not the part of an address that has its name.
SPOKEN = re.compile(r"(?<![?&])\b(?:alt|title|placeholder|aria-label)=(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")


def bare_words(template: str) -> list[tuple[int, str]]:
    """(line number, the words) for each line of `template` with visible words outside translation tags."""
    for pattern in NOT_PROSE:
        template = pattern.sub(blank, template)
    spoken = {}
    for attribute in SPOKEN.finditer(template):
        if WORD.search(attribute[1]):
            spoken[template.count("\n", 0, attribute.start()) + 1] = attribute[1].strip("\"'")
    text = ENTITY.sub("", TAG.sub(blank, template))
    seen = {number: line.strip() for number, line in enumerate(text.split("\n"), 1) if WORD.search(line)}
    return sorted({**spoken, **seen}.items())


def blank(match: re.Match) -> str:
    return "\n" * match[0].count("\n")
