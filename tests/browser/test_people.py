"""The directory and a profile, as people use them: by keyboard, without scripts, in every look."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from cms.vocabulary.models import Expertise
from members.people.actions import Told, set_photo, tell
from members.people.photos import made_anew
from members.people.visibility import FIELDS
from tests.browser.conftest import assert_accessible_in_every_look
from tests.factories import ChallengeFactory, PartnershipFactory, member_of


@pytest.fixture
def ada(site):
    """Ada, who tells members everything, and with her Bo, who tells nothing but his name."""
    place = PartnershipFactory(name="Twin Forks Partnership", state="MN")
    ada, _bo = member_of(place, name="Ada Author"), member_of(place, name="Bo Quiet")
    words = [Expertise.objects.create(slug=f"word-{number}", name=f"Subject {number}") for number in range(9)]
    fields = {f"{field}_readers": "members" for field in FIELDS}
    fields |= {"bio": "Counts buses.", "pronouns": "she/her", "capacity": 2, "time_zone": "America/Chicago"}
    told = {"expertise_offered": words, "help_wanted": words[:2], "challenges_known": [ChallengeFactory()]}
    tell(profile=ada.profile, told=Told(fields, told, ["en", "hmn"]))
    photo = BytesIO()
    Image.new("RGB", (200, 200), "teal").save(photo, "PNG")
    photo.size = photo.tell()
    set_photo(profile=ada.profile, photo=made_anew(photo))
    return ada


def test_pages_of_people_are_accessible(open_page, ada):
    page = open_page(user=ada)
    for address in ("/people/", "/people/?name=nobody+at+all", "/people/me/edit/", ada.profile.url):
        assert page.goto(address).status == 200
        assert_accessible_in_every_look(page)


def test_directory_is_narrowed_by_keyboard_and_its_address_shared(open_page, ada):
    page = open_page(user=ada)
    page.goto("/people/")
    page.get_by_role("checkbox", name="Subject 1").first.focus()

    page.keyboard.press("Space")

    expect(page.get_by_role("link", name="Bo Quiet")).to_have_count(0)
    expect(page).to_have_url(re.compile("offers=word-1"))
    page.get_by_label("Name", exact=True).fill("auther")
    page.keyboard.press("Tab")
    expect(page.get_by_text("with names like “auther”")).to_be_visible()
    again = open_page(user=ada)
    again.goto(page.url)
    expect(again.get_by_role("link", name="Ada Author")).to_be_visible()


def test_profile_is_kept_and_left_without_scripts_on_a_slim_screen(open_page, ada):
    page = open_page("slim", user=ada, java_script_enabled=False)
    page.goto("/people/me/edit/")

    page.get_by_role("textbox", name="About you").fill("Counts trains.")
    page.get_by_label("Who may read it: About you").select_option("Only me")
    page.get_by_text("Languages that you work in").first.click()
    page.get_by_role("checkbox", name="Spanish").check()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Counts trains.")).to_be_visible()
    page.get_by_role("link", name="a member", exact=True).click()
    expect(page.get_by_text("This is your profile as a member sees it.")).to_be_visible()
    expect(page.get_by_text("Counts trains.")).to_have_count(0)
    expect(page.get_by_text("English, Spanish, Hmong").or_(page.get_by_text("English, Hmong, Spanish"))).to_be_visible()
    page.get_by_role("link", name="Back to your own view").click()
    page.get_by_role("button", name="Leave the directory").click()
    page.goto("/people/")
    expect(page.get_by_role("link", name="Bo Quiet")).to_be_visible()
    expect(page.get_by_role("link", name="Ada Author")).to_have_count(0)
