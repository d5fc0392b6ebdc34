"""A form sent after the session lapsed: its writer finds it again, nobody else does, and nothing is sent by itself."""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import typed
from members.people.visibility import FIELDS
from members.remarks import actions as remarks
from tests.factories import (
    AnswerFactory,
    ChallengeFactory,
    CommentFactory,
    FacedChallengeFactory,
    JoinRequestFactory,
    LessonFactory,
    PartnershipFactory,
    QuestionFactory,
    member_of,
)
from tests.factories.members import PASSWORD
from tests.resources.lesson_forms import filled

TEXT = "Nine porches, one ledger."
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Case:
    """A form: what it is called, the page it stands on, where it is sent, what is sent, where the text would be."""

    form: str
    page: str
    to: str
    data: dict
    stored: str
    field: str


@pytest.fixture
def writer(partnership):
    return member_of(partnership, name="Wilma Writer")


@pytest.fixture
def case(request, writer, partnership):
    return CASES[request.param](writer, partnership)


def ask(writer, partnership):
    return Case("ask", "/questions/ask/", "/questions/ask/", {"title": TEXT, "audience": "members"},
                "questions.Question", "title")  # fmt: skip


def edit_question(writer, partnership):
    code = QuestionFactory(author=writer, title="Before").code
    page = f"/questions/{code}/edit/"
    data = {"title": TEXT, "audience": "members"}
    return Case(f"question:{code}", page, page, data, "questions.Question", "title")


def answer(writer, partnership):
    question = QuestionFactory()
    page = question.get_absolute_url()
    return Case(f"answer:{question.code}", page, f"{page}answer/", {"body": TEXT}, "questions.Answer", "body")


def edit_answer(writer, partnership):
    written = AnswerFactory(author=writer, body="Before")
    page = f"/questions/{written.question.code}/{written.code}/edit/"
    return Case(f"answer:{written.code}:edit", page, page, {"body": TEXT}, "questions.Answer", "body")


def comment(writer, partnership):
    LessonFactory(slug="tally")
    page = "/comments/lesson:tally/"
    return Case("comment:lesson:tally:", page, page, {"text": TEXT, "place": ""}, "remarks.Comment", "text")


def comment_on_an_answer(writer, partnership):
    written = AnswerFactory()
    page, reference = written.question.get_absolute_url(), f"question:{written.question.code}"
    data = {"text": TEXT, "place": written.code, "page": "1"}
    form = f"comment:{reference}:{written.code}"
    return Case(form, page, f"/comments/{reference}/", data, "remarks.Comment", "text")


def edit_comment(writer, partnership):
    said = CommentFactory(thing=LessonFactory(), author=writer, text="Before")
    page = f"/comments/{said.code}/edit/"
    return Case(f"comment:{said.code}", page, page, {"text": TEXT}, "remarks.Comment", "text")


def report(writer, partnership):
    said = CommentFactory(thing=LessonFactory(slug="tally"))
    page = f"/reports/on/lesson:tally/?comment={said.code}"
    data = {"why": "other", "reason": TEXT}
    return Case(f"report:lesson:tally:{said.code}", page, page, data, "remarks.Report", "reason")


def decide(writer, partnership):
    writer.role, writer.affiliation = "staff", "network"
    writer.save()
    code = remarks.report(thing=LessonFactory(), by=member_of(partnership), why="other", reason="Look.").code
    data = {"answer": TEXT, "kept": "1"}
    return Case(f"decide:{code}", "/reports/", f"/reports/{code}/decide/", data, "remarks.Report", "answer")


def profile(writer, partnership):
    page = "/people/me/edit/"
    data = {"name": writer.name, "audience": "members", "bio": TEXT, "capacity_unit": "hours"}
    data |= {f"{field}_readers": "only-me" for field in FIELDS}
    return Case("profile", page, page, data, "people.Profile", "bio")


def partnership_page(writer, partnership):
    make_steward(writer, partnership)
    page = f"/partnerships/{partnership.slug}/edit/"
    data = {"state": "MN", "story": TEXT, "stages-TOTAL_FORMS": "0", "stages-INITIAL_FORMS": "0"}
    return Case(f"partnership:{partnership.slug}", page, page, data, "partnerships.Partnership", "story")


