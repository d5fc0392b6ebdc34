"""Markdown becomes clean HTML, and no text is a bomb."""

import sys

import pytest

from cms.markdown import HEAVIEST, LONGEST, plain_text, render, weight
from cms.models import AboutIndexPage, AboutPage
from tests.resources.lesson_forms import filled

BOMBS = {
    "brackets": "[",
    "links": "[a](b)",
    "open links": "[a](",
    "images": "![",
    "stars": "*a ",
    "crossing emphasis": "[*",
    "underscores": "a_b*",
    "code": "`a ",
    "quotes": ">" * 19 + "\n",
    "lazy quotes": ">" * 19 + "a\n" + "a\n" * 99,
    "lists": "- a\n",
    "lists in lists": "- " * 12 + "a\n",
    "empty items": "-\n- ",
    "numbers": "1. a\n",
    "lines": "a\n\n",
    "old lines": "a\r",
    "tables": "|a|\n|-|\n",
    "references": "[a\n",
    "addresses": "<http://a>",
    "words": "word ",
}
MOST_STEPS = 2_000_000
WIDE_TABLE = "|".join("a" * 300) + "\n" + "|".join("-" * 300) + "\n" + "a\n" * 49_000
TALL_TABLE = "a|b\n-|-\n" + "|\n" * 45_000


def as_long_as_allowed(piece: str) -> str:
    """The longest text of nothing but `piece` that a form takes."""
    times, step = 0, LONGEST // len(piece)
    while step:
        if weight(piece * (times + step)) <= HEAVIEST and len(piece) * (times + step) <= LONGEST:
            times += step
        else:
            step //= 2
    return piece * times


def steps(text: str) -> int:
    """How many calls rendering takes, on any machine and however busy it is; a million take about 0.3 seconds."""
    taken = 0

    def count(frame, event, argument):
        nonlocal taken
        taken += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        render(text)
    finally:
        sys.setprofile(before)
    return taken


@pytest.mark.parametrize("name", BOMBS)
def test_the_heaviest_text_that_a_form_takes_is_rendered_in_a_bounded_number_of_steps(name):
    text = as_long_as_allowed(BOMBS[name])

    assert text
    assert steps(text) < MOST_STEPS


@pytest.mark.parametrize("text", [*(piece * LONGEST for piece in BOMBS.values()), WIDE_TABLE, TALL_TABLE])
def test_a_heavier_text_is_shown_as_typed_in_no_more_steps(text):
    assert steps(text) < MOST_STEPS


def test_a_heavier_text_loses_nothing_and_runs_nothing():
    text = "<script>alert(1)</script>\n" * 1000 + "[" * 20_000

    html = render(text)

    assert html == "<pre>" + text.replace("<", "&lt;").replace(">", "&gt;") + "</pre>"


def test_a_long_text_with_lists_links_and_tables_weighs_little():
    row = "| " + " | ".join(["2026-11", "4.5", "**61%**", "[report](https://example.org/a_b)"] * 3) + " |\n"
    text = "Some plain words with *one* mark and a [link](https://example.org).\n" * 300
    text += "- one thing that we did\n" * 200 + "\n" + row + "|---" * 12 + "|\n" + row * 60

    assert weight(text) <= HEAVIEST
    assert render(text).count("<td>") == 720


def test_the_lesson_form_says_that_a_text_is_too_heavy_and_keeps_it(clients):
    bomb = "[" * 50_000

    response = clients["member"].post("/lessons/new/", filled(advice=bomb))

    assert response.status_code == 422
    assert "more lines, lists, tables or marks than can be shown" in response.content.decode()
    assert bomb in response.content.decode()


def test_the_preview_says_that_a_text_is_too_heavy(clients):
    taken = clients["member"].post("/lessons/markdown/", {"text": "[" * 5_000})
    refused = clients["member"].post("/lessons/markdown/", {"text": "[" * 50_000})

    assert taken.status_code == 200
    assert refused.status_code == 422
    assert "more lines, lists, tables or marks than can be shown" in refused.json()["message"]


def test_an_about_page_cannot_be_saved_with_a_text_that_is_too_heavy(db):
    page = AboutPage(title="Heavy", slug="heavy", body="[" * 50_000)

    with pytest.raises(Exception, match="than can be shown"):
        AboutIndexPage.objects.get().add_child(instance=page)


def test_quotes_beyond_twenty_levels_are_shown_as_typed():
    assert render(">" * 5_000).count("<blockquote>") <= 20


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("- three stops\n- one mark\n\nIt took a week.", "three stops. one mark. It took a week."),
        ("- Three stops.\n- “One mark.”\n\nIt took a week.", "Three stops. “One mark.” It took a week."),
        ("## What it cost\n\nA week.", "What it cost. A week."),
        ("- outer\n  - inner 2.5\n\nEnd", "outer. inner 2.5. End"),
        ("One line\nand *another*, 3 < 4.", "One line and another , 3 < 4."),
    ],
)
def test_headings_and_items_end_as_sentences_do(markdown, words):
    assert plain_text(render(markdown)) == words
