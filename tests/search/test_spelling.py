import pytest

from search.query import parse
from search.spelling import SPELLINGS, best_repair, repair, with_spellings

WORDS = [("attendance", 9), ("attendant", 2), ("data", 30), ("date", 4), ("dates", 40)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("atendance", "attendance"),
        ("attednance", "attendance"),
        ("dtaa", "data"),
        ("datum", None),
        ("dat", "data"),
        ("data", None),
        ("zzzzzz", None),
    ],
)
def test_the_nearest_word_repairs_then_the_most_frequent(word, expected):
    assert best_repair(word, WORDS) == expected


def test_repair_changes_whole_words_only():
    asked = []

    def near(letter):
        asked.append(letter)
        return [("data", 3)]

    assert repair("dtaa dtaax (dtaa) -dtaa", ["dtaa"], near) == "data dtaax (data) -data"
    assert repair("Dâtaa", ["Dâtaa"], near) == "data"
    assert repair("xyz", ["xyz"], lambda letter: []) is None
    assert asked == ["d", "d"]


def test_spellings_go_both_ways():
    assert SPELLINGS["organization"] == ("organisation",)
    assert SPELLINGS["organisation"] == ("organization",)
    assert SPELLINGS["behavior"] == ("behaviour",)
    assert SPELLINGS["centre"] == ("center",)
    assert all(key and values != (key,) for key, values in SPELLINGS.items())


def test_spellings_join_synonyms():
    joined = with_spellings({"organization": ("nonprofit",), "mou": ("memo",)})

    assert joined["organization"] == ("nonprofit", "organisation")
    assert joined["mou"] == ("memo",)
    assert parse("organisation", with_spellings({})).terms[0].alternatives == ("organization",)
