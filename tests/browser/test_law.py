"""Agreements, the law and the route finder in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible_in_every_look
from tests.browser.steps import press, tab_to
from tests.factories import (
    AgreementTemplateFactory,
    ChallengeFactory,
    ElementFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    RouteFactory,
    RouteFinderFactory,
    SourceFactory,
    StateOverlayFactory,
    SuppressionRuleFactory,
)
from tests.factories.agreements import version_of

FINDER = "/legal/route/"
FOUND = f"{FINDER}?asker=agency&level=rows&holder=school"


@pytest.fixture
def law(site):
    """A route with an element and a template in two versions, and what else the room has, once."""
    source = SourceFactory(title="34 CFR 99.31", url="https://example.org/99.31")
    studies = RouteFactory(slug="studies", name="Studies for schools", sources=[source])
    ElementFactory(slug="st1", name="Purpose", route=studies, citation="34 CFR 99.31(a)(6)")
    ElementFactory(slug="gp1", name="No onward sharing")
    answer = LegalAnswerFactory(slug="may-we", topics=["consent"], citations=["34 CFR 99.30"])
    template = AgreementTemplateFactory(
        title="Study agreement", slug="study", routes=[studies], answers=[answer],
        challenges=[ChallengeFactory(slug="stuck", name="The agreement is stuck")],
    )  # fmt: skip
    changes = [{"clause": "scope", "kind": "changed", "what": "Names the years.", "why": "Nobody knew."}]
    version_of(template, "2.0", [("scope", "Grades 3 and 4.")], changes=changes, route=studies, rests_on="route")
    LegalResourceFactory(slug="guide", topics=["agreements"], state="OH", level="state")
    StateOverlayFactory(suppression_rule=SuppressionRuleFactory(slug="ten"), is_own_rule=True)
    RouteFinderFactory(sources=[source])


def test_pages_of_agreements_and_of_the_law_are_accessible(open_page, law):
    page = open_page()
    for address in (
        "/agreements/", "/agreements/study/", "/agreements/study/compare/", "/legal/", "/legal/routes/studies/",
        "/legal/resources/", "/legal/states/ohio/", "/legal/answers/may-we/", "/challenges/stuck/", FINDER,
        f"{FINDER}?asker=vendor&level=nothing", FOUND,
    ):  # fmt: skip
        page.goto(address)
        assert_accessible_in_every_look(page)


def test_a_route_is_found_without_scripts_and_an_answer_changed(open_page, law):
    page = open_page(java_script_enabled=False)
    page.goto("/legal/")
    page.get_by_role("link", name="Find your route").click()
    expect(page.get_by_role("heading", name="Who asks?", level=1)).to_be_visible()
    page.get_by_role("link", name="Pass over").click()
    for answer in ("Rows", "A court"):
        page.get_by_role("radio", name=answer).check()
        page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", name="Other law", level=1)).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Change ?: Who holds it\?$")).click()
    page.get_by_role("radio", name="A school").check()
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", name="Studies exception", level=1)).to_be_visible()
    expect(page).to_have_url(f"{FINDER}?asker=&level=rows&holder=school")
    page.get_by_role("link", name="Study agreement").click()
    expect(page.get_by_role("heading", name="Study agreement", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Studies exception", level=1)).to_be_visible()


def test_the_finder_is_answered_by_keyboard_and_asks_for_an_answer(open_page, law):
    page = open_page()
    page.goto(f"{FINDER}?asker=vendor")

    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(f"{FINDER}?asker=vendor")
    expect(page.get_by_role("group", name="What do you need?")).to_be_visible()
    tab_to(page, "input[type=radio]")
    press(page, "Space", "Enter")

    expect(page.get_by_role("heading", name="Aggregate figures", level=1)).to_be_visible()