def line_of_the_register(writer, partnership):
    make_steward(writer, partnership)
    page = f"/partnerships/{partnership.slug}/challenges/new/"
    data = {"challenge": ChallengeFactory().slug, "tried": TEXT, "audience": "members"}
    return Case(f"face:{partnership.slug}", page, page, data, "partnerships.FacedChallenge", "tried")


def change_of_a_line(writer, partnership):
    make_steward(writer, partnership)
    entry = FacedChallengeFactory(partnership=partnership)
    page = f"/partnerships/{partnership.slug}/challenges/{entry.code}/"
    data = {"challenge": entry.challenge.slug, "tried": TEXT, "audience": "members"}
    return Case(f"faced:{entry.code}", page, page, data, "partnerships.FacedChallenge", "tried")


def request_to_join(writer, partnership):
    data = {"partnership": PartnershipFactory().slug, "job_title": "Analyst", "message": TEXT}
    return Case("join", "/join/", "/join/", data, "partnerships.JoinRequest", "message")


def refusal_of_a_request(writer, partnership):
    make_steward(writer, partnership)
    code = JoinRequestFactory(partnership=partnership).code
    to = f"/join/requests/{code}/decline/"
    return Case(f"decline:{code}", "/join/requests/", to, {"reason": TEXT}, "partnerships.JoinRequest", "reason")


def new_lesson(writer, partnership):
    data = filled(title=TEXT, save="1")
    return Case("lesson:from:", "/lessons/new/", "/lessons/new/", data, "lessons.LessonPage", "draft_title")


def flag(writer, partnership):
    lesson = LessonFactory(slug="tally")
    page = "/lessons/tally/flag/"
    return Case(f"flag:{lesson.translation_key}", page, page, {"reason": TEXT}, "lessons.ChangeFlag", "reason")


def make_steward(writer, partnership):
    writer.roster_entries.filter(partnership=partnership).update(is_steward=True)


EACH = (
    ask, edit_question, answer, edit_answer, comment, comment_on_an_answer, edit_comment, report, decide, profile,
    partnership_page, line_of_the_register, change_of_a_line, request_to_join, refusal_of_a_request, new_lesson, flag,
)  # fmt: skip
CASES = {each.__name__: each for each in EACH}


def hidden_in(page, form: str) -> dict:
    """What the form called `form` on `page` says beside what is typed: whose it is, and what it was begun from."""
    marks = re.findall(r'name="writer" value="([^"]+)"', page.content.decode())
    edition = re.search(r'name="edition" value="([^"]+)"', page.content.decode())
    said = {"writer": next(mark for mark in marks if signing.loads(mark, salt="cms.typed")[1] == form)}
    return said | ({"edition": edition[1]} if edition else {})


def lapsed(writer, case: Case, **more) -> tuple[Client, object]:
    """A browser that opened the page, lost its session, and sent the form; and the answer."""
    browser = Client()
    browser.force_login(writer, backend=BACKEND)
    hidden = hidden_in(browser.get(case.page), case.form)
    Session.objects.all().delete()
    return browser, browser.post(case.to, {**case.data, **more, **hidden})


def sign_in(browser, user, next_page="/"):
    sent = {"login": user.email, "password": PASSWORD, "next": next_page}
    return browser.post(reverse("account_login"), sent)


def is_stored(case: Case) -> bool:
    return apps.get_model(case.stored).objects.filter(**{case.field: TEXT}).exists()


def next_page(answer) -> str:
    return parse_qs(urlsplit(answer.url).query)["next"][0]


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_the_writer_finds_it_again_and_sends_it(writer, case):
    browser, sent_away = lapsed(writer, case)
    back = sign_in(browser, writer, next_page(sent_away))
    page = browser.get(back.url)
    is_sent_by_itself = is_stored(case)
    again = browser.post(case.to, {**case.data, **hidden_in(page, case.form)})

    assert (sent_away.status_code, back.url, page.status_code) == (302, case.page, 200)
    assert "porches" not in sent_away.url
    assert TEXT in page.content.decode()
    assert "You were signed out before this was s" in page.content.decode()
    assert not is_sent_by_itself
    assert (again.status_code, is_stored(case)) == (302, True)
    assert "typed" not in browser.session


