"""What of a text to show, with the matched words marked. Text in, escaped HTML out; no I/O."""

import re
from html import escape
from itertools import islice

from .schema import analyzers

LENGTH = 180  # characters of a snippet
_LEAD = 40  # characters before the first mark
_WINDOW = LENGTH + 2 * _LEAD  # characters that are analyzed for a snippet, however long the text is
_TRIES = 3
_MANY = 1000  # places that are compared
_DEEP = 20_000  # characters that are analyzed when no word looks like a match


def stems_of(texts: tuple[str, ...]) -> frozenset[str]:
    analyzer = analyzers()["en"]
    return frozenset(stem for text in texts for stem in analyzer.analyze(text))


def marked(text: str, stems: frozenset[str]) -> str:
    """The whole `text`, escaped, with every word marked that has one of `stems`."""
    return _render(text, 0, len(text), _matches(text, stems))


def snippet(text: str, stems: frozenset[str]) -> str:
    """The place of `text` that says most about `stems`, or its beginning."""
    for start in _promising(text, stems):
        start = _word_start(text, max(0, start - _LEAD))
        window = text[start : start + _WINDOW]
        if found := _matches(window, stems):
            return _best(window, found)
    deep = text[:_DEEP]
    found = _matches(deep, stems) if stems else []
    return _best(deep, found) if found else _render(text, 0, _word_end(text, LENGTH), [])


def _promising(text: str, stems: frozenset[str]) -> list[int]:
    """Where words look like `stems`: the places with the most different ones first."""
    if not stems:
        return []
    # A stem's last letter may differ from the word's (university, universiti).
    beginnings = "|".join(re.escape(stem[:-1] or stem) for stem in sorted(stems, key=len, reverse=True))
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    found = islice(re.finditer(rf"\b(?:{beginnings})", lowered), _MANY)
    looks = [(match.start(), match[0]) for match in found]
    dense = sorted(
        range(len(looks)),
        key=lambda i: (-len({word for at, word in looks[i : i + 12] if at < looks[i][0] + LENGTH}), i),
    )
    return [looks[i][0] for i in dense[:_TRIES]]


def _matches(text: str, stems: frozenset[str]) -> list[tuple[int, int, str]]:
    """(start, end, stem) of the words of `text` with one of `stems`."""
    if not stems:
        return []
    return [
        (token.char_offset_from, token.char_offset_to, token.text)
        for token in analyzers()["en"].pre_tokenize(text).tokens
        if token.text in stems
    ]


def _best(text: str, found: list[tuple[int, int, str]]) -> str:
    def variety(first: int) -> int:
        reach = found[first][0] + LENGTH - _LEAD
        return len({stem for _, end, stem in found[first : first + 40] if end <= reach})

    found = found[:_MANY]
    first = max(range(len(found)), key=lambda i: (variety(i), -i))
    start = _word_start(text, max(0, found[first][0] - _LEAD))
    end = max(found[first][1], _word_end(text, start + LENGTH))
    return _render(text, start, end, found)


def _render(text: str, start: int, end: int, found: list[tuple[int, int, str]]) -> str:
    parts, at = [], start
    for first, last, _ in found:
        if at <= first and last <= end:
            parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    return "".join([*parts, escape(text[at:end])]).strip()


def _word_start(text: str, at: int) -> int:
    """The first beginning of a word at or after `at`."""
    if at == 0 or text[at - 1].isspace():
        return at
    space = text.find(" ", at, at + _LEAD)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """The last end of a word at or before `at`."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - _LEAD, at + 1)
    return at if space < 0 else space
