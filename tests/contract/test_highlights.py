"""Highlights are escaped, and mark the stem."""

import re
from datetime import UTC, datetime

import pytest

from search.documents import document
from search.engines.base import changes_of
from search.query import SearchRequest
from tests.contract.library import VIEWERS

VISITOR = VIEWERS["visitor"]
ALLOWED = re.compile(r"</?mark>")


@pytest.fixture(scope="module")
def scripts(new_engine):
    engine = new_engine()
    build = engine.build()
    padding = "Nothing of that kind happened in this long and quiet passage. " * 60

    def page(number, title, body):
        return document(
            id=f"lesson:{number}",
            kind="lesson",
            audience="public",
            title=title,
            slug=f"s{number}",
            updated=datetime(2026, 1, number, tzinfo=UTC),
            rev=1,
            body=body,
        )

    engine.fill(
        build,
        changes_of(
            [
                page(1, "<script>alert(1)</script> organizations", "<img src=x onerror=alert(1)> organizing & </mark>"),
                page(2, "A long one", f"{padding} The universities organized mentoring. {padding}"),
                page(3, "Only a title about tutoring", ""),
                page(5, "On a memorandum", "An understanding grew, then a memorandum of understanding came and held."),
                page(6, "The MOU, signed", "Both sides kept a copy."),
                page(4, "Élan vital", f"{padding} Their élan was contagious. {padding}"),
            ]
        ),
    )
    engine.swap(build)
    return engine


def shown(engine, text):
    return {hit.id: hit for hit in engine.search(SearchRequest(VISITOR, text)).hits}


@pytest.mark.parametrize("text", ["organization", "script alert", "img", "", "mark"])
def test_markup_is_escaped(scripts, text):
    for hit in shown(scripts, text).values():
        for html in (hit.title_html, hit.snippet_html):
            assert "<" not in ALLOWED.sub("", html)
            assert html.count("<mark>") == html.count("</mark>")


def test_the_stem_is_marked_in_title_and_text(scripts):
    hit = shown(scripts, "organization")["lesson:1"]

    assert "<mark>organizations</mark>" in hit.title_html
    assert "<mark>organizing</mark>" in hit.snippet_html


def test_the_snippet_is_the_place_that_matches(scripts):
    hit = shown(scripts, "university mentor")["lesson:2"]

    assert "<mark>universities</mark> organized <mark>mentoring</mark>" in hit.snippet_html
    assert len(ALLOWED.sub("", hit.snippet_html)) <= 400


def test_accents_do_not_hide_a_match(scripts):
    hit = shown(scripts, "elan")["lesson:4"]

    assert hit.title_html == "<mark>Élan</mark> vital"
    assert "<mark>élan</mark>" in hit.snippet_html


def test_a_text_without_a_match_shows_its_beginning(scripts):
    hit = shown(scripts, "long one")["lesson:2"]

    assert ALLOWED.sub("", hit.snippet_html).startswith("Nothing of that kind")
    assert len(ALLOWED.sub("", hit.snippet_html)) <= 200


def test_a_thing_without_text_has_no_snippet(scripts):
    assert shown(scripts, "tutoring")["lesson:3"].snippet_html == ""


def test_highlights_can_be_left_out(scripts):
    (hit,) = scripts.search(SearchRequest(VISITOR, "tutoring", highlight=False)).hits

    assert (hit.title_html, hit.snippet_html) == ("", "")


def test_another_way_to_say_it_is_marked_only_where_it_stands_whole(scripts):
    found = shown(scripts, "MOU")

    assert set(found) == {"lesson:5", "lesson:6"}
    assert found["lesson:6"].title_html == "The <mark>MOU</mark>, signed"
    assert found["lesson:5"].title_html == "On a memorandum"
    assert found["lesson:5"].snippet_html == (
        "An understanding grew, then a <mark>memorandum</mark> of <mark>understanding</mark> came and held."
    )
