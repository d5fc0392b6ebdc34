"""One page in two tabs: the second meets both texts, in every look, and saves after it has shown them."""

from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible_in_every_look
from tests.factories import PartnershipFactory, RosterEntryFactory


def test_two_tabs_on_a_partnership_lose_nothing(open_page, site):
    place = PartnershipFactory(name="Twin Forks", slug="twin-forks", state="MN")
    steward = RosterEntryFactory(partnership=place, is_steward=True).user
    first, second = open_page(user=steward), open_page("slim", user=steward)
    for tab, story, other in ((first, "It began at a breakfast.", "City"), (second, "It began at a picnic.", "Region")):
        tab.goto(f"{site}/partnerships/twin-forks/edit/")
        tab.get_by_label("Story").fill(story)
        tab.get_by_label(other, exact=False).first.fill("Springfield")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("This is what readers see now.")).to_be_visible()

    second.get_by_role("button", name="Save").click()

    expect(second.get_by_role("heading", name="Story")).to_be_visible()
    expect(second.locator(".compare__side--new")).to_contain_text("It began at a breakfast.")
    expect(second.get_by_label("City")).to_have_value("Springfield")
    assert_accessible_in_every_look(second)
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("It began at a picnic.")).to_be_visible()
