"""The index finds, the database decides."""

from dataclasses import replace

import pytest

from resources.lessons.models import LessonPage
from search.engines import engine
from search.engines.base import Hit
from search.query import SearchRequest, Term, parse
from search.results import read_again, reason, rows_for
from search.rows import LOOKS
from search.sources import SOURCES
from tests.factories import LessonFactory

HIT = Hit(id="lesson:1", kind="lesson", title="Zebra", slug="zebra", updated=None, score=1.0)


def hits_for(viewer, text="zebra"):
    return engine().search(SearchRequest(viewer=viewer, text=text)).hits


@pytest.mark.parametrize(
    "change",
    [{"audience": "members"}, {"live": False}, {"title": "Zebra", "withdrawn_on": "2026-01-01"}],
    ids=["tightened", "unpublished", "withdrawn"],
)
def test_what_the_index_still_holds_and_the_database_refuses_is_dropped_and_logged(
    search_index, viewers, caplog, change
):
    shown, refused = LessonFactory(title="Zebra"), LessonFactory(title="Zebra")
    search_index()
    LessonPage.objects.filter(pk=refused.pk).update(**change)

    found = read_again(hits_for(viewers["visitor"]), viewers["visitor"])

    assert [thing.pk for _hit, _kind, thing in found] == [shown.pk]
    assert f"Drift: the index gave lesson:{refused.pk}" in caplog.text


def test_every_kind_in_the_index_has_a_look():
    assert LOOKS.keys() == SOURCES.keys()


def test_rows_keep_the_order_of_the_hits(search_index, viewers):
    for number in range(5):
        LessonFactory(title=f"Zebra {number}")
    search_index()
    hits = sorted(hits_for(viewers["visitor"]), key=lambda hit: hit.title, reverse=True)

    rows = rows_for(hits, viewers["visitor"], parse("zebra"), "")

    assert [row.title for row in rows] == [f"<mark>Zebra</mark> {number}" for number in (4, 3, 2, 1, 0)]


def test_a_title_that_has_changed_since_is_shown_as_it_is_now(search_index, viewers):
    lesson = LessonFactory(title="Zebra")
    search_index()
    LessonPage.objects.filter(pk=lesson.pk).update(title="<Giraffe>")

    (row,) = rows_for(hits_for(viewers["visitor"]), viewers["visitor"], parse("zebra"), "")

    assert row.title == "<Giraffe>"
    assert not hasattr(row.title, "__html__")


DOORS = ("/search/?q=zebra", "/search.json?q=zebra", "/search/suggest/?q=zeb")


def test_no_door_says_what_was_taken_back_before_the_index_has_heard_of_it(search_index, client):
    words = {"title": "Zebra Crossing", "did": "The zebra met a giraffe.", "summary": "Before."}
    LessonFactory(**words, slug="as-it-was")
    lesson = LessonFactory(**words, slug="taken-back")
    search_index()

    lesson.title, lesson.did, lesson.summary = "Zebra", "Nothing to see.", "After."
    lesson.save()  # Nothing commits within a test: the index does not hear of it.

    said = {door: client.get(door).content.decode() for door in DOORS}
    assert {door: (page.count("Crossing"), page.count("giraffe")) for door, page in said.items()} == {
        "/search/?q=zebra": (1, 1),
        "/search.json?q=zebra": (1, 0),
        "/search/suggest/?q=zeb": (1, 0),
    }
    rows = {row.url: row for row in client.get("/search/?q=zebra").context["page"].rows}
    assert (rows["/lessons/taken-back/"].text, rows["/lessons/taken-back/"].why) == (
        "After.",
        "it has just been changed",
    )


@pytest.mark.parametrize(
    ("title", "snippet", "text", "expected"),
    [
        ("<mark>Zebra</mark>", "", "zebra", "matched in title: “Zebra”"),
        ("A", "one <mark>zebra</mark>, two <mark>Zebras</mark>", "zebra", "matched in text: “zebra”, “Zebras”"),
        ("<mark>Zebra</mark>", "a <mark>zebra</mark>", "zebra", "matched in title and text: “Zebra”"),
        ("A", "nothing marked", "zebra", "matched in summary, names or topics"),
        ("A <mark>&lt;b&gt;</mark>", "", "b", "matched in title: “<b>”"),
    ],
)
def test_the_reason_names_the_place_and_the_words(title, snippet, text, expected):
    hit = replace(HIT, title_html=title, snippet_html=snippet)

    assert reason(hit, parse(text)) == expected


def test_the_reason_says_what_is_another_word_for_what():
    hit = replace(HIT, snippet_html="the <mark>attorney</mark> read it")
    question = replace(parse("lawyer"), terms=(Term("lawyer", alternatives=("attorney", "counsel")),))

    assert reason(hit, question) == "matched in text: “attorney” (another word for “lawyer”)"


def test_the_reason_says_what_several_words_are_another_word_for():
    hit = replace(HIT, snippet_html="the <mark>general</mark> <mark>counsel</mark> read it")
    question = replace(parse("lawyer"), terms=(Term("lawyer", alternatives=("general counsel",)),))

    assert reason(hit, question) == (
        "matched in text: “general”, “counsel”; “general counsel” is another word for “lawyer”"
    )
