"""What of a text to show, with the matched words marked. Text in, escaped HTML out; no I/O."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice

from .schema import analyzers

LENGTH = 180  # characters of a snippet
_LEAD = 40  # characters before the first mark
_WINDOW = LENGTH + 2 * _LEAD  # characters that are analyzed for a snippet, however long the text is
_TRIES = 3
_MANY = 1000  # places that are compared
_DEEP = 20_000  # characters that are analyzed when no word looks like a match


Phrase = tuple[tuple[int, str], ...]
"""Stems with their places, counted from the first: there are gaps where stop words were."""


@dataclass(frozen=True)
class Wanted:
    """What is marked: words by their stem, and phrases where they stand whole."""

    stems: frozenset[str] = frozenset()
    phrases: frozenset[Phrase] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stems or self.phrases)

    @property
    def beginnings(self) -> frozenset[str]:
        """How words begin that may be marked."""
        first = self.stems | {phrase[0][1] for phrase in self.phrases}
        # A stem's last letter may differ from the word's (university, universiti).
        return frozenset(stem[:-1] or stem for stem in first)


def wanted(words: Iterable[str], whole: Iterable[str] = ()) -> Wanted:
    """Every word of the texts `words`, and each of the texts `whole` as it stands."""
    stems = {stem for text in words for stem in analyzers()["en"].analyze(text)}
    phrases = {_phrase(text) for text in whole}
    stems |= {phrase[0][1] for phrase in phrases if len(phrase) == 1}
    return Wanted(frozenset(stems), frozenset(phrase for phrase in phrases if len(phrase) > 1))


def _phrase(text: str) -> Phrase:
    tokens = analyzers()["en"].pre_tokenize(text).tokens
    return tuple((token.position - tokens[0].position, token.text) for token in tokens)


def marked(text: str, sought: Wanted) -> str:
    """The whole `text`, escaped, with everything marked that is `sought`."""
    return _render(text, 0, len(text), _matches(text, sought))


def snippet(text: str, sought: Wanted) -> str:
    """The place of `text` that says most about what is `sought`, or its beginning."""
    for start in _promising(text, sought):
        start = _word_start(text, max(0, start - _LEAD))
        window = text[start : start + _WINDOW]
        if found := _matches(window, sought):
            return _best(window, found)
    deep = text[:_DEEP]
    found = _matches(deep, sought)
    return _best(deep, found) if found else _render(text, 0, _word_end(text, LENGTH), [])


def _promising(text: str, sought: Wanted) -> list[int]:
    """Where words look like what is `sought`: the places with the most different ones first."""
    if not sought:
        return []
    beginnings = "|".join(re.escape(start) for start in sorted(sought.beginnings, key=len, reverse=True))
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


def _matches(text: str, sought: Wanted) -> list[tuple[int, int, str]]:
    """(start, end, stem) of the words of `text` that are marked."""
    if not sought:
        return []
    tokens = analyzers()["en"].pre_tokenize(text).tokens
    in_phrase = _in_phrases(tokens, sought.phrases) if sought.phrases else frozenset()
    return [
        (token.char_offset_from, token.char_offset_to, token.text)
        for token in tokens
        if token.text in sought.stems or token.position in in_phrase
    ]


def _in_phrases(tokens: list, phrases: frozenset[Phrase]) -> set[int]:
    """The places of the words that belong to a whole phrase."""
    at = {token.position: token.text for token in tokens}
    return {
        token.position + place
        for token in tokens
        for phrase in phrases
        if all(at.get(token.position + step) == stem for step, stem in phrase)
        for place, _ in phrase
    }


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
