"""The search for programs: the page's answer as JSON, for the same reader, and the description for browsers."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from search.engines import engine
from search.engines.base import SearchUnavailableError
from tests.factories import ChallengeFactory, LessonFactory, member_of

DATA, SEARCH = "/search.json", "/search/"


@pytest.fixture
def shelf(search_index, partnership):
    trust = ChallengeFactory(slug="turf-fights", name="Turf fights", family="trust")
    LessonFactory(
        title="Okapi <tally>", slug="tally", summary="Who counts.", challenges=[trust], partnership=partnership
    )
    LessonFactory(title="Okapi among members", audience="members")
    member_of(partnership, name="Okapi Jones")
    search_index()


@pytest.mark.parametrize("reader", ["visitor", "unapproved", "member", "colleague"])
def test_a_program_finds_what_the_page_shows_its_reader(clients, shelf, settings, reader):
    page = clients[reader].get(SEARCH, {"q": "okapi"}).context["page"]

    data = clients[reader].get(DATA, {"q": "okapi"}).json()

    assert data["total"] == page.total == (1 if reader in ("visitor", "unapproved") else 3)
    assert [hit["url"].removeprefix(settings.SITE_URL) for hit in data["hits"]] == [row.url for row in page.rows]
    assert {each["value"]: each["count"] for each in data["facets"]["kind"]} == {
        count.value: count.count for count in page.found.facets["kind"]
    }


def test_a_hit_says_what_it_is_in_plain_text(client, shelf, settings):
    settings.SITE_URL = "https://numbers.example.org"

    data = client.get(DATA, {"q": "okapi"}).json()

    score = data["hits"][0].pop("score")
    assert score > 0
    assert data["hits"] == [
        {
            "kind": "lesson",
            "id": "tally",
            "title": "Okapi <tally>",
            "url": "https://numbers.example.org/lessons/tally/",
            "summary": "Who counts.",
        }
    ]
    assert {"value": "turf-fights", "label": "Turf fights", "count": 1} in data["facets"]["challenge"]
    assert data["corrected"] is None


def test_a_person_is_named_by_a_code_and_never_by_a_primary_key(clients, shelf):
    hits = clients["member"].get(DATA, {"q": "okapi", "kind": "person"}).json()["hits"]

    assert [hit["kind"] for hit in hits] == ["person"]
    assert hits[0]["url"].endswith(f"/people/{hits[0]['id']}/")
    assert not hits[0]["id"].isdecimal()


def test_a_repaired_word_is_told(client, shelf):
    assert client.get(DATA, {"q": "okabi"}).json()["corrected"] == "okapi"


@pytest.mark.parametrize("query", ["page=abc&q=okapi", "page=999999", "kind=none", "sort=x&q=okapi"])
def test_rubbish_is_answered_with_data(client, shelf, query):
    answer = client.get(f"{DATA}?{query}")

    assert answer.status_code == 200
    assert set(answer.json()) == {"total", "hits", "facets", "corrected"}


def test_an_engine_that_is_away_is_answered_from_the_database(client, shelf, monkeypatch):
    def away(*_arguments, **_options):
        raise SearchUnavailableError("away")

    monkeypatch.setattr(type(engine()), "search", away)

    assert [hit["id"] for hit in client.get(DATA, {"q": "okapi"}).json()["hits"]] == ["tally"]


def test_browsers_are_told_how_to_search(client, db, settings):
    settings.SITE_URL = "https://numbers.example.org"

    answer = client.get(reverse("search:description"))

    description = ElementTree.fromstring(answer.content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert len(description.findtext(f"{name}ShortName")) <= 16
    assert [url.get("template") for url in description.iter(f"{name}Url")] == [
        "https://numbers.example.org/search/?q={searchTerms}",
        "https://numbers.example.org/search.json?q={searchTerms}",
        "https://numbers.example.org/search/description.xml",
    ]
    assert 'href="/search/description.xml"' in client.get("/").content.decode()
