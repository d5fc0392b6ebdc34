"""Partnerships are found by what everybody who reads them may know, and never by their challenge register."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from members.partnerships.models import Partnership
from search.sources import SOURCES
from tests.factories import (
    FacedChallengeFactory,
    GatewayFactory,
    GatewaySchemeFactory,
    OutcomeFactory,
    PartnershipFactory,
    StageFactory,
)

# Name, city, another state, outcome, gateway of today, backbone, table, story.
WORDS = (
    "Twin Forks", "Zebrabury", "Wisconsin", "okapireading", "gnugateway", "ibextrust", "lynxtable", "pumabreakfast",
)  # fmt: skip


@pytest.fixture
def known(partnership):
    Partnership.objects.filter(pk=partnership.pk).update(
        city="Zebrabury", other_states=("WI",), backbone="The ibextrust", tables=["The lynxtable"],
        story="Began at a pumabreakfast.",
    )  # fmt: skip
    partnership.outcomes.add(OutcomeFactory(name="okapireading"), OutcomeFactory(name="mothsecret", audience="members"))
    old, new = (GatewayFactory(scheme=GatewaySchemeFactory(), name=name) for name in ("yakgateway", "gnugateway"))
    StageFactory(partnership=partnership, gateway=old, since=date(2014, 1, 1))
    StageFactory(partnership=partnership, gateway=new, since=date(2020, 1, 1))
    FacedChallengeFactory(
        partnership=partnership, challenge__name="wombatworry", tried="A toadtalk.", audience="members"
    )
    return partnership


def found(client, words) -> list[str]:
    page = client.get("/search/", {"q": words, "kind": "partnership", "exact": "1"}).context["page"]
    return [strip_tags(row.title) for row in page.rows]


def test_partnerships_are_found_by_their_facts(client, known, search_index):
    search_index()

    assert {words: found(client, words) for words in WORDS} == {words: ["Twin Forks"] for words in WORDS}


@pytest.mark.parametrize("words", ["mothsecret", "yakgateway", "wombatworry", "toadtalk"])
def test_nobody_finds_a_partnership_by_what_is_not_for_all_its_readers(clients, known, search_index, words):
    search_index()

    assert {name: found(clients[name], words) for name in ("visitor", "colleague", "staff")} == {
        "visitor": [],
        "colleague": [],
        "staff": [],
    }


CHANGES = {
    "watch": lambda place: place.outcomes.add(OutcomeFactory()),
    "stage": lambda place: StageFactory(partnership=place),
    "rename an outcome": lambda place: place.outcomes.first().save(),
    "rename a scheme": lambda place: place.stages.first().gateway.scheme.save(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_about_a_partnership_is_noted_for_the_index(known, outbox_of, name):
    outbox_of()

    CHANGES[name](known)

    assert ("partnership", known.pk) in outbox_of()


def test_documents_are_read_with_the_same_number_of_queries(db, django_assert_num_queries):
    for more in (1, 2, 27):
        for place in PartnershipFactory.create_batch(more):
            place.outcomes.add(OutcomeFactory())
            StageFactory(partnership=place)
        numbers = list(Partnership.objects.values_list("pk", flat=True))
        with django_assert_num_queries(4):
            read = SOURCES["partnership"].read(numbers, rev=1)

    assert len(read) == 30
