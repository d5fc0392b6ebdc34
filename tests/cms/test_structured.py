"""JSON-LD: what everyone may read is told to search engines, and nothing else is."""

import json
import re

import pytest

from tests.factories import ChallengeFactory, ConveningFactory, LessonFactory, OutcomeFactory, SessionFactory


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
