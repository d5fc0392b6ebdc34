"""JSON-LD: what everyone may read is told to search engines, and nothing else is."""

import json
import re

import pytest

from cms.models import AboutIndexPage, AboutPage
from members.people.models import Profile
from tests.factories import (
    ChallengeFactory,
    ConveningFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    LessonFactory,
    OutcomeFactory,
    SessionFactory,
    TermFactory,
    member_of,
)


def told(client, address) -> list[dict]:
    page = client.get(address)
    assert page.status_code == 200
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    return [json.loads(block) for block in blocks]


@pytest.fixture
def things(partnership, settings):
    settings.SITE_URL = "https://numbers.example.org"
    convening = ConveningFactory(title="Counting Together")
    return {
        "Article": LessonFactory(title="Okapi </script> & <tally>", slug="okapi", summary="Who counts."),
        "Organization": partnership,
        "DefinedTerm": ChallengeFactory(),
        "Event": SessionFactory(convening=convening),
    }


@pytest.mark.parametrize("type", ["Article", "Organization", "DefinedTerm", "Event"])
def test_a_public_thing_says_what_it_is(client, things, type):
    thing = things[type]
    address = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else thing.url

    [data] = told(client, address)

    assert (data["@type"], data["url"]) == (type, f"https://numbers.example.org{address}")


def test_words_stay_data_whatever_they_hold(client, things):
    [data] = told(client, "/lessons/okapi/")

    assert data["name"] == "Okapi </script> & <tally>"
    assert data["description"] == "Who counts."


def test_what_is_not_for_everyone_is_not_told(clients, db):
    outcome = OutcomeFactory(audience="members")
    LessonFactory(slug="inner", audience="members")

    assert told(clients["member"], outcome.url) == told(clients["member"], "/lessons/inner/") == []


def test_the_pages_of_the_law_and_about_the_community_say_what_they_are(client, db):
    resource, answer = LegalResourceFactory(summary="What it says."), LegalAnswerFactory(answer="It depends.")
    page = AboutPage(title="How we work", slug="how-we-work", summary="Together.", audience="public")
    AboutIndexPage.objects.get().add_child(instance=page)

    [told_resource], [told_answer], [told_page] = (
        told(client, address) for address in (resource.get_absolute_url(), answer.get_absolute_url(), page.url)
    )

    assert (told_resource["@type"], told_resource["description"]) == ("CreativeWork", "What it says.")
    assert told_answer["acceptedAnswer"] == {"@type": "Answer", "text": "It depends."}
    assert (told_page["@type"], told_page["description"]) == ("AboutPage", "Together.")


@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_the_glossary_tells_of_those_words_only_that_everyone_may_read(clients, reader):
    TermFactory(name="Tally", definition="A count.", audience="public")
    TermFactory(name="Inner word", audience="members")

    [data] = told(clients[reader], "/glossary/")

    assert data["@type"] == "DefinedTermSet"
    assert [(word["name"], word["description"]) for word in data["hasDefinedTerm"]] == [("Tally", "A count.")]


def test_home_says_how_to_search_the_site(client, things):
    [data] = told(client, "/")

    assert data["@type"] == "WebSite"
    assert data["potentialAction"]["target"]["urlTemplate"] == "https://numbers.example.org/search/?q={words}"


@pytest.fixture
def person(partnership):
    user = member_of(partnership, name="Pat Public")
    Profile.objects.filter(user=user).update(
        audience="public", job_title="Analyst", bio="Counts by hand.", bio_readers="members", in_directory=True
    )
    return user.profile


def test_a_person_is_told_of_as_a_visitor_reads_them(clients, person):
    [data] = told(clients["visitor"], person.url)

    assert (data["@type"], data["name"], data["jobTitle"]) == ("Person", "Pat Public", "Analyst")
    assert data["affiliation"] == [{"@type": "Organization", "name": "Twin Forks"}]
    assert "description" not in data
    Profile.objects.update(bio_readers="public")
    assert told(clients["visitor"], person.url)[0]["description"] == "Counts by hand."


def test_nothing_is_told_of_a_person_beyond_that(clients, person):
    assert told(clients["member"], person.url) == []
    Profile.objects.update(in_directory=False)
    assert told(clients["visitor"], person.url) == []
