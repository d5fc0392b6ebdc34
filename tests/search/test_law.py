"""Templates, resources and answers in the search: a clause is found as its template, at its place on the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import indexing
from search.sources import SOURCES
from tests.engines import ENGINES
from tests.factories import AgreementTemplateFactory, ChallengeFactory, LegalAnswerFactory, LegalResourceFactory
from tests.factories.agreements import version_of

# Of the indexer, and of a page of results for a member, by kind.
QUERIES = {"agreement-template": (6, 11), "legal-answer": (3, 8), "legal-resource": (3, 8)}
WORDINGS = [
    ("scope", "The study covers grade 3 in nine schools. " * 20),
    ("destruction", "On the last day the partner shreds paper and overwrites disks, and certifies both."),
    ("signatures", "Signed by the superintendent."),
]


def rows(client, **query) -> list[tuple[str, str]]:
    """(kind, address) of what is found."""
    return [(row.kind.name, row.url) for row in client.get("/search/", query).context["page"].rows]


@pytest.mark.parametrize("search_index", ENGINES, indirect=True)
@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("overwrites disks", "/agreements/study/#destruction"),
        ("superintendent", "/agreements/study/#signatures"),
        ("certify shredding", "/agreements/study/#destruction"),
        ("agreement for a study", "/agreements/study/"),
    ],
)
def test_a_clause_is_found_as_its_template_with_its_anchor(search_index, client, words, address):
    AgreementTemplateFactory(title="Agreement for a study", slug="study", wordings=WORDINGS)
    AgreementTemplateFactory(title="Memorandum", slug="mou")
    search_index()

    found = rows(client, q=words)

    assert found[0][0] == "agreement-template"
    assert found[0][1].startswith(address)


def test_only_the_current_version_is_found(search_index, client):
    page = AgreementTemplateFactory(slug="study", wordings=[("courtesy", "We are unfailingly polite.")])
    search_index()
    before = rows(client, q="unfailingly")

    version_of(page, "2.0", [("scope", "Quadratic equations.")])
    indexing.drain()

    assert before == [("agreement-template", "/agreements/study/#courtesy")]
    assert rows(client, q="unfailingly") == []
    assert rows(client, q="quadratic") == [("agreement-template", "/agreements/study/#scope")]


@pytest.mark.parametrize("search_index", ENGINES, indirect=True)
def test_resources_and_answers_are_found_by_topic_citation_and_state(search_index, client):
    LegalResourceFactory(slug="rules", title="Data rules", topics=["masking"], state="DE", level="state")
    LegalAnswerFactory(slug="cells", question="Which cells?", citations=["34 CFR 99.31(b)(1)"])
    search_index()

    assert rows(client, q="masking") == rows(client, q="Delaware") == rows(client, state="DE")
    assert rows(client, state="DE") == [("legal-resource", "/legal/resources/rules/")]
    assert rows(client, q="99.31", kind="legal-answer") == [("legal-answer", "/legal/answers/cells/")]


def test_a_topic_that_was_added_later_is_found(search_index, client):
    resource = LegalResourceFactory(slug="rules", title="Data rules")
    search_index()

    resource.topics.add("masking")
    indexing.drain()

    assert rows(client, q="masking") == [("legal-resource", "/legal/resources/rules/")]


@pytest.mark.parametrize("search_index", ENGINES, indirect=True)
def test_a_template_is_found_by_the_challenges_that_its_readers_may_read(search_index, clients):
    stuck = ChallengeFactory(slug="stuck", name="Mothstuck", family="time")
    inner = ChallengeFactory(slug="inner", name="Ibexinner", family="trust", audience="members")
    AgreementTemplateFactory(slug="study", challenges=[stuck, inner])
    search_index()

    member = clients["member"]

    expected = [("agreement-template", "/agreements/study/")]
    assert rows(member, kind="agreement-template", challenge="stuck") == expected
    assert rows(member, kind="agreement-template", challenge="time") == expected
    assert rows(member, kind="agreement-template", q="mothstuck") == expected
    # Not even for members: a visitor could tell by the hit that the public template has a challenge of theirs.
    for query in ({"challenge": "inner"}, {"challenge": "trust"}, {"q": "ibexinner"}):
        assert rows(member, kind="agreement-template", **query) == []


def test_what_changes_between_a_template_and_its_challenges_reaches_the_index(search_index, client):
    page, stuck = AgreementTemplateFactory(slug="study"), ChallengeFactory(slug="stuck", name="Old name")
    search_index()

    page.challenges.add(stuck)
    page.save()
    indexing.drain()
    added = rows(client, kind="agreement-template", challenge="stuck")
    stuck.name = "Mothstuck"
    stuck.save()
    indexing.drain()

    assert added == rows(client, kind="agreement-template", q="mothstuck") == [
        ("agreement-template", "/agreements/study/")
    ]  # fmt: skip


def test_a_template_without_a_text_is_in_no_index(search_index, client):
    AgreementTemplateFactory(title="Hollow template", wordings=())
    search_index()

    assert rows(client, q="hollow") == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_indexer_and_the_results_cost_the_same_for_all(search_index, clients, count):
    for number in range(count):
        AgreementTemplateFactory(title=f"Study {number}", challenges=[ChallengeFactory()])
        LegalResourceFactory(title=f"Study resource {number}", topics=["study"])
        LegalAnswerFactory(question=f"Study {number}?", topics=["study"])
    search_index()
    clients["member"].get("/search/", {"q": "study"})  # Synonyms are read by the first search, for all that follow.
    measured = {}
    for kind in ("agreement-template", "legal-answer", "legal-resource"):
        source = SOURCES[kind]
        with CaptureQueriesContext(connection) as queries:
            source.read(source.object_ids(), rev=1)
        with CaptureQueriesContext(connection) as shown:
            clients["member"].get("/search/", {"q": "study", "kind": kind})
        measured[kind] = (len(queries), len(shown))

    assert measured == QUERIES
