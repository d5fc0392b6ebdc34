from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.audiences import VISITOR
from search.query import TEXT_LIMIT, WORD_LIMIT, SearchRequest, Term, clean, parse

SYNONYMS = {
    "mou": ("memorandum of understanding",),
    "chronic absence": ("chronic absenteeism",),
    "absence": ("missed days",),
}


@pytest.mark.parametrize(
    ("text", "typed", "terms", "negations"),
    [
        ("", "", (), ()),
        ("wind tunnel", "wind tunnel", (Term("wind"), Term("tunnel")), ()),
        ('"heat transfer" wind', "heat transfer wind", (Term("heat transfer", is_phrase=True), Term("wind")), ()),
        ("wind -wing", "wind", (Term("wind"),), ("wing",)),
        ('-"wing tip" wind', "wind", (Term("wind"),), ("wing tip",)),
        ("--wing", "", (), ("wing",)),
        ("the state", "the state", (Term("state"),), ()),
        ("-the", "", (), ()),
        ("well-being", "well-being", (Term("well-being"),), ()),
        ("“heat transfer”", "heat transfer", (Term("heat transfer", is_phrase=True),), ()),
        ('6" pipe', "6 pipe", (Term("6"), Term("pipe")), ()),
        ('a"b c"d', "a b c d", (Term("b c", is_phrase=True), Term("d")), ()),
        ("cats😀dogs", "cats dogs", (Term("cats"), Term("dogs")), ()),
        ("a\x00b <i>", "a b i", (Term("b"), Term("i")), ()),
        ("… -- 😀 \ud800", "", (), ()),
        ("zznone", "zznone", (), ()),
    ],
)
def test_parse_takes_text_apart(text, typed, terms, negations):
    question = parse(text)

    assert (question.typed, question.terms, question.negations) == (typed, terms, negations)


def test_a_phrase_of_stop_words_is_kept_apart():
    question = parse('"to be or not to be" hamlet')

    assert question.stop_phrases == ("to be or not to be",)
    assert question.terms == (Term("hamlet"),)
    assert question.is_scored


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("MOU", (Term("MOU", ("memorandum of understanding",)),)),
        ("chronic absence", (Term("chronic absence", ("chronic absenteeism",)),)),
        ("Chronic  ABSENCE now", (Term("Chronic ABSENCE", ("chronic absenteeism",)), Term("now"))),
        ("absence chronic", (Term("absence", ("missed days",)), Term("chronic"))),
        ('"chronic absence"', (Term("chronic absence", is_phrase=True),)),
        ('chronic "absence"', (Term("chronic"), Term("absence", is_phrase=True))),
        ("Móu", (Term("Móu", ("memorandum of understanding",)),)),
    ],
)
def test_parse_joins_words_that_synonyms_know(text, terms):
    assert parse(text, SYNONYMS).terms == terms


def test_a_synonym_of_itself_says_nothing_new():
    assert parse("mou", {"mou": ("MOU", "Mou")}).terms == (Term("mou"),)


def test_only_plain_words_without_synonyms_have_doubtful_spelling():
    question = parse('mou wnid "heat" x1 wnid -wing', SYNONYMS)

    assert question.checkable_words == ("wnid",)


def test_words_beyond_the_limit_are_left_out():
    question = parse(" ".join(f"w{n}" for n in range(15)) + ' "' + " ".join(f"p{n}" for n in range(10)) + '" last')

    assert len(question.typed.split()) == WORD_LIMIT
    assert question.phrases == ("p0 p1 p2 p3 p4",)


@given(st.text(max_size=400))
def test_whatever_is_typed_stays_within_the_limits(text):
    question = parse(text, SYNONYMS)

    assert len(clean(text)) <= TEXT_LIMIT
    assert len(question.typed.split()) <= WORD_LIMIT
    for said in (question.typed, *(term.text for term in question.terms), *question.negations):
        said.encode("utf-8")
        assert "\x00" not in said


@given(
    st.lists(
        st.sampled_from(["wind", '"heat transfer"', "-wing", '-"tip off"', "the", "mou", "😀", "-", '"']), max_size=12
    )
)
def test_parsing_what_was_understood_changes_nothing(chunks):
    question = parse(" ".join(chunks))
    said = [f'"{term.text}"' if term.is_phrase else term.text for term in question.terms]

    assert parse(" ".join(said)).terms == question.terms


@given(st.text(alphabet='ab "-\x00\ud800', max_size=300))
def test_quotes_and_signs_never_reach_a_word(text):
    question = parse(text)

    assert all('"' not in term.text for term in question.terms)
    assert not any(term.text.startswith("-") for term in question.terms if not term.is_phrase)


@pytest.mark.parametrize(
    ("page", "size", "offset", "is_beyond"),
    [
        (1, 20, 0, False),
        (0, 20, 0, False),
        (50, 20, 980, False),
        (51, 20, 1000, True),
        (-3, 20, 0, False),
        (1, 0, 0, True),
    ],
)
def test_a_request_knows_its_place(page, size, offset, is_beyond):
    request = SearchRequest(VISITOR, page=page, size=size)

    assert (request.offset, request.is_beyond) == (offset, is_beyond)


def test_a_request_keeps_the_choices_that_engines_can_hold():
    request = SearchRequest(
        VISITOR,
        kinds=frozenset({"lesson"}),
        filters={
            "topic": frozenset({"b", "a"}),
            "nothing": frozenset({"x"}),
            "state": frozenset(),
            "outcome": frozenset({"\ud800"}),
        },
    )

    assert request.chosen == {"kind": ["lesson"], "topic": ["a", "b"], "outcome": [""]}


def test_a_request_counts_its_days_in_utc():
    request = SearchRequest(VISITOR, updated=(date(1970, 1, 2), date(1970, 1, 2)))

    assert request.updated_seconds == (86400, 172800)
    assert SearchRequest(VISITOR, updated=(date(1, 1, 1), date.max)).updated_seconds[0] == 0
