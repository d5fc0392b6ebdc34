"""What is asked: the request, and the grammar of what people type. No I/O.

Words, ``"quoted phrases"``, ``-word`` and ``-"phrase"``; nothing else is special. Text is taken apart
here, once, and never reaches a query parser of an engine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from .analysis import fold, says_something

if TYPE_CHECKING:
    from cms.audiences import Viewer

TEXT_LIMIT = 200  # characters
WORD_LIMIT = 20
WINDOW = 1000  # hits that can be paged through
FACETS = ("kind", "challenge", "outcome", "topic", "state", "partnership")

Synonyms = Mapping[str, tuple[str, ...]]
"""Folded words or phrase -> other ways to say it."""


@dataclass(frozen=True)
class SearchRequest:
    """One search. `filters` maps a facet to the chosen values: OR inside a facet, AND between facets."""

    viewer: Viewer
    text: str = ""
    kinds: frozenset[str] = frozenset()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    updated: tuple[date | None, date | None] = (None, None)  # both days included, in UTC
    sort: Literal["relevance", "newest", "title"] = "relevance"
    page: int = 1
    size: int = 20
    facets: tuple[str, ...] = FACETS
    highlight: bool = True
    exact: bool = False  # search what was typed, even a word that nobody wrote
    mode: Literal["lexical", "hybrid"] = "lexical"

    @property
    def offset(self) -> int:
        return (max(1, self.page) - 1) * self.size

    @property
    def is_beyond(self) -> bool:
        """Whether the page lies outside the hits that can be paged through: it is empty, its total is right."""
        return self.size < 1 or max(1, self.page) * self.size > WINDOW

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Facet -> chosen values, sorted; only facets that exist and have a choice."""
        choices = {**self.filters, "kind": self.kinds | self.filters.get("kind", frozenset())}
        return {facet: sorted(map(_keyword, choices[facet])) for facet in FACETS if choices.get(facet)}

    @property
    def updated_seconds(self) -> tuple[int | None, int | None]:
        """The first second inside and the first one after, since 1970."""
        first, last = self.updated
        return (
            None if first is None else _midnight(first),
            None if last is None else _midnight(last) + int(timedelta(days=1).total_seconds()),
        )


def _keyword(value: str) -> str:
    # What no keyword can be matches nothing, and engines need not hold it.
    return value[:TEXT_LIMIT] if value.isprintable() else ""


def _midnight(day: date) -> int:
    return max(0, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


@dataclass(frozen=True)
class Term:
    """What must be found: words that were typed together, and other ways to say them."""

    text: str
    alternatives: tuple[str, ...] = ()
    is_phrase: bool = False


@dataclass(frozen=True)
class Question:
    """What was typed, taken apart.

    `typed` is every wanted word in order, stop words too; `terms` are those that mean something;
    `stop_phrases` are quoted phrases of nothing but stop words; `negations` must not be found.
    """

    typed: str = ""
    terms: tuple[Term, ...] = ()
    stop_phrases: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()

    @property
    def is_scored(self) -> bool:
        return bool(self.terms or self.stop_phrases)

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(term.text for term in self.terms if term.is_phrase)

    @property
    def has_many_terms(self) -> bool:
        return sum(len(term.text.split()) for term in self.terms) > 1

    @property
    def has_many_words(self) -> bool:
        return len(self.typed.split()) > 1

    @property
    def checkable_words(self) -> tuple[str, ...]:
        """The words whose spelling can be doubted: single ones that no synonym vouches for."""
        plain = (t.text for t in self.terms if not t.is_phrase and not t.alternatives)
        return tuple(dict.fromkeys(word for word in plain if word.isalpha()))


_NEVER_IN_WORDS = {"Cc", "Cs", "Co", "Cn", "No", "So", "Sk", "Sm", "Sc"}
_CHUNK = re.compile(r'(?P<minus>-*)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


def clean(text: str) -> str:
    """`text` cut to the limit, without what is no part of any word: controls, surrogates, symbols, pictures."""
    kept = (" " if unicodedata.category(c) in _NEVER_IN_WORDS else c for c in text[:TEXT_LIMIT])
    return " ".join("".join(kept).translate(_QUOTES).split())


def parse(text: str, synonyms: Synonyms | None = None) -> Question:
    """Take apart what was typed; words beyond the limit are left out."""
    typed, wanted, stop_phrases, negations = [], [], [], []
    room = WORD_LIMIT
    for chunk in _CHUNK.finditer(clean(text)):
        words = (chunk["word"] or chunk["phrase"] or "").split()[:room]
        room -= len(words)
        said = " ".join(words)
        if chunk["minus"]:
            if says_something(said):
                negations.append(said)
            continue
        if not any(character.isalnum() for character in said):
            continue
        typed.append(said)
        if says_something(said):
            wanted.append(Term(said, is_phrase=chunk["word"] is None))
        elif chunk["word"] is None:
            stop_phrases.append(said)
    terms = tuple(_expand(wanted, synonyms or {}))
    return Question(" ".join(typed), terms, tuple(stop_phrases), tuple(negations))


def _expand(wanted: list[Term], synonyms: Synonyms):
    """`wanted` with neighboring words joined where the synonyms know them together, the longest first."""
    longest = max((len(key.split()) for key in synonyms), default=0)
    start = 0
    while start < len(wanted):
        for length in range(min(longest, len(wanted) - start), 0, -1):
            group = wanted[start : start + length]
            said = " ".join(term.text for term in group)
            others = tuple(other for other in synonyms.get(fold(said), ()) if fold(other) != fold(said))
            if others and not any(term.is_phrase for term in group):
                yield Term(said, alternatives=others)
                start += length
                break
        else:
            yield wanted[start]
            start += 1
