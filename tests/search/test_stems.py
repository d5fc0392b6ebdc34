"""What Elasticsearch is taught is what the embedded engine does."""

import pytest

from search.analysis import SENTINEL, STEM_OVERRIDES, fold, says_something
from search.engines.tantivy.schema import analyzers


@pytest.mark.parametrize("rule", STEM_OVERRIDES)
def test_an_override_is_the_newer_stem(rule):
    words, stem = rule.split(" => ")

    assert {*analyzers()["en"].analyze(words)} == {stem}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the", False),
        ("The's", False),
        ("😀", False),
        ("", False),
        ("zznone", False),
        ("state", True),
        ("the state", True),
    ],
)
def test_what_analysis_empties_says_nothing(text, expected):
    assert says_something(text) is expected
    assert bool(set(analyzers()["en"].analyze(text)) - {SENTINEL}) is expected


def test_fold_compares_words_as_the_engines_do():
    for text in ("Élan Ångström", "Straße ŒUVRE", "  Data   WORK ", "İstanbul"):
        assert fold(text) == " ".join(analyzers()["plain"].analyze(text))
