import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from search.engines.tantivy.snippets import LENGTH, marked, snippet, stems_of

FAR = "Quiet words that say little about anything. " * 200


def test_every_match_is_marked():
    stems = stems_of(("organizing the data",))

    assert marked("Data of organizations", stems) == "<mark>Data</mark> of <mark>organizations</mark>"


def test_a_snippet_shows_the_place_with_the_most_different_words():
    text = f"Data data data. {FAR} Here data meets privacy. {FAR}"

    assert "<mark>data</mark> meets <mark>privacy</mark>" in snippet(text, stems_of(("data", "privacy")))


def test_a_word_that_only_begins_alike_is_no_match():
    shown = snippet(f"Windows and winds. {FAR}", stems_of(("wind",)))

    assert shown.startswith("Windows and <mark>winds</mark>")


def test_a_match_that_no_beginning_gives_away_is_found():
    text = f"{FAR} élan {FAR}"

    assert "<mark>élan</mark>" in snippet(text, stems_of(("elan",)))


def test_without_a_match_the_beginning_is_shown():
    assert snippet(FAR, stems_of(("zebra",))) == FAR[: len(snippet(FAR, frozenset()))].strip()
    assert snippet("", stems_of(("zebra",))) == ""


@given(st.text(max_size=900), st.lists(st.text(max_size=8), max_size=3))
def test_a_snippet_is_escaped_text_of_its_source(text, words):
    html = snippet(text, stems_of(tuple(words)))
    bare = re.sub(r"</?mark>", "", html)

    assert "<" not in bare
    assert unescape(bare) in text
    assert len(unescape(bare)) <= 2 * LENGTH or " " not in text
