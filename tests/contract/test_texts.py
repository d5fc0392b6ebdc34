"""What people type: phrases, negations, synonyms, other spellings, and whatever else lands in the field."""

import pytest

from search.query import SearchRequest
from tests.contract.library import (
    VIEWERS,
    WORDS,
    everything,
    has_phrase,
    has_word,
    ids,
    visible,
)

STAFF = VIEWERS["staff"]


def matching(condition):
    return {each.id for each in visible(STAFF) if condition(each)}


@pytest.mark.parametrize(
    "phrase", ["data sharing", "state of the art", "reading of the data", "data", "attendance and data", "data data"]
)
@pytest.mark.parametrize("sign", ["", "-"])
def test_phrases_equal_a_plain_reading(library, phrase, sign):
    found = everything(library, STAFF, f'{sign}"{phrase}"')

    assert found == matching(lambda each: has_phrase(each, phrase) is (sign == ""))


@pytest.mark.parametrize("word", ["data", "universities", "organizations", "zebra"])
def test_a_negation_takes_out_every_document_with_the_word(library, word):
    assert everything(library, STAFF, f"-{word}") == matching(lambda each: not has_word(each, word))
    assert everything(library, STAFF, f"literacy -{word}") == matching(
        lambda each: has_word(each, "literacy") and not has_word(each, word)
    )


def test_words_are_joined_by_or_and_a_phrase_must_be_there(library):
    assert everything(library, STAFF, 'privacy "data sharing" consent') == matching(
        lambda each: has_phrase(each, "data sharing")
    )


def test_more_of_the_words_in_the_title_come_first(library):
    page = library.search(SearchRequest(STAFF, "state art attendance work"))

    assert ids(page)[0] == "lesson:state"


def test_a_phrase_of_stop_words_is_looked_up_in_titles(library):
    assert everything(library, STAFF, '"to be or not to be"') == {"lesson:stops"}
    assert everything(library, STAFF, '"be to"') == set()


@pytest.mark.parametrize(
    "text", ["", "the", "-the", "the of and", "😀", "...", '""', "-", '"', "-😀", "zznone", "\x00"]
)
def test_what_says_nothing_finds_everything(library, text):
    assert everything(library, STAFF, text) == matching(lambda each: True)


def test_stop_words_and_case_and_accents_make_no_difference(library):
    plain = library.search(SearchRequest(STAFF, "attendance kindergarten"))
    dressed = library.search(SearchRequest(STAFF, "The Átténdance and of a KINDERGARTEN"))

    assert plain.total == dressed.total
    assert set(ids(plain)) == set(ids(dressed))


def test_twenty_words_count_and_no_more(library):
    twenty = " ".join(["zebra"] * 19 + ["graduation"])

    assert everything(library, STAFF, twenty, exact=True) == matching(lambda each: has_word(each, "graduation"))
    assert everything(library, STAFF, f"zebra {twenty}", exact=True) == set()


def test_five_hundred_words_are_cut(library):
    page = library.search(SearchRequest(STAFF, " ".join(WORDS * 12)))

    assert page.total > 100


@pytest.mark.parametrize(
    "text",
    [
        "audience:partnership:7",
        "visible_to:x",
        "*",
        "att*",
        "(",
        ") OR (",
        "AND",
        "title:[a TO z]",
        "/.*/",
        "a~2^5",
        "\\",
        '"unclosed',
        "\x00\x01\x02",
        "\ud800\udfff",
        "\ud83d",
        "%00",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "' OR 1=1 --",
        "a" * 1_000_000,
        "é" * 5000,
        "x " * 500_000,
        "😀" * 300,
        "\u202eabc\u200b",
        "-" * 300,
        '"' * 299,
        "ﷺ" * 200,
        "ΐ" * 200,
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_hostile_text_is_harmless(library, text):
    page = library.search(SearchRequest(VIEWERS["visitor"], text))

    allowed = {each.id for each in visible(VIEWERS["visitor"])}
    assert set(ids(page)) <= allowed
    assert page.total <= len(allowed)
    assert len(library.suggest(VIEWERS["visitor"], text)) <= 8


def test_hostile_words_are_words(library):
    assert everything(library, STAFF, "(attendance) AND* title:literacy", exact=True) == matching(
        lambda each: has_word(each, "attendance") or has_word(each, "title:literacy")
    )


# Synonyms and spellings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mou", "lesson:mou"),
        ("MOU", "lesson:mou"),
        ("chronic absence", "lesson:absence"),
        ("Chronic Absence early", "lesson:absence"),
    ],
)
def test_a_synonym_finds_what_says_it_otherwise(library, text, found):
    assert ids(library.search(SearchRequest(STAFF, text, exact=True)))[0] == found


