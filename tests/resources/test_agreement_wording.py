"""The wording of clauses: blanks, what may be dropped, lists; and two wordings side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.agreements.comparing import pair
from resources.agreements.wording import Block, WordingError, blank, blocks, flat, names_in

LABELS = {"host": "Hosting firm", "days": "Days to destroy"}


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Within {{ days }} days.", "Within [Days to destroy] days."),
        (
            "A.{% if host %} It is {{ host }}.{% endif %} B.",
            "A. [If it applies (Hosting firm): It is [Hosting firm].] B.",
        ),
        (
            "A.\n\n{% if host %}\nB.\n{% endif %}\n{% if not host %}\nC.\n{% endif %}",
            "A.\n\n[If it applies (Hosting firm): B.]\n\n[If it does not apply (Hosting firm): C.]",
        ),
        ("Plain.", "Plain."),
    ],
)
def test_a_blank_is_a_bracket_with_its_label(wording, expected):
    assert blank(wording, LABELS) == expected


@pytest.mark.parametrize("wording", ["{{ days", "{% if host %}A.", "{{ days }} }}", "{% endif %}", "{{ two words }}"])
def test_a_mark_that_is_none_is_refused(wording):
    with pytest.raises(WordingError):
        names_in(wording)


def test_names_are_those_of_blanks_and_conditions():
    assert names_in("{% if host %}{{ host }}, {{ days }}{% endif %}") == ["host", "days"]


def test_lines_that_begin_with_a_dash_are_a_list():
    found = blocks("One\nparagraph.\n\n- first\n- second\n\nLast.")

    assert found == [Block(("One paragraph.",)), Block(("first", "second"), is_list=True), Block(("Last.",))]
    assert flat(found) == "One paragraph.\nfirst\nsecond\nLast."


@given(st.text())
def test_no_text_breaks_the_wording(text):
    flat(blocks(blank(text, LABELS)))


def said(paragraphs) -> str:
    return "\n".join(" ".join(words for words, _differs in paragraph) for paragraph in paragraphs)


def marked(paragraphs) -> list[str]:
    return [words for paragraph in paragraphs for words, differs in paragraph if differs]


def test_words_that_differ_are_marked_on_both_sides():
    both = pair("end", "End", "Data are destroyed\nsoon.", "Data are destroyed\nwithin 60 days.")

    assert (both.state, marked(both.old), marked(both.new)) == ("changed", ["soon."], ["within 60 days."])
    assert said(both.new) == "Data are destroyed\nwithin 60 days."


@pytest.mark.parametrize(
    ("old", "new", "state"), [(None, "A.", "added"), ("A.", None, "dropped"), ("A.", "A.", "same")]
)
def test_a_clause_is_added_dropped_or_the_same(old, new, state):
    assert pair("a", "A", old, new).state == state


WORDS = st.lists(st.sampled_from(["data", "are", "sent", "never", "\n"]), min_size=1).map(" ".join)


@given(WORDS, WORDS)
def test_nothing_is_lost_and_only_what_differs_is_marked(old, new):
    both = pair("a", "A", old, new)

    assert said(both.old).split() == old.split()
    assert said(both.new).split() == new.split()
    if old == new:
        assert marked(both.old) == marked(both.new) == []
