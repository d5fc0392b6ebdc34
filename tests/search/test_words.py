"""Challenges, outcomes and terms in the search: found by every name, each reader only what is theirs."""

import pytest

from cms.vocabulary.models import DatedMeaning, OutcomeNote
from search import indexing, outbox
from search.engines import engine
from search.engines.base import SearchUnavailableError
from search.models import OutboxRow
from search.query import SearchRequest
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, TermFactory

FACTORIES = {"challenge": ChallengeFactory, "outcome": OutcomeFactory, "term": TermFactory}
QUERIES_OF_A_DRAIN = {"challenge": 10, "outcome": 11, "term": 11}


def found(viewer, text, **filters) -> list[str]:
    request = SearchRequest(viewer=viewer, text=text, exact=True, filters=filters)
    return [f"{hit.kind}:{hit.slug}" for hit in engine().search(request).hits]


@pytest.fixture
def words(search_index):
    """One of each, with a different word in each of its fields."""
    ChallengeFactory(
        slug="fear", name="Zebra", family="law", synonyms=["quagga"], description="okapi", signs=["giraffe"],
        first_steps=["impala"], questions=["lion"],
    )  # fmt: skip
    outcome = OutcomeFactory(
        slug="reading", name="Walrus", synonyms=["seal"], definition="otter", core_indicators=["dolphin"],
        contributing_indicators=["orca"], cautions="manatee",
    )  # fmt: skip
    outcome.dated_notes = [OutcomeNote(dating="2013", note="narwhal")]
    outcome.save()
    term = TermFactory(slug="cell", name="Eagle", synonyms=["falcon"], definition="osprey")
    term.dated_meanings = [DatedMeaning(meaning="condor")]
    term.save()
    search_index()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("zebra quagga okapi giraffe impala lion", ["challenge:fear"]),
        ("walrus seal otter dolphin orca manatee narwhal", ["outcome:reading"]),
        ("eagle falcon osprey condor", ["term:cell"]),
    ],
)
def test_a_word_is_found_by_everything_that_is_said_of_it(words, viewers, texts, expected):
    assert {text: found(viewers["visitor"], text) for text in texts.split()} == dict.fromkeys(texts.split(), expected)


def test_a_word_is_found_by_its_own_facet(words, viewers):
    assert found(viewers["visitor"], "", challenge=frozenset({"fear"})) == ["challenge:fear"]
    assert found(viewers["visitor"], "", challenge=frozenset({"law"})) == ["challenge:fear"]
    assert found(viewers["visitor"], "", outcome=frozenset({"reading"})) == ["outcome:reading"]


def test_rows_say_what_a_word_is_and_lead_to_its_place(words, client):
    rows = {
        row.url: (row.facts.kind_line, str(row.text), row.facts.meta)
        for text in ("zebra", "walrus", "eagle")
        for row in client.get("/search/", {"q": text}).context["page"].rows
    }

    assert rows == {
        "/challenges/fear/": ("Challenge · Law", "okapi", ()),
        "/outcomes/reading/": ("Outcome", "otter", ()),
        "/glossary/#cell": ("Glossary", "osprey", ("Also: falcon",)),
    }


def test_a_misspelled_other_name_is_repaired(words, client):
    assert client.get("/search/", {"q": "falcn"}).context["page"].found.corrected == "falcon"


def test_titles_of_words_are_found_while_the_engine_is_away(words, client, monkeypatch):
    def away(request):
        raise SearchUnavailableError("refused")

    monkeypatch.setattr(engine(), "search", away)

    urls = {
        row.url for text in ("Zeb", "Wal", "Eag") for row in client.get("/search/", {"q": text}).context["page"].rows
    }
    assert urls == {"/challenges/fear/", "/outcomes/reading/", "/glossary/#cell"}


@pytest.mark.parametrize(("reader", "expected"), [("visitor", 0), ("member", 1)])
@pytest.mark.parametrize(("lesson_for", "named"), [("public", False), ("members", True)])
def test_a_lesson_is_found_by_a_word_only_if_all_its_readers_may_read_that(
    search_index, viewers, reader, expected, lesson_for, named
):
    LessonFactory(
        challenges=[ChallengeFactory(slug="fear", name="Zebra", audience="members")],
        outcomes=[OutcomeFactory(slug="reading", name="Walrus", audience="members")],
        audience=lesson_for,
    )
    search_index()

    for kind, slug, text in (("challenge", "fear", "zebra"), ("outcome", "reading", "walrus")):
        hits = found(viewers[reader], text)
        chosen = found(viewers[reader], "", **{kind: frozenset({slug})})

        assert hits.count(f"{kind}:{slug}") == expected
        assert len(hits) == len(chosen) == expected * (2 if named else 1)


def test_another_name_of_a_term_for_members_widens_nobodys_search(search_index, viewers):
    TermFactory(name="Zebra", slug="zebra", synonyms=["Okapi"], audience="members")
    lesson = LessonFactory(title="Zebra crossing")
    search_index()

    assert found(viewers["visitor"], "zebra") == [f"lesson:{lesson.slug}"]
    assert found(viewers["visitor"], "okapi") == []


def test_a_word_is_noted_when_it_changes(outbox_of):
    term, outcome, challenge = TermFactory(), OutcomeFactory(), ChallengeFactory()
    changes = (
        (lambda: term.save(), ("term", term.pk)),
        (lambda: DatedMeaning.objects.create(term=term, meaning="Then"), ("term", term.pk)),
        (lambda: OutcomeNote.objects.create(outcome=outcome, dating="2013", note="Six"), ("outcome", outcome.pk)),
        (lambda: outcome.save(), ("outcome", outcome.pk)),
        (lambda: challenge.save(), ("challenge", challenge.pk)),
        (lambda: challenge.delete(), ("challenge", challenge.pk)),
    )
    for change, noted in changes:
        outbox_of()

        change()

        assert outbox_of() == {noted}


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize("kind", FACTORIES)
def test_a_drain_asks_as_often_for_thirty_words_as_for_one(search_index, django_assert_num_queries, kind, count):
    search_index()
    words = FACTORIES[kind].create_batch(count)
    OutboxRow.objects.all().delete()
    outbox.note(kind, [word.pk for word in words])

    with django_assert_num_queries(QUERIES_OF_A_DRAIN[kind]):
        indexing.drain()
