"""The embedded engine's side of the contract."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from tantivy import Document, Occur, Order, Query, Searcher

from cms.audiences import Viewer
from search.documents import shown
from search.engines.base import (
    Answer,
    ApplyResult,
    Build,
    BuildLostError,
    Change,
    Engine,
    EngineStatus,
    FacetCount,
    Hit,
    SearchPage,
    SearchUnavailableError,
    Suggestion,
)
from search.query import FACETS, Question, SearchRequest, Synonyms

from .compiler import any_word, readable, suggestion_query, whole_query
from .schema import schema_hash
from .shelf import BUILD, CURRENT, Shelf
from .snippets import Wanted, marked, snippet, wanted
from .store import Store

FACET_SIZE = 30
NEAR_WORDS = 3000


class TantivyEngine(Engine):
    """Indexes in the folder `path`, shared by all processes of one machine."""

    name = "tantivy"

    def __init__(self, path: Path | str, synonyms: Callable[[], Synonyms] = dict):
        super().__init__(synonyms)
        self._shelf = Shelf(Path(path))
        self._stores: dict[str, Store] = {}
        self._opening = Lock()

    # Searching

    def ask(self, request: SearchRequest, question: Question) -> Answer:
        with guarded():
            searcher, now = self._serving().searcher(), int(time.time())
            query = whole_query(request, question, now)
            total, hits = self._hits(searcher, query, request, question)
            facets = self._facets(searcher, query, request, question, now)
            unknown = tuple(
                word for word in question.checkable_words if not _known(searcher, word, request.viewer, now)
            )
            return Answer(SearchPage(total, hits, facets, self.name), unknown)

    def _hits(self, searcher: Searcher, query: Query, request: SearchRequest, question: Question):
        newest = request.sort == "newest" or not question.is_scored
        order = {"order_by_field": "updated"} if newest else {}
        if request.sort == "title":
            order = {"order_by_field": "title_sort", "order": Order.Asc}
        limit, offset = (1, 0) if request.is_beyond else (request.size, request.offset)
        found = searcher.search(query, limit=limit, offset=offset, **order)
        if request.is_beyond:
            return found.count, ()
        sought = wanted([term.text for term in question.terms], whole=_alternatives(question))
        rows = ((0.0 if order else score, searcher.doc(address)) for score, address in found.hits)
        return found.count, tuple(_hit(row, score, sought, request.highlight) for score, row in rows)

    def _facets(self, searcher, query, request, question, now) -> dict[str, tuple[FacetCount, ...]]:
        """Each facet counted with the other facets' choices."""
        wanted = [facet for facet in request.facets if facet in FACETS]
        chosen = [facet for facet in wanted if facet in request.chosen]
        counted = _count(searcher, query, [facet for facet in wanted if facet not in chosen])
        for facet in chosen:
            others = whole_query(request, question, now, without=facet)
            counted |= _count(searcher, others, [facet])
        return {facet: counted[facet] for facet in wanted}

    def suggest(self, viewer: Viewer, prefix: str, limit: int = 8) -> list[Suggestion]:
        with guarded():
            query = suggestion_query(self.parse(prefix).typed, viewer.audiences, int(time.time()))
            if query is None:
                return []
            searcher = self._serving().searcher()
            rows = [searcher.doc(address) for _, address in searcher.search(query, limit=limit, count=False).hits]
            return [_suggestion(row) for row in rows]

    def near_words(self, viewer: Viewer, first_letter: str) -> list[tuple[str, int]]:
        with guarded():
            visible = readable(viewer.audiences, int(time.time()))
            searcher = self._serving().searcher()
            found = searcher.terms_with_prefix("words", first_letter, filter_query=visible)
            return sorted(found, key=lambda each: (-each[1], each[0]))[:NEAR_WORDS]

    # Writing

    def apply(self, changes: Sequence[Change], *, wait: bool = False) -> ApplyResult:
        with guarded(), self._shelf.locked():
            return [store.write(changes) for store in self._open_for_writing()][-1]

    def _open_for_writing(self) -> list[Store]:
        """The build if there is one, and the serving index; that one last, and only it may be missing or broken."""
        building = self._shelf.named(BUILD)
        stores = [self._store(building)] if building else []
        try:
            with guarded():
                return [*stores, self._serving()]
        except SearchUnavailableError:
            if not stores:
                raise
            return stores

    def build(self) -> Build:
        with guarded(), self._shelf.locked():
            name = self._shelf.new(schema_hash())
            Store(self._shelf.path / name, create=True)
            self._shelf.point(BUILD, name)
            return Build(name)

    def fill(self, build: Build, changes: Sequence[Change]) -> ApplyResult:
        with guarded(), self._shelf.locked():
            return self._under_way(build).write(changes)

    def _under_way(self, build: Build) -> Store:
        if self._shelf.named(BUILD) != build.name:
            raise BuildLostError(build.name)
        return self._store(build.name)

    def revisions(self, build: Build | None = None) -> dict[str, int]:
        with guarded():
            return (self._serving() if build is None else self._store(build.name)).revisions()

    def swap(self, build: Build) -> None:
        with guarded(), self._shelf.locked():
            self._under_way(build)
            previous = self._shelf.named(CURRENT)
            self._shelf.point(CURRENT, build.name)
            self._shelf.unpoint(BUILD)
            self._shelf.keep_only(build.name, previous)

    def abandon(self, build: Build) -> None:
        with guarded(), self._shelf.locked():
            if self._shelf.named(BUILD) == build.name:
                self._shelf.unpoint(BUILD)
                self._stores.pop(build.name, None)
                self._shelf.remove(build.name)

    def forget_previous(self) -> None:
        with guarded(), self._shelf.locked():
            kept = {self._shelf.named(CURRENT), self._shelf.named(BUILD)}
            self._shelf.keep_only(*kept)
            self._stores = {name: store for name, store in self._stores.items() if name in kept}

    def refresh(self) -> None:
        """Nothing to do: what is committed is found by the next search."""

    def status(self) -> EngineStatus:
        name, building = self._shelf.named(CURRENT), self._shelf.named(BUILD)
        known = {"index": name, "schema": schema_hash(), "built_at": Shelf.made_at(name), "building": building}
        if not name:
            return EngineStatus(self.name, "missing", detail="The index was never built.", **known)
        if Shelf.schema_of(name) != schema_hash():
            return EngineStatus(self.name, "outdated", detail="Built by another version of the code.", **known)
        try:
            with guarded():
                return EngineStatus(self.name, "ready", documents=len(self._serving()), **known)
        except SearchUnavailableError as error:
            return EngineStatus(self.name, "unavailable", detail=str(error), **known)

    # Opening

    def _serving(self) -> Store:
        name = self._shelf.named(CURRENT)
        if not name:
            raise SearchUnavailableError("The index was never built.")
        if Shelf.schema_of(name) != schema_hash():
            raise SearchUnavailableError("The index was built by another version of the code.")
        return self._store(name)

    def _store(self, name: str) -> Store:
        store = self._stores.get(name)
        if store is None:
            with self._opening:
                serving = self._stores.get(self._shelf.named(CURRENT))
                store = Store(self._shelf.path / name)
                # Indexes that no longer serve are let go, so that their files can be freed.
                self._stores = {s.path.name: s for s in (serving, store) if s is not None}
        return store


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever the library throws, its panics included, into SearchUnavailableError."""
    try:
        yield
    except (SearchUnavailableError, BuildLostError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise SearchUnavailableError(f"{type(error).__name__}: {error}") from error


def _alternatives(question: Question) -> list[str]:
    return [other for term in question.terms for other in term.alternatives]


def _suggestion(row: Document) -> Suggestion:
    id, kind, title, slug = (row.get_first(key) for key in ("id", "kind", "title", "slug"))
    return Suggestion(id, kind, shown(title), slug)


def _hit(row: Document, score: float, sought: Wanted, highlight: bool) -> Hit:
    title, body = shown(row.get_first("title")), shown(row.get_first("body"))
    return Hit(
        id=row.get_first("id"),
        kind=row.get_first("kind"),
        title=title,
        slug=row.get_first("slug"),
        updated=datetime.fromtimestamp(row.get_first("updated"), UTC),
        score=score,
        title_html=marked(title, sought) if highlight else "",
        snippet_html=snippet(body, sought) if highlight else "",
    )


def _count(searcher: Searcher, query: Query, facets: list[str]) -> dict[str, tuple[FacetCount, ...]]:
    if not facets:
        return {}
    # Equal counts are cut off in no order, so more are asked for than are shown.
    asked = {facet: {"terms": {"field": facet, "size": 1000}} for facet in facets}
    answer = searcher.aggregate(query, asked)
    counts = {}
    for facet in facets:
        buckets = [FacetCount(bucket["key"], bucket["doc_count"]) for bucket in answer[facet]["buckets"]]
        counts[facet] = tuple(sorted(buckets, key=lambda each: (-each.count, each.value))[:FACET_SIZE])
    return counts


def _known(searcher: Searcher, word: str, viewer: Viewer, now: int) -> bool:
    query = Query.boolean_query([(Occur.Must, any_word(word)), (Occur.Must, readable(viewer.audiences, now))])
    return searcher.search(query, limit=1, count=True).count > 0
