"""The same text gives the same terms in every engine."""

import pytest

from search.engines.tantivy.schema import analyzers
from tests.contract.library import WORDS


def tokens(engine, analyzer, text):
    if engine.name == "tantivy":
        return analyzers()[analyzer].analyze(text)
    answer = engine._cluster.patient.indices.analyze(index=engine.status().index, analyzer=analyzer, text=text)
    return [each["token"] for each in answer["tokens"]]


@pytest.mark.parametrize(
    ("text", "english", "plain"),
    [
        ("The state of the art", "state art", "the state of the art"),
        ("Organization's organizations", "organiz organiz", "organization's organizations"),
        ("don't", "don't", "don't"),
        ("annual_report_2024.pdf", "annual report 2024 pdf", "annual report 2024 pdf"),
        ("data-sharing well-being", "data share well be", "data sharing well being"),
        ("3.5% of 1,000 in v2.0", "3.5 1,000 v2.0", "3.5 of 1,000 in v2.0"),
        ("Café naïve Ångström İstanbul", "cafe naiv angstrom istanbul", "cafe naive angstrom istanbul"),
        ("東京タワー", "東 京 タワー", "東 京 タワー"),
        ("e-mail: a@b.org", "e mail b.org", "e mail a b.org"),
        ("", "", ""),
    ],
)
def test_text_gives_the_same_tokens(library, text, english, plain):
    assert tokens(library, "en", text) == english.split()
    assert tokens(library, "plain", text) == plain.split()


def test_the_vocabulary_gives_the_same_stems(library):
    text = " ".join(WORDS)

    ours = list(zip(tokens(library, "plain", text), tokens(library, "en", text), strict=True))

    assert ours == list(zip(WORDS, analyzers()["en"].analyze(text), strict=True))
