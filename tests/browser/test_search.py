"""The search in a real browser: by keyboard alone, with and without script, both widths, both themes."""

import pytest
from playwright.sync_api import expect

from search import engines, indexing
from tests.factories import ChallengeFactory, LessonFactory, PartnershipFactory, member_of

from .conftest import assert_accessible, assert_accessible_in_every_look
from .steps import focus_is, press, tab_to


@pytest.fixture
def shelf(site, settings, tmp_path):
    """Lessons about zebras, two of them in Minnesota, one for members; indexed."""
    settings.SEARCH = {**settings.SEARCH, "ENGINE": "tantivy", "PATH": tmp_path / "index"}
    engines.reset()
    place, elsewhere = PartnershipFactory(name="North", state="MN"), PartnershipFactory(name="South", state="OH")
    trust = ChallengeFactory(family="trust")
    LessonFactory(title="Zebra crossing at noon", partnership=place, challenges=[trust])
    LessonFactory(title="Zebra stripes counted", partnership=place)
    LessonFactory(title="Zebra in Ohio", partnership=elsewhere)
    LessonFactory(title="Zebra among members", audience="members", challenges=[trust])
    indexing.rebuild()
    yield place
    engines.reset()


def test_search_with_facets_by_keyboard_alone(open_page, shelf):
    page = open_page()
    page.goto("/search/")
    tab_to(page, "#q")
    page.keyboard.type("zebra")
    press(page, "Enter")
    page.wait_for_url("**/search/?q=zebra*")
    everything = page.locator("#results .entry__title").all_inner_texts()

    tab_to(page, "#state-MN")
    with page.expect_response("**/search/?*state=MN*"):
        press(page, "Space")
    page.wait_for_url("**state=MN**")
    expect(page.locator("#results .entry__title")).to_have_count(2)

    assert sorted(everything) == ["Zebra crossing at noon", "Zebra in Ohio", "Zebra stripes counted"]
    assert focus_is(page, "#state-MN")
    assert page.locator("#state-MN").is_checked()
    tab_to(page, "a.chip")
    press(page, "Enter")
    expect(page.locator("#results .entry__title")).to_have_count(3)
    tab_to(page, "#results .entry__title a")
    press(page, "Enter")
    page.wait_for_url("**/lessons/**")


def test_suggestions_are_a_combobox(open_page, shelf):
    page = open_page()
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Search everything")
    box.press_sequentially("zeb")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()

    assert page.get_by_role("listbox").get_by_role("option").count() == 3
    assert box.get_attribute("aria-expanded") == "true"
    press(page, "ArrowDown")
    first = page.get_by_role("listbox").get_by_role("option").first
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert first.get_attribute("aria-selected") == "true"
    assert_accessible(page)
    press(page, "ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    press(page, "ArrowUp")
    assert page.get_by_role("listbox").get_by_role("option").last.get_attribute("aria-selected") == "true"
    press(page, "Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "zeb"
    press(page, "ArrowDown")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    press(page, "ArrowDown", "Enter")
    page.wait_for_url("**/lessons/**")


def test_enter_without_a_choice_searches_for_what_was_typed(open_page, shelf):
    page = open_page()
    page.goto("/search/")
    page.get_by_role("combobox", name="Search everything").press_sequentially("zebra")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()

    press(page, "Enter")

    page.wait_for_url("**/search/?q=zebra*")


def test_everything_works_without_script(open_page, shelf):
    page = open_page(java_script_enabled=False)
    page.goto("/search/")
    page.fill("#q", "zebra")
    page.click(".ask button")
    page.check("#state-MN")
    page.select_option("#sort", "title")
    page.get_by_role("button", name="Apply").click()

    assert page.locator("#results .entry__title").all_inner_texts() == [
        "Zebra crossing at noon",
        "Zebra stripes counted",
    ]
    assert page.locator("#sort").input_value() == "title"


def test_a_visitor_cannot_find_a_lesson_for_members_and_a_member_can(open_page, shelf):
    visitor, member = open_page(), open_page(user=member_of(shelf))
    for page in (visitor, member):
        page.goto("/search/?q=members")

    assert visitor.get_by_text("Zebra among members").count() == 0
    assert member.get_by_role("link", name="Zebra among members").count() == 1


def test_results_and_their_absence_are_accessible(open_page, shelf):
    page = open_page(user=member_of(shelf, name="Zebra Jones"))
    indexing.drain()
    for address in (
        "/search/",
        "/search/?q=zebra&state=MN",
        "/search/?q=zebar",
        '/search/?q="zebra zz"',
        "/search/?page=60",
    ):
        page.goto(address)
        assert_accessible_in_every_look(page)
