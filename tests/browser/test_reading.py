"""Lessons read and narrowed: on wide and slim screens, in both themes, by keyboard, without scripts, on paper."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from resources.lessons.models import Adaptation, ChangeFlag, Cycle, Measurement
from tests.browser.conftest import assert_accessible_in_every_look
from tests.browser.steps import press, tab_to
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, PartnershipFactory, member_of


@pytest.fixture
def shelf(site):
    """A lesson with everything that a lesson can show, one that was adapted from it, and a withdrawn one."""
    place = PartnershipFactory(name="Twin Forks Partnership", state="MN")
    silence, turf = ChallengeFactory(slug="silence", name="Silence"), ChallengeFactory(slug="turf", name="Turf")
    tally = LessonFactory(
        title="The Friday tally", slug="tally", did="We counted, **by hand**.", happened="It fell.", partnership=place,
        authors=[member_of(place, name="Ada Author")], challenges=[silence], outcomes=[OutcomeFactory(name="Reading")],
        artifacts=["Call sheet"], staff_hours=30, review_by=date(2027, 2, 18),
    )  # fmt: skip
    cycle = Cycle.objects.create(
        lesson=tally, plan="Count.", measure="Days to a signature", unit="days", baseline=94,
        baseline_date=date(2024, 2, 1), target=45, verdict="better",
    )  # fmt: skip
    for number, value in enumerate((60, 52, 41, 38, 31)):
        Measurement.objects.create(cycle=cycle, value=value, date=date(2024, 4 + number, 1))
    ChangeFlag.objects.create(lesson=tally, reason="The link is dead.")
    letters = LessonFactory(
        title="Letters home", slug="letters", partnership=place, challenges=[turf], withdrawn_on=date(2026, 1, 2),
        withdrawn_by="The partnership", withdrawn_reason="Not ours to publish.",
    )  # fmt: skip
    Adaptation.objects.create(lesson=letters, source=tally, changed="By mail")
    LessonFactory(title="Three breakfasts", slug="breakfasts", challenges=[turf])
    return place


def test_pages_of_lessons_are_accessible(open_page, shelf):
    page = open_page(user=member_of(shelf))
    for address in ("/lessons/", "/lessons/?challenge=nothing", "/lessons/tally/", "/lessons/letters/"):
        page.goto(address)
        assert_accessible_in_every_look(page)


def test_narrowing_by_keyboard_changes_the_list_in_place(open_page, shelf):
    page = open_page()
    page.goto("/lessons/")
    choice = page.get_by_role("checkbox", name="Turf")
    choice.focus()

    page.keyboard.press("Space")

    expect(page.get_by_role("link", name="The Friday tally")).to_have_count(0)
    expect(page.get_by_role("link", name="Three breakfasts")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Turf")).to_be_focused()
    expect(page).to_have_url(re.compile("challenge=turf"))
    page.go_back()
    expect(page.get_by_role("link", name="The Friday tally")).to_be_visible()


def test_facets_that_were_unfolded_on_a_slim_screen_stay_so_while_somebody_chooses(open_page, shelf):
    page = open_page("slim")
    page.goto("/lessons/")
    tab_to(page, ".facets > summary")
    press(page, "Enter")
    tab_to(page, "input[value=turf]")

    press(page, "Space")

    expect(page.get_by_role("link", name="The Friday tally")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Turf")).to_be_focused()
    press(page, "Shift+Tab", "Shift+Tab")
    tab_to(page, ".facets > summary")
    press(page, "Enter")
    expect(page.get_by_role("checkbox", name="Turf")).to_be_hidden()


def test_narrowing_works_without_scripts_and_on_a_slim_screen(open_page, shelf):
    page = open_page("slim", java_script_enabled=False)
    page.goto("/lessons/")

    page.get_by_text("Narrow the lessons").click()
    page.get_by_role("checkbox", name="Silence").check()
    page.get_by_role("button", name="Apply").click()

    expect(page.get_by_role("link", name="The Friday tally")).to_be_visible()
    expect(page.get_by_role("link", name="Three breakfasts")).to_have_count(0)


def test_a_lesson_is_read_from_its_figures_to_its_family(open_page, shelf):
    page = open_page(user=member_of(shelf))
    page.goto("/lessons/")

    page.get_by_role("link", name="The Friday tally").click()

    expect(page.get_by_role("heading", name="The Friday tally", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Ada Author")).to_be_visible()
    expect(page.get_by_role("img", name="Days to a signature")).to_be_visible()
    page.get_by_text("Show the 6 values").click()
    expect(page.get_by_role("cell", name="41")).to_be_visible()
    page.get_by_role("link", name="Letters home").click()
    expect(page.get_by_text("Not ours to publish.")).to_be_visible()


def test_a_lesson_prints_without_the_frame_of_the_site(open_page, shelf):
    page = open_page(user=member_of(shelf))
    page.goto("/lessons/tally/")

    page.set_viewport_size({"width": 700, "height": 900})  # as wide as a letter between its margins
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="The Friday tally", level=1)).to_be_visible()
    expect(page.locator(".plot")).to_be_visible()
    expect(page.get_by_role("cell", name="41")).to_be_visible()
    number, words = (page.locator(f"#did {part}").first.bounding_box() for part in (".num", ".prose"))
    assert number["x"] + number["width"] <= words["x"]
    for hidden in (".masthead", ".foot", ".toc", ".crumbs", "text=Adapt this lesson"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_the_print_button_prints_and_is_not_there_without_scripts(open_page, shelf):
    page, plain = open_page(), open_page(java_script_enabled=False)
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    for each in (page, plain):
        each.goto("/lessons/tally/")

    page.get_by_role("button", name="Print").click()

    expect(page).to_have_title("printed")
    expect(plain.get_by_role("button", name="Print")).to_have_count(0)
