import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from search.engines.tantivy.snippets import LENGTH, Wanted, marked, snippet, wanted

FAR = "Quiet words that say little about anything. " * 200


def test_every_match_is_marked():
    sought = wanted(["organizing the data"])

    assert marked("Data of organizations", sought) == "<mark>Data</mark> of <mark>organizations</mark>"


def test_a_snippet_shows_the_place_with_the_most_different_words():
    text = f"Data data data. {FAR} Here data meets privacy. {FAR}"

    assert "<mark>data</mark> meets <mark>privacy</mark>" in snippet(text, wanted(("data", "privacy")))


def test_a_word_that_only_begins_alike_is_no_match():
    shown = snippet(f"Windows and winds. {FAR}", wanted(("wind",)))

    assert shown.startswith("Windows and <mark>winds</mark>")


def test_a_match_that_no_beginning_gives_away_is_found():
    text = f"{FAR} élan {FAR}"

    assert "<mark>élan</mark>" in snippet(text, wanted(("elan",)))


def test_a_phrase_is_marked_where_it_stands_whole():
    sought = wanted(["mou"], whole=["memorandum of understanding"])
    text = "An understanding of the memorandum. A memorandum of understanding, or MOU."

    assert marked(text, sought) == (
        "An understanding of the memorandum. "
        "A <mark>memorandum</mark> of <mark>understanding</mark>, or <mark>MOU</mark>."
    )
    assert "<mark>" not in snippet(f"{FAR} An understanding. {FAR}", sought)
    assert "<mark>memorandum</mark> of <mark>understanding</mark>" in snippet(f"{FAR} {text} {FAR}", sought)


def test_without_a_match_the_beginning_is_shown():
    assert snippet(FAR, wanted(("zebra",))) == FAR[: len(snippet(FAR, Wanted()))].strip()
    assert snippet("", wanted(("zebra",))) == ""


@given(st.text(max_size=900), st.lists(st.text(max_size=8), max_size=3))
def test_a_snippet_is_escaped_text_of_its_source(text, words):
    html = snippet(text, wanted(tuple(words)))
    bare = re.sub(r"</?mark>", "", html)

    assert "<" not in bare
    assert unescape(bare) in text
    assert len(unescape(bare)) <= 2 * LENGTH or " " not in text
