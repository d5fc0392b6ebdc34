"""The same text gives the same terms in every engine."""

from pathlib import Path

import pytest
from django.conf import settings

from search.analysis import plain_words
from search.engines.tantivy.schema import analyzers


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


def test_the_vocabulary_of_the_site_gives_the_same_stems(library):
    """What differs here is missing in `STEM_OVERRIDES`."""
    floors = [Path(settings.BASE_DIR) / floor for floor in ("cms", "members", "resources", "convenings")]
    files = [file for floor in floors for file in floor.glob("**/demo/*") if file.suffix in {".md", ".yaml"}]
    written = " ".join(file.read_text() for file in files)
    words = sorted({word for word in plain_words(written) if word.isalpha()})
    assert len(words) > 1000

    different = {}
    for start in range(0, len(words), 2000):
        part = words[start : start + 2000]
        # Joined by a word of its own, since stop words leave nothing.
        stems = " ".join(tokens(library, "en", " zzz ".join(part))).split("zzz")
        ours = " ".join(analyzers()["en"].analyze(" zzz ".join(part))).split("zzz")
        different |= {w: (a, b) for w, a, b in zip(part, stems, ours, strict=True) if a != b}

    assert different == {}
