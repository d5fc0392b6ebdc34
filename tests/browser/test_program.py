"""The program of a convening in a real browser: read and starred by keyboard, with and without scripts, on paper."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from convenings.program.models import SessionPage, Star
from tests.browser.conftest import assert_accessible_in_every_look
from tests.browser.steps import press, tab_to
from tests.factories import ConveningFactory, PartnershipFactory, SessionFactory, TopicFactory, member_of
from tests.factories.convenings import NINE, place


@pytest.fixture
def member(site):
    return member_of(PartnershipFactory(name="Twin Forks"), name="Imani Okafor")


@pytest.fixture
def agenda(member):
    """Two days: two sessions in one hour, one on the next day, one without an hour."""
    counting = ConveningFactory(title="Counting Together", slug="counting", summary="Two days, two rooms.")
    titles = {
        "drafts": "Six drafts later",
        "cells": "Small cells, live",
        "gap": "A gap has a trend",
        "later": "To be told",
    }
    drafts, cells, gap, _later = (
        SessionFactory(convening=counting, slug=slug, title=title, speakers=[member], topics=[TopicFactory()])
        for slug, title in titles.items()
    )
    place(drafts)
    place(cells, room="Workshop 2")
    place(gap, starts=NINE + timedelta(days=1))
    return counting


def test_the_program_is_accessible(open_page, member, agenda):
    Star.objects.create(session=SessionPage.objects.get(slug="cells"), user=member)
    page = open_page(user=member)
    for address in ("", "?view=rooms", "?view=starred", "?view=print", "cells/"):
        page.goto(f"/convenings/counting/{address}")
        assert_accessible_in_every_look(page)
    for address in ("/convenings/", "/starred/"):
        page.goto(address)
        assert_accessible_in_every_look(page)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_session_is_starred_by_keyboard_alone(open_page, member, agenda, with_scripts):
    page = open_page(user=member, java_script_enabled=with_scripts)
    page.goto("/convenings/counting/")
    tab_to(page, "#press-cells", most=60)
    press(page, "Space")

    star = page.locator("#press-cells")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_contain_text("Starred")
    if with_scripts:
        expect(star).to_be_focused()
    page.goto("/starred/")
    expect(page.get_by_role("link", name="Small cells, live")).to_be_visible()
    expect(page.get_by_role("link", name="Six drafts later")).to_have_count(0)


def test_two_stars_in_one_hour_are_told(open_page, member, agenda):
    page = open_page(user=member)
    page.goto("/convenings/counting/")

    for slug in ("drafts", "cells"):
        page.locator(f"#press-{slug}").press("Enter")
        expect(page.locator(f"#press-{slug}")).to_have_attribute("aria-pressed", "true")

    expect(page.locator("#star-cells")).to_contain_text("Same hour as another star")


def test_hours_are_told_in_the_zone_of_the_reader_too(open_page, agenda):
    page = open_page(timezone_id="America/New_York")

    page.goto("/convenings/counting/cells/")

    expect(page.get_by_text("09:00–10:00")).to_be_visible()
    expect(page.get_by_text("10:00–11:00, America/New York")).to_be_visible()


def test_the_agenda_prints_without_the_frame_of_the_site(open_page, agenda):
    page = open_page()
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto("/convenings/counting/")
    tab_to(page, "a[href*='view=print']")
    press(page, "Enter")

    expect(page.get_by_role("heading", name="Counting Together", level=1)).to_be_visible()
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
    page.set_viewport_size({"width": 700, "height": 900})  # as wide as a letter between its margins
    page.emulate_media(media="print")

    for title, room in (
        ("Six drafts later", "Hall A"),
        ("Small cells, live", "Workshop 2"),
        ("A gap has a trend", "Hall A"),
    ):
        row = page.get_by_role("row").filter(has_text=title)
        expect(row).to_contain_text("09:00–10:00")
        expect(row).to_contain_text(room)
    expect(page.get_by_text("To be told")).to_be_visible()
    for hidden in (".masthead", ".foot", ".crumbs", "button"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
