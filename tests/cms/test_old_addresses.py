"""When a word or a record gets another address, what leads to the old one leads to it; and tells nobody of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms import kinds
from cms.models import OldAddress
from tests.factories import (
    ChallengeFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    OutcomeFactory,
    PartnershipFactory,
    ReportCardFactory,
    SystemFactory,
    TermFactory,
)

FACTORIES = {
    "challenge": ChallengeFactory, "outcome": OutcomeFactory, "partnership": PartnershipFactory,
    "system": SystemFactory, "report-card": ReportCardFactory, "legal-resource": LegalResourceFactory,
    "legal-answer": LegalAnswerFactory, "term": TermFactory,
}  # fmt: skip


def moved(kind: str, **fields):
    thing = FACTORIES[kind](slug="before", **fields)
    thing.slug = "new-place"
    thing.save()
    return thing


def test_every_kind_that_has_a_slug_and_is_no_page_is_tried_here(db):
    named_by_slug = {
        kind.name for kind in kinds.every_kind() if kind.key == "slug" and not issubclass(kind.model, Page)
    }

    assert set(FACTORIES) == named_by_slug


@pytest.mark.parametrize("kind", sorted(FACTORIES.keys() - {"term"}))
def test_the_old_address_leads_to_the_new_one_for_its_readers_only(clients, kind):
    thing = moved(kind, audience="members")
    new = kinds.get_kind(kind).url(thing)
    old = new.replace("/new-place/", "/before/")

    led, refused = clients["member"].get(old), clients["visitor"].get(old)

    assert (led.status_code, led.url) == (302, new)
    assert refused.status_code == 404
    assert "new-place" not in refused.content.decode()


def test_an_anchor_of_the_glossary_stays(client, db):
    moved("term", name="Moved")
    TermFactory(slug="other", name="Other")

    page = client.get("/glossary/").content.decode()

    assert '<dl class="term" id="new-place">\n  <dt><span id="before"></span>Moved</dt>' in page


def test_an_anchor_that_another_term_has_by_now_is_its_own(client, db):
    moved("term")
    TermFactory(slug="before")

    assert client.get("/glossary/").content.decode().count('id="before"') == 1


def test_feeds_below_an_old_address_live_on_with_their_questions(client, db):
    moved("challenge")

    assert client.get("/challenges/before/feed/").url == "/challenges/new-place/feed/"
    assert client.get("/challenges/before/?page=2").url == "/challenges/new-place/?page=2"
    assert client.get("/challenges/before/%C3%A9%3Fx/?a=1").url == "/challenges/new-place/%C3%A9%3Fx/?a=1"
    assert client.post("/challenges/before/").status_code in (404, 405)


def test_an_address_changed_twice_and_back_leads_where_the_thing_is(client, db):
    word = moved("challenge")
    word.slug = "later"
    word.save()
    assert {client.get(f"/challenges/{old}/").url for old in ("before", "new-place")} == {"/challenges/later/"}
    word.slug = "before"
    word.save()

    assert client.get("/challenges/before/").status_code == 200
    assert client.get("/challenges/later/").url == "/challenges/before/"


def test_what_stands_at_the_address_now_comes_first(client, db):
    moved("challenge")
    ChallengeFactory(slug="before", name="Newly here")

    assert "Newly here" in client.get("/challenges/before/").content.decode()


def test_what_lies_below_a_thing_and_is_not_there_is_still_not_there(clients, db):
    moved("partnership")
    PartnershipFactory(slug="plain")

    assert clients["visitor"].get("/partnerships/new-place/nothing/").status_code == 404
    assert clients["member"].get("/partnerships/before/nothing/").url == "/partnerships/new-place/nothing/"


def test_saving_without_a_new_address_remembers_nothing(db):
    word = ChallengeFactory(slug="same")
    word.name = "Another name"
    word.save()

    assert not OldAddress.objects.exists()


def test_an_editor_who_changes_it_in_the_admin_breaks_no_link(clients):
    word = ChallengeFactory(slug="before", name="Stuck")
    held = {"name": word.name, "order": "0", "audience": "public", "family": word.family}
    clients["staff"].post(f"/admin/snippets/vocabulary/challenge/edit/{word.pk}/", {**held, "slug": "new-place"})

    assert Client().get("/challenges/before/").url == "/challenges/new-place/"


def test_an_address_of_thousands_of_steps_is_not_asked_for_step_by_step(client, db):
    moved("challenge")

    with CaptureQueriesContext(connection) as asked:
        responses = [client.get(f"/challenges/before/{'a/' * steps}") for steps in (3, 3000)]

    assert [response.status_code for response in responses] == [302, 302]
    assert max(len(query["sql"]) for query in asked) < 50_000