def test_a_synonym_of_one_word_widens_the_search(library):
    assert everything(library, STAFF, "scorecard") == set()
    assert everything(library, STAFF, "dashboard") == matching(lambda each: has_word(each, "dashboard"))


@pytest.mark.parametrize(
    ("american", "british"),
    [("organization", "organisation"), ("behavior", "behaviour"), ("center", "centre"), ("enrollment", "enrolment")],
)
def test_both_spellings_find_the_same(library, american, british):
    assert everything(library, STAFF, british) == everything(library, STAFF, american) != set()


def test_a_quoted_word_is_not_widened(library):
    assert everything(library, STAFF, '"organisation"') == set()


# Spelling


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("atendance", "attendance"),
        ("graduaton rates", "graduation rates"),
        ("Kindergarden", "kindergarten"),
        ("litreacy", "literacy"),
        ("dtaa sharing", "data sharing"),
        ('atendance "data sharing"', 'attendance "data sharing"'),
        ("atendance -data", "attendance -data"),
    ],
)
def test_an_unknown_word_is_repaired_and_searched(library, typed, searched):
    page = library.search(SearchRequest(STAFF, typed))

    assert page.corrected == searched
    assert page.did_you_mean is None
    assert page.total == library.search(SearchRequest(STAFF, searched)).total


def test_exact_words_are_searched_and_the_repair_is_offered(library):
    page = library.search(SearchRequest(STAFF, "atendance", exact=True))

    assert (page.total, page.corrected, page.did_you_mean) == (0, None, "attendance")


@pytest.mark.parametrize(
    "text", ["attendance", "xqzzyw", "attendance xqzzyw", "atn", '"atendance"', "-atendance", "mou", "", "2026x"]
)
def test_what_is_known_or_beyond_repair_is_left_alone(library, text):
    page = library.search(SearchRequest(STAFF, text))

    assert (page.corrected, page.did_you_mean) == (None, None)


def test_a_known_word_is_not_repaired_because_of_the_other_conditions(library):
    words = [w for w in WORDS if everything(library, STAFF, w)]
    for word in words[:12]:
        page = library.search(SearchRequest(STAFF, f'{word} "state of the art"'))

        assert page.corrected is None


def test_near_words_equal_a_plain_reading(library):
    for letter in "adkz":
        found = dict(library.near_words(STAFF, letter))

        expected = {}
        for each in visible(STAFF):
            for word in each.words:
                if word.startswith(letter):
                    expected[word] = expected.get(word, 0) + 1
        assert found == expected


# Suggestions


@pytest.mark.parametrize("name", ["visitor", "member", "colleague"])
def test_prefixes_of_every_visible_title_find_it(library, name):
    viewer = VIEWERS[name]
    titles = visible(viewer)
    for each in titles[:: max(1, len(titles) // 12)]:
        word = each.title.split()[0]
        for length in range(1, min(4, len(word)) + 1):
            suggested = library.suggest(viewer, word[:length], limit=200)

            assert each.id in {one.id for one in suggested}


def test_suggestions_have_all_complete_words_and_the_beginning_of_the_last(library):
    def suggested(prefix):
        return [each.id for each in library.suggest(STAFF, prefix)]

    assert suggested("the state of the ar") == ["lesson:state"]
    assert suggested("state ar") == ["lesson:state"]
    assert suggested("state zz") == []
    assert suggested("To be or not to b") == ["lesson:stops"]
    assert suggested("") == []
    assert len(library.suggest(STAFF, "d", limit=3)) == 3
