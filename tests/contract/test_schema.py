"""The stored mapping is strict, and an index of another version is refused."""

from datetime import UTC, datetime

import pytest

import search.engines.elasticsearch.engine
import search.engines.elasticsearch.shelf
import search.engines.tantivy.engine
from search.documents import document
from search.engines.base import SearchUnavailableError, changes_of
from search.query import SearchRequest
from tests.contract.library import VIEWERS

PAGE = document(
    id="about:1",
    kind="about",
    audience="public",
    title="About",
    slug="about",
    updated=datetime(2026, 1, 1, tzinfo=UTC),
    rev=1,
)


def test_an_unknown_field_is_refused(engine, engine_name, monkeypatch):
    fields = type(PAGE).fields
    monkeypatch.setattr(type(PAGE), "fields", lambda self: {**fields(self), "secret": "x"})

    result = engine.apply(changes_of([PAGE]))
    engine.refresh()

    if engine_name == "elasticsearch":
        assert "strict_dynamic_mapping_exception" in result.errors["about:1"]
        stored = engine._cluster.patient.indices.get_mapping(index=engine.status().index).body
        assert [each["mappings"]["dynamic"] for each in stored.values()] == ["strict"]
        assert engine.status().documents == 0
    else:
        # The embedded engine drops what its schema does not name.
        assert engine.status().documents == len(engine.revisions())
        assert (
            "secret"
            not in engine._serving()
            .searcher()
            .doc(engine._serving().searcher().search(search.engines.tantivy.engine.Query.all_query()).hits[0][1])
            .to_dict()
        )


def test_an_index_of_another_version_is_refused_until_it_is_built_anew(engine, new_engine, monkeypatch):
    engine.apply(changes_of([PAGE]))
    for module in (
        search.engines.tantivy.engine,
        search.engines.elasticsearch.shelf,
        search.engines.elasticsearch.engine,
    ):
        monkeypatch.setattr(module, "schema_hash", lambda: "0badcafe")
    newer = new_engine(beside=engine)

    assert newer.status().state == "outdated"
    for ask in (lambda: newer.search(SearchRequest(VIEWERS["visitor"])), lambda: newer.apply(changes_of([PAGE]))):
        with pytest.raises(SearchUnavailableError):
            ask()

    build = newer.build()
    newer.apply(changes_of([PAGE]))
    newer.swap(build)

    assert newer.search(SearchRequest(VIEWERS["visitor"])).total == 1
    assert newer.status().state == "ready"
