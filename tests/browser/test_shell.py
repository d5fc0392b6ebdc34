"""The frame of the site in a real browser: both themes, both widths, keyboard, no sideways scrolling."""

import pytest
from playwright.sync_api import expect

from tests.factories import PartnershipFactory, UserFactory, member_of

from .conftest import assert_accessible, assert_accessible_in_every_look

VISITOR_PAGES = ["/", "/about/", "/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/no/such/page/"]
MEMBER_PAGES = ["/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"]


def test_pages_of_visitors_are_accessible(open_page):
    page = open_page()

    for path in VISITOR_PAGES:
        page.goto(path)
        assert_accessible_in_every_look(page)


def test_pages_of_members_are_accessible(open_page):
    page = open_page(user=member_of(PartnershipFactory(), name="Mel Member"))

    for path in MEMBER_PAGES:
        page.goto(path)
        assert_accessible_in_every_look(page)


def test_skip_link_is_the_first_stop_and_leads_to_the_content(open_page):
    page = open_page()
    page.goto("/about/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")


def test_menu_opens_on_a_phone_by_keyboard_and_closes_by_escape(open_page):
    page = open_page("slim")
    page.goto("/about/")
    lessons = page.get_by_role("navigation", name="Main").get_by_role("link", name="Lessons")

    assert not lessons.is_visible()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    assert lessons.is_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")

    assert not lessons.is_visible()


@pytest.mark.parametrize("size", ["wide", "slim"])
def test_account_menu_opens_inside_the_window_and_signs_out(open_page, size):
    page = open_page(size, user=member_of(PartnershipFactory(), name="Mel Member"))
    page.goto("/about/")

    page.get_by_role("button", name="your account").click()
    menu = page.locator("#account")
    box = menu.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    assert_accessible(page)
    menu.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("link", name="Sign in or join")).to_be_visible()


def test_everything_is_there_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")

    assert page.get_by_role("heading", name="Who has solved this?").is_visible()
    assert page.get_by_role("search").get_by_role("button", name="Search").is_visible()


def test_one_style_sheet_and_no_foreign_address_is_asked_for(open_page, site):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/", wait_until="networkidle")

    assert [url for url in asked if not url.startswith(site)] == []
    assert len([url for url in asked if ".css" in url]) == 1


def test_print_leaves_the_frame_away(open_page):
    page = open_page()
    page.goto("/about/")
    page.emulate_media(media="print")

    assert not page.locator(".masthead").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


def test_what_was_just_done_is_said_and_takes_the_focus(open_page):
    user = UserFactory(name="Uma Unapproved")
    page = open_page(user=user)
    page.goto("/about/")
    page.get_by_role("button", name="your account").click()
    page.locator("#account").get_by_role("button", name="Sign out").click()

    said = page.get_by_role("status").first
    expect(said).to_contain_text("signed out")
    expect(said).to_be_focused()
