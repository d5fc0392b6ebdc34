"""The contract that every engine keeps, and what passes through it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter

from cms.audiences import Viewer
from search.documents import Document
from search.query import Question, SearchRequest, Synonyms, clean, parse
from search.spelling import repair, with_spellings


class SearchUnavailableError(Exception):
    """The engine cannot answer now: away, not built yet, broken, or built by another version of the code."""


class BuildLostError(Exception):
    """Another rebuild has begun since, or this one was given up: it can be neither filled nor swapped in."""


@dataclass(frozen=True)
class Hit:
    """One found thing. `title_html` and `snippet_html` are escaped, with ``<mark>`` around what matched."""

    id: str
    kind: str
    title: str
    slug: str
    updated: datetime
    score: float
    title_html: str = ""
    snippet_html: str = ""


@dataclass(frozen=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True)
class SearchPage:
    """One page of hits.

    `corrected` is the text that was really searched, when a word was repaired; `did_you_mean` a text
    that was not searched because the reader wanted the exact words; `degraded` says what is missing.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    engine: str
    corrected: str | None = None
    did_you_mean: str | None = None
    took_ms: float = 0.0
    degraded: str | None = None


@dataclass(frozen=True)
class Suggestion:
    id: str
    kind: str
    title: str
    slug: str


@dataclass(frozen=True)
class Change:
    """A document as it is now, or None when it is gone. Older revs than the one applied are refused."""

    id: str
    rev: int
    document: Document | None = None


@dataclass(frozen=True)
class ApplyResult:
    """`applied` and `stale` (something newer is there already: fine) are numbers; `errors` id -> reason."""

    applied: int = 0
    stale: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Build:
    """A new index beside the serving one."""

    name: str


@dataclass(frozen=True)
class EngineStatus:
    """`state`: ready, missing (never built), outdated (built by another version), unavailable."""

    engine: str
    state: str
    documents: int = 0
    index: str = ""
    schema: str = ""
    built_at: datetime | None = None
    building: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Answer:
    """What one round to the engine brings: the page, and the words that this reader can find nowhere."""

    page: SearchPage
    unknown: tuple[str, ...] = ()


class Engine(ABC):
    """One search engine. Whatever goes wrong with it raises SearchUnavailableError.

    A rebuild: ``build()``; from now on `apply` writes to both indexes; `fill` the build with every
    document; compare `revisions(build)` with the database and repair; ``swap(build)``. The index that
    served before is kept for going back until `forget_previous`.
    """

    name: str

    def __init__(self, synonyms: Callable[[], Synonyms] = dict):
        self._synonyms = synonyms
        self._given: Synonyms = {}
        self._joined = with_spellings({})

    def parse(self, text: str) -> Question:
        given = self._synonyms()
        if given != self._given:
            self._given, self._joined = given, with_spellings(given)
        return parse(text, self._joined)

    def search(self, request: SearchRequest) -> SearchPage:
        """The page for `request`; a word that nobody wrote is repaired and searched at once, unless `exact`."""
        started = perf_counter()
        answer = self.ask(request, self.parse(request.text))
        page = answer.page
        if answer.unknown:
            repaired = repair(
                clean(request.text), answer.unknown, lambda letter: self.near_words(request.viewer, letter)
            )
            if repaired and request.exact:
                page = replace(page, did_you_mean=repaired)
            elif repaired:
                page = self.ask(replace(request, text=repaired), self.parse(repaired)).page
                page = replace(page, corrected=repaired)
        return replace(page, took_ms=(perf_counter() - started) * 1000)

    @abstractmethod
    def ask(self, request: SearchRequest, question: Question) -> Answer:
        """Search for `question` as it is, once."""

    @abstractmethod
    def suggest(self, viewer: Viewer, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Titles with all complete words of `prefix` and its last one as a beginning."""

    @abstractmethod
    def near_words(self, viewer: Viewer, first_letter: str) -> list[tuple[str, int]]:
        """(word, number of documents) of the title and topic words that `viewer` may see."""

    @abstractmethod
    def apply(self, changes: Sequence[Change], *, wait: bool = False) -> ApplyResult:
        """Write upserts and deletes in order, to the serving index and to a build that is under way.

        Idempotent by rev. `wait`: return only when the changes can be found.
        """

    @abstractmethod
    def build(self) -> Build:
        """Begin a new, empty index; a build that was under way is given up."""

    @abstractmethod
    def fill(self, build: Build, changes: Sequence[Change]) -> ApplyResult:
        """Like `apply`, to `build` alone. Raises BuildLostError."""

    @abstractmethod
    def revisions(self, build: Build | None = None) -> dict[str, int]:
        """id -> rev of every document in `build`, or in the serving index."""

    @abstractmethod
    def swap(self, build: Build) -> None:
        """Let `build` serve from now on, in one step. Raises BuildLostError."""

    @abstractmethod
    def abandon(self, build: Build) -> None:
        """Give `build` up and remove it; nothing happens when it is gone or serving."""

    @abstractmethod
    def forget_previous(self) -> None:
        """Remove every index that neither serves nor is being built."""

    @abstractmethod
    def refresh(self) -> None:
        """Make everything that was applied findable now."""

    @abstractmethod
    def status(self) -> EngineStatus:
        """How things stand; never raises."""


def changes_of(documents: Iterable[Document]) -> list[Change]:
    return [Change(document.id, document.rev, document) for document in documents]
