"""Totals, facets, sorts and pages equal a plain reading of the library."""

from datetime import UTC, datetime, timedelta

import pytest

from search.engines.base import Change, changes_of
from search.query import FACETS, SearchRequest
from tests.contract.library import (
    START,
    VIEWERS,
    chosen,
    counts,
    documents,
    everything,
    has_word,
    ids,
    visible,
)

STAFF = VIEWERS["staff"]


@pytest.mark.parametrize("text", ["", "literacy", "attendance privacy"])
@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"topic": {"attendance"}},
        {"topic": {"attendance", "privacy"}},
        {"topic": {"attendance"}, "state": {"OH"}},
        {"kind": {"lesson", "person"}, "state": {"OH", "TX"}, "challenge": {"trust", "time"}},
        {"topic": {"nothing"}},
        {"partnership": {"\ud800", "a\x00b"}},
        {"unknown": {"x"}},
    ],
    # Sets have no order: parallel workers must name the tests alike.
    ids=lambda choices: " ".join(f"{facet}={sorted(values)!a}" for facet, values in choices.items()) or "none",
)
def test_facets_and_totals_equal_a_plain_reading(library, text, choices):
    filters = {facet: frozenset(values) for facet, values in choices.items() if facet != "kind"}
    request = SearchRequest(STAFF, text, kinds=frozenset(choices.get("kind", ())), filters=filters)

    page = library.search(request)

    known = {facet: values for facet, values in choices.items() if facet in FACETS}
    matching = [each for each in visible(STAFF) if not text or any(has_word(each, word) for word in text.split())]
    assert page.total == len([each for each in matching if chosen(each, known)])
    for facet in FACETS:
        inside = [each for each in matching if chosen(each, known, without=facet)]
        shown = page.facets[facet]
        assert {each.value: each.count for each in shown} == counts(inside, facet)
        assert list(shown) == sorted(shown, key=lambda each: (-each.count, each.value))


def test_only_the_wanted_facets_are_counted(library):
    page = library.search(SearchRequest(STAFF, facets=("topic", "unknown")))

    assert set(page.facets) == {"topic"}


def test_no_more_than_thirty_values_are_shown_the_most_frequent_first(engine):
    template = documents()[0]
    engine.apply(
        changes_of(
            type(template)(
                **{**template.fields(), "id": f"lesson:{n}", "audience": "public", "topic": (f"t{n % 50:02}", "all")}
            )
            for n in range(90)
        )
    )
    engine.refresh()

    shown = engine.search(SearchRequest(VIEWERS["visitor"])).facets["topic"]

    assert [(each.value, each.count) for each in shown] == [("all", 90), *((f"t{n:02}", 2) for n in range(29))]


@pytest.mark.parametrize(
    ("first", "last"),
    [(None, None), (START.date(), None), (None, START.date()), (START.date(), (START + timedelta(days=3)).date())],
)
def test_the_date_filter_takes_both_days(library, first, last):
    found = everything(library, STAFF, updated=(first, last))

    def day(each):
        return datetime.fromtimestamp(each.updated, UTC).date()

    assert found == {
        each.id
        for each in visible(STAFF)
        if (first is None or first <= day(each)) and (last is None or day(each) <= last)
    }


@pytest.mark.parametrize(
    ("sort", "key"),
    [("newest", lambda each: -each.updated), ("title", lambda each: each.title_sort)],
)
@pytest.mark.parametrize("text", ["", "literacy"])
def test_sorts_order_all_pages(library, sort, key, text):
    pages = [library.search(SearchRequest(STAFF, text, sort=sort, page=page, size=7)) for page in range(1, 30)]
    found = [id for page in pages for id in ids(page)]

    expected = [each for each in visible(STAFF) if not text or has_word(each, text)]
    assert found == [each.id for each in sorted(expected, key=key)]


def test_relevance_pages_are_stable_and_do_not_overlap(library):
    def read():
        return [id for page in range(1, 12) for id in ids(library.search(SearchRequest(STAFF, "data", page=page)))]

    found = read()

    assert found == read()
    assert len(found) == len(set(found)) == library.search(SearchRequest(STAFF, "data")).total


def test_relevance_scores_fall(library):
    scores = [hit.score for hit in library.search(SearchRequest(STAFF, "attendance data", size=50)).hits]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0


def test_nothing_typed_shows_the_newest_first(library):
    page = library.search(SearchRequest(STAFF))

    assert [hit.updated for hit in page.hits] == sorted((hit.updated for hit in page.hits), reverse=True)


@pytest.mark.parametrize(
    ("page", "size", "hits"),
    [(1, 20, 20), (-5, 20, 20), (50, 20, 0), (51, 20, 0), (999_999, 20, 0), (1, 0, 0), (1, -3, 0), (1, 1001, 0)],
)
def test_a_page_beyond_the_window_is_empty_and_has_the_total(library, page, size, hits):
    answer = library.search(SearchRequest(STAFF, page=page, size=size))

    assert len(answer.hits) == hits
    assert answer.total == len(visible(STAFF))
    assert answer.facets["kind"]


def test_hits_carry_what_a_page_needs(library):
    (hit,) = library.search(SearchRequest(STAFF, '"state of the art"', facets=())).hits

    assert (hit.id, hit.kind, hit.slug) == ("lesson:state", "lesson", "state")
    assert hit.title == "The state of the art in attendance work"
    assert hit.updated == START - timedelta(days=1)


def test_deleted_documents_leave_the_facets(engine):
    template = documents()[0]
    engine.apply(changes_of([type(template)(**{**template.fields(), "audience": "public", "topic": ("gone",)})]))
    engine.apply([Change(template.id, template.rev + 1)])
    engine.refresh()

    page = engine.search(SearchRequest(VIEWERS["visitor"]))

    assert (page.total, page.facets["topic"]) == (0, ())
