"""Challenges, outcomes, glossary and Theory of Action in a real browser."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cms.vocabulary.models import DatedMeaning, Gateway, GatewayScheme
from tests.browser.conftest import assert_accessible_in_every_look
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, TermFactory


@pytest.fixture
def words(site):
    cell = TermFactory(name="Small cell", slug="small-cell", synonyms=["small n"], source_kind="regulation")
    ci = TermFactory(name="CI", slug="ci", see_also=[cell], audience="public")
    ci.dated_meanings = [DatedMeaning(meaning="Collective impact", since=date(2011, 1, 1), since_precision="year")]
    ci.save()
    challenge = ChallengeFactory(
        slug="fear", name="Fear of blame", description="They fear a chart.", related_terms=[ci],
        signs=["Questions never end"], first_steps=["Ask what happened"], questions=["What is the worst headline?"],
    )  # fmt: skip
    ChallengeFactory()
    outcome = OutcomeFactory(
        slug="reading", stage="elementary", definition="They read.", core_indicators=["At standard"],
        cautions="Mind it.", direction="higher-is-better",
    )  # fmt: skip
    LessonFactory(challenges=[challenge], outcomes=[outcome])
    scheme = GatewayScheme.objects.create(slug="toa", name="First release", sources=["A page"])
    Gateway.objects.create(scheme=scheme, slug="proof", name="Proof Point", plain="Where it leads.", is_gateway=False)


def test_pages_of_words_are_accessible(open_page, words):
    page = open_page()
    for address in (
        "/challenges/", "/challenges/fear/", "/outcomes/", "/outcomes/reading/", "/glossary/", "/glossary/?q=nothing",
        "/theory-of-action/",
    ):  # fmt: skip
        page.goto(address)
        assert_accessible_in_every_look(page)


def test_the_glossary_narrows_while_somebody_types(open_page, words):
    page = open_page()
    page.goto("/glossary/")
    field = page.get_by_role("searchbox", name="Search the glossary")

    field.press_sequentially("small")

    expect(page.locator("dl.term")).to_have_count(1)
    expect(page.locator("#small-cell")).to_be_visible()
    expect(field).to_be_focused()
    expect(page).to_have_url("/glossary/?q=small")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("dl.term")).to_have_count(2)


def test_the_glossary_answers_without_scripts(open_page, words):
    page = open_page(java_script_enabled=False)
    page.goto("/glossary/")
    page.get_by_role("searchbox", name="Search the glossary").fill("small n")

    page.get_by_role("button", name="Search").click()

    expect(page.locator("dl.term")).to_have_count(1)


def test_a_word_of_a_challenge_leads_to_its_place_in_the_glossary(open_page, words):
    page = open_page()
    page.goto("/challenges/fear/")

    page.get_by_role("link", name="CI", exact=True).click()

    expect(page).to_have_url("/glossary/#ci")
    expect(page.locator("#ci")).to_be_in_viewport()