@pytest.mark.parametrize("case", ["ask"], indirect=True)
def test_a_mailed_code_brings_it_back_too(writer, case):
    browser, sent_away = lapsed(writer, case)
    asked = {"email": writer.email, "next": next_page(sent_away)}
    there = browser.post(reverse("account_request_login_code"), asked)
    code = re.search(r"^ +(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]
    back = browser.post(there.url, {"code": code})

    assert TEXT in browser.get(back.url).content.decode()
    # The session of whoever is signed in lasts as any other, not as long as what was kept.
    assert browser.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_somebody_else_who_signs_in_sees_nothing_and_removes_it(writer, partnership, case):
    browser, _sent_away = lapsed(writer, case)
    other = member_of(partnership, name="Otto Other")
    other.role, other.affiliation = writer.role, writer.affiliation
    other.save()
    waits = str(dict(browser.session.items()))
    sign_in(browser, other)
    page = browser.get(case.page).content.decode()
    left = str(dict(browser.session.items()))

    assert "porches" in waits
    assert "porches" not in page
    assert "porches" not in left


@pytest.mark.parametrize("case", ["ask"], indirect=True)
@pytest.mark.parametrize(("hours", "is_there"), [(23, True), (25, False)])
def test_it_is_kept_for_a_day(writer, case, hours, is_there):
    with time_machine.travel(timezone.now() - timedelta(hours=hours)):
        browser, _sent_away = lapsed(writer, case)
    sign_in(browser, writer)

    assert (TEXT in browser.get(case.page).content.decode()) is is_there


@pytest.mark.parametrize("case", ["ask"], indirect=True)
def test_more_than_there_is_room_for_is_said_at_once(writer, case, monkeypatch):
    monkeypatch.setattr(typed, "MOST_CHARACTERS", 200)
    browser, refused = lapsed(writer, case, body="x" * 200)

    assert refused.status_code == 413
    assert "what you typed is still in the form" in refused.content.decode()
    assert "typed" not in browser.session


@pytest.mark.parametrize("case", ["ask"], indirect=True)
@pytest.mark.parametrize("mark", ["", "forged", signing.dumps([1, "ask", "/"], salt="another")])
def test_without_a_mark_nothing_is_kept(case, mark):
    browser = Client()

    sent_away = browser.post(case.to, {**case.data, "writer": mark})

    assert sent_away.url == "/accounts/login/?next=/questions/ask/"
    assert not browser.session.items()


@pytest.mark.parametrize("case", ["comment"], indirect=True)
def test_a_script_is_told_to_take_the_whole_page_to_the_sign_in(writer, case):
    browser = Client()
    browser.force_login(writer, backend=BACKEND)
    hidden = hidden_in(browser.get(case.page, headers={"HX-Request": "true"}), case.form)
    Session.objects.all().delete()

    answer = browser.post(case.to, {**case.data, **hidden}, headers={"HX-Request": "true"})
    sign_in(browser, writer)

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/accounts/login/?next=/comments/lesson%3Atally/")
    assert TEXT in browser.get(case.page).content.decode()


def test_a_button_without_text_leads_back_to_its_page(client, db):
    LessonFactory(slug="tally")

    answer = client.post("/bookmarks/lesson:tally/", headers={"Referer": "http://testserver/lessons/tally/?page=2"})
    foreign = client.post("/bookmarks/lesson:tally/", headers={"Referer": "http://elsewhere.example/"})

    assert next_page(answer) == "/lessons/tally/?page=2"
    assert next_page(foreign) == "/bookmarks/lesson:tally/"


def test_a_page_that_is_no_address_is_nothing_to_come_back_to():
    answer = Client().post("/questions/ask/", headers={"HX-Request": "true", "HX-Current-URL": "http://["})

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/accounts/login/?next=/")
