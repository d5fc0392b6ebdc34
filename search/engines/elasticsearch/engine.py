"""The cluster's side of the contract."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape

from cms.audiences import Viewer
from search.documents import shown
from search.engines.base import (
    Answer,
    ApplyResult,
    Build,
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

from .cluster import Cluster, guarded, schema_hash
from .requests import near_words_body, page_body, suggestion_body
from .shelf import Shelf


class ElasticsearchEngine(Engine):
    """One index of the cluster at `hosts`; `timeout` and `circuit` are seconds.

    `prefix` sets this site's indexes apart from those of others in the same cluster.
    """

    name = "elasticsearch"

    def __init__(
        self,
        hosts: Sequence[str],
        prefix: str,
        api_key: str = "",
        ca: str = "",
        replicas: int = 1,
        timeout: float = 2.0,
        retries: int = 3,
        circuit: float = 10.0,
        synonyms: Callable[[], Synonyms] = dict,
    ):
        super().__init__(synonyms)
        self._cluster = Cluster(hosts, api_key=api_key, ca=ca, timeout=timeout, retries=retries, circuit=circuit)
        self._shelf = Shelf(self._cluster, prefix, replicas)

    # Searching

    def ask(self, request: SearchRequest, question: Question) -> Answer:
        answer = self._search(page_body(request, question, int(time.time())))
        found, aggregations = answer["hits"], answer.get("aggregations", {})
        counts = {
            facet: tuple(
                FacetCount(bucket["key"], bucket["doc_count"]) for bucket in aggregations[facet]["values"]["buckets"]
            )
            for facet in request.facets
            if facet in FACETS
        }
        hits = tuple(_hit(raw, request.highlight) for raw in found["hits"])
        page = SearchPage(found["total"]["value"], hits, counts, self.name)
        return Answer(page, _unknown(question, aggregations))

    def suggest(self, viewer: Viewer, prefix: str, limit: int = 8) -> list[Suggestion]:
        typed = self.parse(prefix).typed
        if not typed:
            return []
        answer = self._search(suggestion_body(typed, viewer.audiences, int(time.time()), limit))
        rows = (raw["_source"] for raw in answer["hits"]["hits"])
        return [Suggestion(row["id"], row["kind"], shown(row["title"]), row["slug"]) for row in rows]

    def near_words(self, viewer: Viewer, first_letter: str) -> list[tuple[str, int]]:
        answer = self._search(near_words_body(first_letter, viewer.audiences, int(time.time())))
        buckets = answer["aggregations"]["near"]["buckets"]
        return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]

    def _search(self, body: dict) -> dict:
        return self._cluster.search(self._shelf.serving, body)

    # Writing

    def apply(self, changes: Sequence[Change], *, wait: bool = False) -> ApplyResult:
        # A swap between the look at the aliases and the writing shows as a missing alias: look again.
        with guarded():
            return self._apply(changes, wait) or self._apply(changes, wait) or _lost()

    def _apply(self, changes: Sequence[Change], wait: bool) -> ApplyResult | None:
        taken = set().union(*self._shelf.names().values())
        targets = [alias for alias in (self._shelf.serving, self._shelf.building) if alias in taken]
        if not targets:
            raise SearchUnavailableError("The index was never built, or by another version of the code.")
        results = [self._write(alias, changes, wait) for alias in targets]
        return None if None in results else results[0]

    def _write(self, alias: str, changes: Sequence[Change], wait: bool = False) -> ApplyResult | None:
        """None when the alias is gone."""
        applied, stale, errors = 0, 0, {}
        actions = (_action(alias, change) for change in changes)
        for outcome in self._cluster.write(actions, wait=wait):
            error = outcome.get("error")
            if outcome["status"] == 409:
                stale += 1
            elif not error:
                # A delete of what is not there is 404 without an error, and done.
                applied += 1
            elif error["type"] == "index_not_found_exception":
                return None
            else:
                errors[outcome["_id"]] = f"{error['type']}: {error['reason']}"
        return ApplyResult(applied, stale, errors)

    def build(self) -> Build:
        with guarded():
            return Build(self._shelf.new())

    def fill(self, build: Build, changes: Sequence[Change]) -> ApplyResult:
        with guarded():
            self._shelf.must_be_building(build.name)
            return self._write(self._shelf.building, changes) or _lost()

    def revisions(self, build: Build | None = None) -> dict[str, int]:
        name = self._shelf.serving if build is None else build.name
        with guarded():
            self._cluster.patient.indices.refresh(index=name)
            return self._cluster.revisions(name)

    def swap(self, build: Build) -> None:
        with guarded():
            self._shelf.serve(build.name)

    def abandon(self, build: Build) -> None:
        with guarded():
            if self._shelf.building in self._shelf.names().get(build.name, ()):
                self._shelf.remove([build.name])

    def forget_previous(self) -> None:
        with guarded():
            self._shelf.forget()

    def refresh(self) -> None:
        with guarded():
            self._shelf.refresh()

    def status(self) -> EngineStatus:
        known = {"schema": schema_hash()}
        try:
            with guarded():
                names = self._shelf.names()
                name = self._shelf.holder(self._shelf.serving, names)
                known |= {"index": name, "building": self._shelf.holder(self._shelf.building, names)}
                if name:
                    count = self._cluster.patient.count(index=name)["count"]
                    known |= {"documents": count, "built_at": Shelf.made_at(name)}
                    return EngineStatus(self.name, "ready", **known)
        except SearchUnavailableError as error:
            return EngineStatus(self.name, "unavailable", detail=str(error), **known)
        if any("-serving-" in alias for aliases in names.values() for alias in aliases):
            return EngineStatus(self.name, "outdated", detail="Built by another version of the code.", **known)
        return EngineStatus(self.name, "missing", detail="The index was never built.", **known)


def _lost():
    raise SearchUnavailableError("The index was replaced while it was written to.")


def _action(alias: str, change: Change) -> dict:
    action = {
        "_op_type": "delete" if change.document is None else "index",
        "_index": alias,
        "_id": change.id,
        "version": change.rev,
        "version_type": "external_gte",
    }
    return action if change.document is None else {**action, "_source": change.document.fields()}


def _unknown(question: Question, aggregations: dict) -> tuple[str, ...]:
    if not question.checkable_words:
        return ()
    inside = aggregations["everywhere"]["visible"] if "everywhere" in aggregations else aggregations
    counts = inside["known"]["buckets"]
    return tuple(word for place, word in enumerate(question.checkable_words) if not counts[str(place)]["doc_count"])


def _hit(raw: dict, highlight: bool) -> Hit:
    source, marked = raw["_source"], raw.get("highlight", {})
    title = shown(source["title"])
    title_html = shown("".join(marked.get("title", ()))) or escape(title)
    return Hit(
        id=source["id"],
        kind=source["kind"],
        title=title,
        slug=source["slug"],
        updated=datetime.fromtimestamp(source["updated"], UTC),
        score=raw["_score"] or 0.0,
        title_html=title_html if highlight else "",
        snippet_html=shown("".join(marked.get("body", ()))),
    )
