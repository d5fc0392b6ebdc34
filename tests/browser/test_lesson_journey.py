"""A lesson in a real browser: written, submitted, sent back, fixed, approved, read; and nothing lost on the way."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from cms.setup import REVIEWERS
from cms.vocabulary.models import Challenge
from resources.lessons.models import LessonPage
from tests.browser.conftest import assert_accessible_in_every_look, signed_in
from tests.browser.steps import press, tab_to
from tests.factories import ChallengeFactory, OutcomeFactory, PartnershipFactory, member_of
from tests.factories.members import PASSWORD

TITLE = "The porch light census"
SECTIONS = {
    "Context": "Nine porches on one street.",
    "The challenge": "Nobody answered the door.",
    "What we did": "We left a card and **came back**.",
    "What happened": "Seven of nine wrote back.",
    "What we would change": "Bring two pens.",
}


@pytest.fixture
def writer(site):
    ChallengeFactory(name="Doors stay shut")
    OutcomeFactory(name="Ready for school")
    return member_of(PartnershipFactory(name="Porch Street"), name="Wanda Writer")


@pytest.fixture
def reviewer(site):
    person = member_of(PartnershipFactory(name="Next Town"), name="Rita Reviewer")
    person.groups.add(Group.objects.get(name=REVIEWERS))
    return person


def write(page) -> None:
    """Type a whole lesson."""
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Summary", exact=True).fill("A card on the porch was answered.")
    for heading, text in SECTIONS.items():
        page.get_by_role("textbox", name=heading, exact=True).fill(text)
    page.get_by_label("Doors stay shut").check()
    page.get_by_label("Ready for school").check()
    page.get_by_label("Level of the data", exact=True).select_option("none")


def says_saved(page) -> None:
    expect(page.locator("#saving")).to_have_text(re.compile("Saved at"), timeout=15_000)


def test_from_a_draft_to_a_lesson_that_is_found(open_page, starter, search_index, writer, reviewer):
    search_index()
    mine = open_page(user=writer)
    mine.goto("/desk/")
    mine.get_by_role("link", name="Write a lesson").first.click()
    write(mine)
    mine.get_by_role("button", name="Submit for review").first.click()
    expect(mine.get_by_role("heading", name="In review")).to_be_visible()
    expect(mine.get_by_role("link", name=TITLE)).to_be_visible()

    theirs = open_page(user=reviewer)
    decide_in_admin(theirs, "Send back", "Say how many porches.")
    mine.goto("/desk/")
    expect(mine.get_by_text("Say how many porches.")).to_be_visible()
    mine.get_by_role("link", name="Open and answer").click()
    mine.get_by_role("textbox", name="Context", exact=True).fill("Nine porches of eleven.")
    mine.get_by_role("button", name="Submit for review").first.click()

    decide_in_admin(theirs, "Approve", None)

    stranger = open_page()
    assert stranger.goto("/lessons/the-porch-light-census/").status == 404
    theirs.goto("/lessons/")
    theirs.get_by_role("link", name=TITLE).click()
    expect(theirs.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(theirs.get_by_text("Nine porches of eleven.")).to_be_visible()
    expect(theirs.locator("strong", has_text="came back")).to_be_visible()

    for page, found in ((theirs, 1), (stranger, 0)):
        page.goto("/search/")
        page.get_by_label("Search everything").fill("porch census")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=porch+census*")
        expect(page.locator("#results").get_by_role("link", name=TITLE)).to_have_count(found)

    narrow_by_keyboard(theirs)


def narrow_by_keyboard(page) -> None:
    """Among all that speaks of porches, the lesson that faces shut doors, without a mouse."""
    page.goto("/search/?q=")
    tab_to(page, "#q")
    page.keyboard.type("porch")
    press(page, "Enter")
    page.wait_for_url("**/search/?q=porch*")
    assert page.locator("#results .entry__title").count() > 1

    challenge = Challenge.objects.get(name="Doors stay shut")
    tab_to(page, f"#challenge-{challenge.slug}", most=80)
    press(page, "Space")
    expect(page.locator("#results .entry__title")).to_have_count(1)
    tab_to(page, "#results .entry__title a", most=80)
    press(page, "Enter")
    page.wait_for_url("**/lessons/the-porch-light-census/")


def decide_in_admin(page, action: str, reason: str | None) -> None:
    """What a reviewer does in Wagtail's admin."""
    lesson = LessonPage.objects.get(title=TITLE)
    page.goto(f"/admin/pages/{lesson.pk}/edit/")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile(f"^{action}$|^{action} and publish$", re.IGNORECASE)).first.click()
    if reason is not None:
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill(reason)
        dialog.get_by_role("button", name=action).click()
    page.wait_for_url(re.compile(r"/admin/(pages/\d+/)?(\?.*)?$"))


