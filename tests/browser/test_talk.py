"""Asking, answering, marking and commenting in a real browser, with and without scripts."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from members.remarks import actions as remarks
from resources.questions.models import Question
from tests.browser.conftest import assert_accessible_in_every_look
from tests.factories import (
    AnswerFactory,
    BookmarkFactory,
    ChallengeFactory,
    CommentFactory,
    LessonFactory,
    PartnershipFactory,
    QuestionFactory,
    TopicFactory,
    UserFactory,
    member_of,
)
from tests.factories.members import PASSWORD


@pytest.fixture
def member(site):
    return member_of(PartnershipFactory(name="Twin Forks"), name="Imani Okafor")


@pytest.fixture
def question(member):
    question = QuestionFactory(
        title="Which clause should I give up first?", body="One **district**.", author=member,
        challenges=[ChallengeFactory(name="Stuck")], topics=[TopicFactory(name="Agreements")],
    )  # fmt: skip
    answer = AnswerFactory(question=question, author=member_of(PartnershipFactory(), name="Ben Yazzie"))
    CommentFactory(thing=question, place=answer.code, author=member, text="It was publishing.")
    return question


def test_pages_of_questions_and_remarks_are_accessible(open_page, member, question):
    lesson = LessonFactory(slug="tally", title="The tally")
    BookmarkFactory(thing=lesson, user=member)
    comment = CommentFactory(thing=lesson, author=member)
    page = open_page(user=member)
    for address in (
        "/questions/", "/questions/?show=could", "/questions/ask/", question.get_absolute_url(),
        f"{question.get_absolute_url()}withdraw/", "/bookmarks/", "/comments/lesson:tally/",
        f"/comments/{comment.code}/edit/", "/reports/on/lesson:tally/", "/lessons/tally/",
    ):  # fmt: skip
        page.goto(address)
        assert_accessible_in_every_look(page)


def test_what_was_reported_is_accessible(open_page, member, question):
    remarks.report(thing=question, by=member, why="other", reason="Look at it.")
    page = open_page(user=UserFactory(role="staff", affiliation="network"))
    page.goto("/reports/")

    assert_accessible_in_every_look(page)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_somebody_new_asks_and_a_colleague_answers(open_page, member, with_scripts):
    page = open_page(user=member, java_script_enabled=with_scripts)
    page.goto("/questions/")
    page.get_by_role("link", name="Ask a question").first.click()
    page.get_by_label("Your question in one line").fill("May we mask a total?")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="May we mask a total?")).to_be_visible()

    other = open_page(user=member_of(PartnershipFactory(), name="Ben Yazzie"), java_script_enabled=with_scripts)
    other.goto("/questions/?show=waiting")
    other.get_by_role("link", name="May we mask a total?").click()
    other.get_by_label("What worked, or did not, where you are").fill("Mask a second cell.")
    other.get_by_role("button", name="Answer", exact=True).click()
    page.reload()
    page.get_by_role("button", name="This helped me: accept it").click()

    expect(page.locator(".answer--best")).to_contain_text("Mask a second cell.")


def test_what_is_like_it_appears_while_somebody_types(open_page, member, question):
    page = open_page(user=member)
    page.goto("/questions/ask/")

    page.get_by_label("Your question in one line").press_sequentially("Which clause goes first")

    expect(page.get_by_role("link", name=question.title)).to_be_visible()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_lesson_is_marked_and_commented(open_page, member, with_scripts):
    lesson = LessonFactory(slug="tally", title="The tally")
    page = open_page(user=member, java_script_enabled=with_scripts)
    page.goto("/lessons/tally/")
    page.get_by_role("button", name="Bookmark").click()
    expect(page.get_by_role("button", name="Bookmarked")).to_be_visible()

    if with_scripts:
        expect(page.get_by_role("button", name="Bookmarked")).to_be_focused()
        page.locator("#talk").scroll_into_view_if_needed()
    else:
        page.get_by_role("link", name="Write the first comment").click()
    page.get_by_label("Your comment").fill("We kept it.")
    if with_scripts:  # As whoever drags its corner does.
        page.get_by_label("Your comment").evaluate("field => field.style.blockSize = '20rem'")
    page.get_by_role("button", name="Send the comment").click()

    expect(page.get_by_role("list", name="Comments")).to_contain_text("We kept it.")
    expect(page).to_have_url(f"/lessons/{lesson.slug}/" if with_scripts else re.compile("/comments/"))


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_question_outlives_the_session_it_was_typed_in(open_page, member, with_scripts):
    page = open_page(user=member, java_script_enabled=with_scripts)
    page.goto("/questions/ask/")
    page.get_by_label("Your question in one line").fill("May we mask a total?")
    page.get_by_label("What should people know?").fill("Typed over lunch.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("What you typed is kept for a day")).to_be_visible()
    page.locator("input[name=login]").first.fill(member.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    expect(page.get_by_label("What should people know?")).to_have_value("Typed over lunch.")
    expect(page.get_by_text("You were signed out before this was sent")).to_be_visible()
    if with_scripts:
        assert_accessible_in_every_look(page)
    assert not Question.objects.exists()
    page.get_by_role("button", name="Ask").click()

    expect(page.get_by_role("heading", name="May we mask a total?")).to_be_visible()
