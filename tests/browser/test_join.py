"""From no account to a member: sign up, ask, be let in, read what members read."""

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from members.accounts.models import User
from members.notices.actions import tell
from members.partnerships.notices import Membership
from tests.browser.conftest import assert_accessible, assert_accessible_in_every_look
from tests.browser.steps import sign_up
from tests.factories import (
    FacedChallengeFactory,
    JoinRequestFactory,
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    RosterEntryFactory,
    StageFactory,
    UserFactory,
    member_of,
)


@pytest.fixture
def steward(site):
    cache.clear()
    partnership = PartnershipFactory(name="High Mesa Together", slug="high-mesa", state="NM")
    return RosterEntryFactory(partnership=partnership, is_steward=True, user__name="Ben Yazzie").user


def test_join_and_be_approved(open_page, starter, steward):
    LessonFactory(title="What members know", slug="what-members-know", audience="members")
    page = open_page()
    page.goto("/join/")
    page.get_by_role("link", name="Make an account").click()
    assert_accessible(page)
    sign_up(page, "Renée Tsosie", "renee@example.org", "three-mesas-at-noon")

    page.wait_for_url("**/join/")
    page.get_by_label("Search by name, city or state").fill("new mexico")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("High Mesa Together")).to_be_checked()
    page.get_by_label("your role there").fill("Data manager")
    page.get_by_label("a line about your work").fill("I keep the attendance files.")
    assert_accessible(page)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("High Mesa Together has your request.")).to_be_visible()
    assert page.goto("/lessons/what-members-know/").status == 404

    desk = open_page(user=steward)
    desk.goto("/notices/")
    desk.get_by_role("link", name="Renée Tsosie asks to join").click()
    expect(desk.get_by_text("I keep the attendance files.")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="Yes, let them in").click()
    expect(desk.get_by_text("Renée Tsosie: approved.")).to_be_visible()
    assert mail.outbox[-1].subject == "Welcome to High Mesa Together"

    assert page.goto("/lessons/what-members-know/").status == 200
    page.goto("/people/me/")
    expect(page.get_by_role("heading", name="Renée Tsosie")).to_be_visible()
    page.goto("/notices/")
    expect(page.get_by_role("link", name="Welcome to High Mesa Together")).to_be_visible()


PAGES = (
    "/join/?q=mesa", "/join/?partnership=:attorney", "/join/requests/", "/partnerships/", "/partnerships/high-mesa/",
    "/partnerships/high-mesa/roster/", "/partnerships/high-mesa/edit/", "/partnerships/high-mesa/challenges/new/",
    "/people/me/", "/people/me/edit/", "/notices/", "/accounts/data/",
)  # fmt: skip


def test_pages_are_accessible(open_page, steward):
    partnership = steward.roster_entries.get().partnership
    JoinRequestFactory(partnership=partnership)
    partnership.outcomes.add(OutcomeFactory())
    StageFactory(partnership=partnership)
    FacedChallengeFactory(partnership=partnership, tried="Two calls.", weight="slows")
    tell(people=[steward], kind=Membership, subject="Welcome", text="You are a member now.", url="/", actor=None)
    page = open_page(user=steward)
    for path in PAGES:
        assert page.goto(path).status == 200
        assert_accessible_in_every_look(page)


def test_staff_import_a_roster_without_script(open_page, steward):
    page = open_page(user=UserFactory(name="Stan Staff", role="staff"), java_script_enabled=False)
    table = "Partnership,Email,Name\nHigh Mesa Together,ida@example.org,Ida New\n"

    page.goto("/partnerships/import/")
    page.get_by_role("radio", name="Rosters").check()
    page.get_by_label("The file").set_input_files(
        {"name": "roster.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_text("gets an account")).to_be_visible()
    page.get_by_role("button", name="Yes, do all of it").click()

    expect(page.get_by_text("One row was carried out.")).to_be_visible()
    assert User.objects.get(name="Ida New").roster_entries.get().partnership.name == "High Mesa Together"


def test_attorney_asks_without_script_and_staff_let_them_in(open_page, steward):
    member_of(PartnershipFactory(), name="Stan Staff", role="staff")
    page = open_page(user=UserFactory(name="Ana Attorney"), java_script_enabled=False)
    page.goto("/join/")
    expect(page.get_by_label("your organization")).to_be_hidden()
    page.get_by_label("None: I am an attorney").check()
    page.get_by_label("your role there").fill("Staff attorney")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_label("None: I am an attorney")).to_be_checked()
    page.get_by_label("your organization").fill("Summit County Legal Aid")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("Network staff have your request.")).to_be_visible()
    expect(page.get_by_text("Attorney, Summit County Legal Aid", exact=True)).to_be_visible()

    desk = open_page(user=User.objects.get(name="Stan Staff"), java_script_enabled=False)
    desk.goto("/join/requests/")
    desk.get_by_role("button", name="Yes, let them in").click()
    expect(desk.get_by_text("Ana Attorney: approved.")).to_be_visible()

    page.goto("/people/me/")
    expect(page.get_by_text("without a partnership")).to_be_visible()


def test_pages_work_without_script(open_page, steward):
    asker = member_of(PartnershipFactory(name="Elsewhere"), name="Ola Other")
    page = open_page(user=asker, java_script_enabled=False)
    page.goto("/join/?q=mesa")
    page.get_by_label("your role there").fill("Analyst")
    page.get_by_role("button", name="Send the request").click()

    expect(page.get_by_text("High Mesa Together has your request.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You took your request back.")).to_be_visible()