def test_autosave_begins_and_goes_on(open_page, writer):
    page = open_page(user=writer)
    page.goto("/lessons/new/")
    page.get_by_label("Title", exact=True).fill(TITLE)
    says_saved(page)
    page.get_by_role("textbox", name="Context", exact=True).fill("Nine porches.")
    expect(page.locator("#saving")).to_have_text("Not saved yet")
    says_saved(page)

    lesson = LessonPage.objects.get()
    assert (lesson.title, lesson.context, lesson.revisions.count()) == (TITLE, "Nine porches.", 1)
    assert page.url.endswith(f"/lessons/{lesson.slug}/edit/")


def test_a_lost_connection_loses_nothing(browser, site, writer):
    # A page of its own: the browser complains of the lost connection, and should.
    context = browser.new_context(base_url=site)
    context.add_cookies([signed_in(writer, site)])
    page = context.new_page()
    page.goto("/lessons/new/")
    page.get_by_label("Title", exact=True).fill(TITLE)
    says_saved(page)

    page.route("**/autosave/", lambda route: route.abort())
    page.get_by_role("textbox", name="Context", exact=True).fill("Typed in a tunnel.")
    expect(page.locator("#saving")).to_contain_text("kept on this device", timeout=15_000)
    page.unroute("**/autosave/")
    page.reload()

    expect(page.get_by_role("textbox", name="Context", exact=True)).to_have_value("Typed in a tunnel.")
    says_saved(page)
    assert LessonPage.objects.get().context == "Typed in a tunnel."
    context.close()


def test_a_lapsed_session_loses_nothing(open_page, site, writer):
    page = open_page(user=writer)
    page.goto("/lessons/new/")
    page.get_by_label("Title", exact=True).fill(TITLE)
    says_saved(page)

    Session.objects.all().delete()
    page.get_by_role("textbox", name="Context", exact=True).fill("Typed after lunch.")
    expect(page.locator("#saving")).to_contain_text("You have been signed out", timeout=15_000)
    page.locator("#saving").get_by_role("link", name="Sign in again").click()
    page.locator("input[name=login]").first.fill(writer.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()

    expect(page.get_by_role("textbox", name="Context", exact=True)).to_have_value("Typed after lunch.")
    says_saved(page)


def test_two_tabs_see_both_texts(open_page, writer):
    first = open_page(user=writer)
    first.goto("/lessons/new/")
    first.get_by_label("Title", exact=True).fill(TITLE)
    says_saved(first)
    second = open_page(user=writer)
    second.goto(first.url.removeprefix("http://").partition("/")[2].join(["/", ""]))
    first.get_by_role("textbox", name="Context", exact=True).fill("From the first tab.")
    says_saved(first)

    second.get_by_role("textbox", name="Context", exact=True).fill("From the second tab.")
    second.get_by_role("button", name="See both texts").click(timeout=15_000)

    expect(second.get_by_text("From the first tab.").first).to_be_visible()
    second.get_by_label("Take what was saved").check()
    second.get_by_role("button", name="Save this").click()
    expect(second.get_by_role("textbox", name="Context", exact=True)).to_have_value("From the first tab.")


def test_everything_works_without_scripts(open_page, writer):
    page = open_page(user=writer, java_script_enabled=False)
    page.goto("/lessons/new/")
    write(page)
    page.get_by_role("button", name="Save draft").first.click()
    page.get_by_role("button", name="Submit for review").first.click()

    assert page.url.endswith("/desk/")
    assert LessonPage.objects.get().workflow_in_progress


def test_the_toolbar_is_one_stop_of_the_tab_key(open_page, writer):
    page = open_page(user=writer)
    page.goto("/lessons/new/")
    bar = page.locator("[data-toolbar=id_context]")

    page.locator("#id_summary").press("Tab")
    expect(bar.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#id_context")).to_be_focused()


def test_the_toolbar_writes_markdown(open_page, writer):
    page = open_page(user=writer)
    page.goto("/lessons/new/")
    field = page.get_by_role("textbox", name="Context", exact=True)
    field.fill("nine porches")
    field.select_text()
    bar = page.locator("[data-toolbar=id_context]")

    bar.get_by_role("button", name="Bold").click()
    expect(field).to_have_value("**nine porches**")
    bar.get_by_role("button", name="Preview").click()

    expect(page.locator("strong", has_text="nine porches")).to_be_visible()


def test_editor_and_desk_are_accessible(open_page, writer):
    page = open_page(user=writer)
    for path in ("/desk/", "/lessons/new/"):
        page.goto(path)
        assert_accessible_in_every_look(page)
