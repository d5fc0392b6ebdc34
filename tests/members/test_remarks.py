"""Bookmarks, comments and reports: on things of any kind, and never with more readers than the thing has."""

import json

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.audiences import partnership_token
from cms.kinds import kind_of
from cms.setup import EDITORS
from members.accounts.actions import erase
from members.partnerships.models import RosterEntry
from members.people.models import Profile
from members.remarks import actions
from members.remarks.models import Bookmark, Comment, Report
from resources.questions.models import Question
from tests.factories import (
    AgreementTemplateFactory,
    AnswerFactory,
    BookmarkFactory,
    ChallengeFactory,
    CommentFactory,
    LegalAnswerFactory,
    LessonFactory,
    PartnershipFactory,
    ProfileFactory,
    QuestionFactory,
    member_of,
)
from tests.tabs import sent_by

pytestmark = pytest.mark.django_db

MADE = {
    "lesson": LessonFactory, "partnership": PartnershipFactory, "challenge": ChallengeFactory,
    "agreement-template": AgreementTemplateFactory, "question": QuestionFactory,
}  # fmt: skip
READABLE = {"visitor": {"public"}, "member": {"public", "members"}, "colleague": {"public", "members", "partnership"}}
# The list of bookmarks, and a page of comments, of a member: the same with 1, 3 and 30.
LIST_QUERIES, THREAD_QUERIES = 9, 11


def address_of(thing) -> str:
    return f"/comments/{kind_of(thing).reference(thing)}/"


def say(client, thing, text="Same here.", **more):
    return client.post(address_of(thing), {"text": text, **more})


@pytest.fixture
def lesson(people):
    return LessonFactory(slug="tally", title="The tally", authors=[people["colleague"]], audience="members")


@pytest.mark.parametrize("name", MADE)
def test_a_page_leads_to_its_comments_and_shows_them_as_one_scrolls(clients, people, name):
    thing = MADE[name](audience="public")
    url, address = kind_of(thing).url(thing), address_of(thing)

    said = clients["member"].post(address, {"text": "Same here."})
    page, public = (clients[reader].get(url).content.decode() for reader in ("colleague", "visitor"))
    whole, part = (
        clients["colleague"].get(address, headers=headers).content.decode() for headers in ({}, {"HX-Request": "true"})
    )
    read = clients["visitor"].get(address).content.decode()

    assert said["Location"] == f"{address}#{Comment.objects.get().anchor}"
    assert (address in page, address in public) == (True, name != "question")
    assert ("Mel Member" in whole, "Mel Member" in part, "<html" in part) == (True, True, False)
    assert ("Same here." in read, "Mel Member" in read, "<textarea" in read) == (True, False, False)


@pytest.mark.parametrize("reader", READABLE)
def test_comments_and_bookmarks_have_the_readers_of_their_thing_as_these_are_now(clients, people, partnership, reader):
    tokens = {"public": "public", "members": "members", "partnership": partnership_token(partnership.pk)}
    lessons = {name: LessonFactory(title=f"For {name}") for name in tokens}
    for thing in lessons.values():
        CommentFactory(thing=thing)
        if people[reader].is_authenticated:
            BookmarkFactory(thing=thing, user=people[reader])
    for name, token in tokens.items():
        type(lessons[name]).objects.filter(pk=lessons[name].pk).update(audience=token)

    seen = {name for name, thing in lessons.items() if clients[reader].get(address_of(thing)).status_code == 200}
    marked = clients[reader].get("/bookmarks/").content.decode()

    assert seen == READABLE[reader]
    if reader != "visitor":
        assert {name for name in tokens if f"For {name}" in marked} == READABLE[reader]


def test_nobody_sees_the_bookmarks_of_somebody_else(clients, people, lesson):
    url = f"/bookmarks/{kind_of(lesson).reference(lesson)}/"
    for _ in range(2):
        marked = clients["member"].post(url, {"on": "1"})
    own, other = (clients[reader].get("/bookmarks/").content.decode() for reader in ("member", "colleague"))
    button = clients["colleague"].get(lesson.get_absolute_url()).content.decode()
    unmarked = clients["member"].post(url, {"on": "0", "list": "1"})

    assert (marked["Location"], unmarked["Location"]) == (lesson.get_absolute_url(), "/bookmarks/")
    assert ("The tally" in own, "The tally" in other) == (True, False)
    assert 'aria-pressed="false"' in button
    assert not Bookmark.objects.exists()


def test_a_part_of_the_page_comes_back_for_htmx(clients, lesson):
    htmx = {"HX-Request": "true"}
    reference = kind_of(lesson).reference(lesson)

    mark = clients["member"].post(f"/bookmarks/{reference}/", {"on": "1"}, headers=htmx).content.decode()
    said = clients["member"].post(address_of(lesson), {"text": "Ours too."}, headers=htmx)
    wrong = clients["member"].post(address_of(lesson), {"text": ""}, headers=htmx)
    out = clients["visitor"].post(f"/bookmarks/{reference}/", {"on": "1"}, headers=htmx)

    assert ('aria-pressed="true"' in mark, "<html" in mark) == (True, False)
    assert ("Ours too." in said.content.decode(), "<html" in said.content.decode()) == (True, False)
    assert (wrong.status_code, "<html" in wrong.content.decode()) == (422, False)
    assert out["HX-Redirect"].startswith("/accounts/login/")


@pytest.mark.parametrize(("reader", "status"), [("visitor", 302), ("unapproved", 403), ("member", 302)])
def test_only_members_comment_mark_and_report(clients, reader, status):
    lesson = LessonFactory(audience="public")
    reference = kind_of(lesson).reference(lesson)
    client = clients[reader]

    asked = [
        say(client, lesson), client.post(f"/bookmarks/{reference}/", {"on": "1"}),
        client.post(f"/reports/on/{reference}/", {"why": "sells"}),
    ]  # fmt: skip

    assert [response.status_code for response in asked] == [status] * 3
    assert {model.objects.count() for model in (Comment, Bookmark, Report)} == {int(reader == "member")}


@pytest.mark.parametrize(
    "address", ["lesson:nowhere", "nothing:tally", "lesson", "lesson:", ":", "person:x", "lesson:" + "x" * 400]
)
@pytest.mark.parametrize("door", ["/bookmarks/{}/", "/comments/{}/", "/reports/on/{}/"])
def test_what_is_not_there_takes_nothing(clients, address, door):
    assert clients["member"].post(door.format(address), {"text": "x", "on": "1", "why": "sells"}).status_code == 404


def test_nobody_comments_on_people_on_drafts_on_what_is_withdrawn_or_where_nothing_stands(clients, people):
    draft = LessonFactory(live=False, authors=[people["member"]])
    withdrawn, question = QuestionFactory(withdrawn_by="author"), QuestionFactory()
    Question.objects.filter(pk=withdrawn.pk).update(withdrawn=withdrawn.written)
    profile = ProfileFactory(user=people["colleague"])

    refused = [say(clients["member"], thing).status_code for thing in (draft, withdrawn, profile)]
    refused.append(say(clients["member"], question, place="answer99").status_code)

    assert refused == [404] * 4
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "a\x00b", "a\u202eb"])
def test_a_wrong_comment_comes_back_as_it_was_typed(clients, lesson, text):
    response = say(clients["member"], lesson, text)

    assert (response.status_code, Comment.objects.count()) == (422, 0)
    if len(text) > 2000:
        assert text in response.content.decode()


def test_a_comment_is_text_and_no_markup(clients, lesson):
    say(clients["member"], lesson, "<b>One</b>\nTwo")

    assert "&lt;b&gt;One&lt;/b&gt;<br>Two" in clients["member"].get(address_of(lesson)).content.decode()


def test_sent_twice_it_is_one_comment_and_too_many_are_refused(clients, lesson, monkeypatch):
    for _ in range(2):
        say(clients["member"], lesson)
    monkeypatch.setattr(actions, "COMMENTS_A_DAY", 1)
    refused = say(clients["member"], lesson, "Another.")

    assert (refused.status_code, "Another." in refused.content.decode(), Comment.objects.count()) == (422, True, 1)


def test_authors_are_told_and_only_while_they_may_read_it(
    clients, people, partnership, lesson, django_capture_on_commit_callbacks
):
    RosterEntry.objects.filter(user=people["colleague"]).update(is_steward=True)
    answer = AnswerFactory(question__author=people["reviewer"], author=people["colleague"])
    with django_capture_on_commit_callbacks(execute=True):
        say(clients["member"], lesson)
        say(clients["member"], partnership)
        say(clients["member"], answer.question, place=answer.code)
        say(clients["colleague"], lesson, "My own.")
    with django_capture_on_commit_callbacks(execute=True):
        type(lesson).objects.filter(pk=lesson.pk).update(audience="staff")
        actions.comment(thing=lesson, by=people["staff"], text="Later.")

    told = people["colleague"].notifications.order_by("pk").values_list("subject", flat=True)
    assert list(told) == [
        "A comment: The tally", "A comment: Twin Forks", f"A comment: {answer.question.title}"
    ]  # fmt: skip
    assert not people["reviewer"].notifications.exists()


def test_comments_on_an_answer_stand_below_it(clients, people):
    answer = AnswerFactory(question__audience="members")
    url = answer.question.get_absolute_url()
    say(clients["member"], answer.question, "On the answer.", place=answer.code)
    say(clients["member"], answer.question, "On the question.")

    page = clients["colleague"].get(url).content.decode()
    own_page = clients["colleague"].get(address_of(answer.question)).content.decode()

    assert page.index("On the question.") < page.index(f'id="{answer.anchor}"') < page.index("On the answer.")
    assert ("On the question." in own_page, "On the answer." in own_page) == (True, True)


def test_own_comments_are_edited_and_two_tabs_see_each_other(clients, lesson):
    say(clients["member"], lesson)
    url = f"/comments/{Comment.objects.get().code}/edit/"

    opened = clients["member"].get(url)
    first = clients["member"].post(url, sent_by(opened, text="One."))
    late = clients["member"].post(url, sent_by(opened, text="Two."))
    others = [clients[reader].post(url, {"text": "Three."}).status_code for reader in ("colleague", "staff")]

    assert (first.status_code, late.status_code, others) == (302, 409, [404, 404])
    assert ("One." in late.content.decode(), "Two." in late.content.decode()) == (True, True)
    assert Comment.objects.get().text == "One."
    assert clients["member"].post(url, sent_by(late)).status_code == 302
    assert Comment.objects.get().text == "Two."
    assert ", edited" in clients["colleague"].get(address_of(lesson)).content.decode()


def test_what_was_typed_into_a_comment_removed_meanwhile_comes_back_to_whoever_typed_it(clients, people, lesson):
    say(clients["member"], lesson)
    url = f"/comments/{Comment.objects.get().code}/edit/"
    sent = sent_by(clients["member"].get(url), text="My long comment.")
    actions.remove_comment(comment=Comment.objects.get(), by=people["staff"])

    late, strange = clients["member"].post(url, sent), clients["colleague"].post(url, sent)

    assert (late.status_code, strange.status_code) == (409, 404)
    assert "My long comment.</textarea>" in late.content.decode()
    assert Comment.objects.get().text == "Same here."


@pytest.mark.parametrize(("reader", "says"), [("member", "Whoever wrote it"), ("staff", "Network staff removed")])
def test_a_removed_comment_leaves_a_line(clients, people, lesson, reader, says, django_capture_on_commit_callbacks):
    say(clients["member"], lesson)
    url = f"/comments/{Comment.objects.get().code}/remove/"

    other = clients["colleague"].post(url)
    with django_capture_on_commit_callbacks(execute=True):
        clients[reader].post(url)
    again = clients[reader].post(url)
    page = clients["colleague"].get(address_of(lesson)).content.decode()

    assert (other.status_code, again.status_code) == (404, 302)
    assert (says in page, "Same here." in page, "Mel Member" in page) == (True, False, False)
    assert people["member"].notifications.count() == int(reader == "staff")


def test_a_report_waits_for_network_staff_and_whoever_raised_it_is_told(
    clients, people, lesson, django_capture_on_commit_callbacks
):
    say(clients["member"], lesson, "Buy my dashboards.")
    comment = Comment.objects.get()
    url = f"/reports/on/{kind_of(lesson).reference(lesson)}/?comment={comment.code}"
    with django_capture_on_commit_callbacks(execute=True):
        for reason in ("It sells.", "It sells a lot."):
            clients["colleague"].post(url, {"why": "sells", "reason": reason})
    queue = {reader: clients[reader].get("/reports/") for reader in ("colleague", "reviewer", "staff")}
    report = Report.objects.get()
    decide = f"/reports/{report.code}/decide/"
    refused = clients["colleague"].post(decide, {"acted": "1"}).status_code
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            clients["staff"].post(decide, {"acted": "1", "answer": "Thank you."})

    text = queue["staff"].content.decode()
    assert {reader: page.status_code for reader, page in queue.items()} == {
        "colleague": 404, "reviewer": 404, "staff": 200
    }  # fmt: skip
    assert ("It sells a lot." in text, "Buy my dashboards." in text, "Cora Colleague" in text) == (True, True, True)
    assert (refused, Comment.objects.get().is_removed, Report.objects.get().decision) == (404, True, "acted")
    assert people["staff"].notifications.count() == 1
    assert [notice.text for notice in people["colleague"].notifications.all()] == ["They acted on it. “Thank you.”"]
    assert "It sells" not in clients["member"].get("/accounts/data/export/").content.decode()


def test_network_staff_neither_read_nor_decide_a_report_on_their_own_comment(
    clients, editor, people, lesson, django_capture_on_commit_callbacks
):
    other = get_user(editor)
    comment = CommentFactory(thing=lesson, author=people["staff"], text="Stan was here.")
    with django_capture_on_commit_callbacks(execute=True):
        raised = actions.report(thing=lesson, by=people["member"], why="hurts", reason="Stan again.", comment=comment)
    decide, seen, told = f"/reports/{raised.code}/decide/", {}, {}
    for account, client in ((people["staff"], clients["staff"]), (other, editor)):
        account.groups.add(Group.objects.get(name=EDITORS))
        places = ["/reports/", "/reports/?all=1", "/", "/desk/", "/admin/", "/admin/report/?export=csv"]
        pages = [client.get(place) for place in places]
        texts = [(page.getvalue() if page.streaming else page.content).decode() for page in pages]
        words = ["Stan again.", "Stan again.", raised.get_why_display(), raised.get_why_display(), "One report", "Stan"]
        seen[account] = [word in text for word, text in zip(words, texts, strict=True)]
        told[account] = account.notifications.count()
    refused = clients["staff"].post(decide, {"kept": "1"}).status_code
    with pytest.raises(PermissionDenied):
        actions.decide(report=raised, by=people["staff"], is_acted=False, answer="")
    is_still_open = Report.objects.get().is_open

    assert seen == {people["staff"]: [False] * 6, other: [True] * 6}
    assert told == {people["staff"]: 0, other: 1}
    assert (refused, is_still_open, editor.post(decide, {"kept": "1"}).status_code) == (404, True, 302)
    assert Report.objects.get().decided_by == other


def test_what_staff_may_not_read_is_not_named_in_the_queue(clients, people, partnership):
    lesson = LessonFactory(title="Ours alone", audience=partnership_token(partnership.pk))
    comment = CommentFactory(thing=lesson, text="That child again.")
    actions.report(thing=lesson, by=people["colleague"], why="private", reason="", comment=comment)

    text = clients["staff"].get("/reports/").content.decode()

    assert ("Ours alone" in text, "That child again." in text) == (False, True)


@pytest.mark.parametrize("wrong", [{"why": ""}, {"why": "no"}, {"why": "other"}, {"reason": "x" * 1001}])
def test_a_wrong_report_comes_back(clients, lesson, wrong):
    url = f"/reports/on/{kind_of(lesson).reference(lesson)}/"

    assert clients["member"].post(url, {"why": "sells", **wrong}).status_code == 422
    assert not Report.objects.exists()


def test_a_report_is_about_the_place_that_was_shown_and_a_comment_brings_its_own(clients, people):
    answer = AnswerFactory(question=QuestionFactory(audience="members"))
    on_answer = CommentFactory(thing=answer.question, place=answer.code, author=people["colleague"])
    url = f"/reports/on/{kind_of(answer.question).reference(answer.question)}/"
    asked = {
        "answer": {"place": answer.code}, "comment": {"comment": on_answer.code},
        "comment, misled": {"comment": on_answer.code, "place": "nowhere"}, "nowhere": {"place": "nowhere"},
    }  # fmt: skip

    stored = {}
    for name, query in asked.items():
        said = clients["member"].post(url, {"why": "other", "reason": name}, query_params=query)
        raised = Report.objects.filter(reason=name).first()
        stored[name] = (said.status_code, raised and raised.place, raised and raised.comment)

    assert stored == {
        "answer": (302, answer.code, None), "comment": (302, answer.code, on_answer),
        "comment, misled": (302, answer.code, on_answer), "nowhere": (404, None, None),
    }  # fmt: skip


def test_own_data_and_erasure(clients, people, lesson):
    say(clients["member"], lesson)
    BookmarkFactory(thing=lesson, user=people["member"])
    gone = LessonFactory(audience="members")
    CommentFactory(thing=gone, author=people["member"], text="On what is closed.")
    type(gone).objects.filter(pk=gone.pk).update(audience="staff")

    own = json.loads(clients["member"].get("/accounts/data/export/").content)["remarks"]
    erase(user=people["member"])
    page = clients["colleague"].get(address_of(lesson)).content.decode()

    assert [(each["on"], each["text"]) for each in own["comments"]] == [
        (lesson.get_absolute_url(), "Same here."), (None, "On what is closed.")
    ]  # fmt: skip
    assert [each["on"] for each in own["bookmarks"]] == [lesson.get_absolute_url()]
    assert not Bookmark.objects.exists()
    assert ("Same here." in page, "A former member" in page, "Mel Member" in page) == (True, True, False)


def test_remarks_go_with_their_thing(people):
    question = QuestionFactory()
    comment = CommentFactory(thing=question)
    BookmarkFactory(thing=question, user=people["member"])
    actions.report(thing=question, by=people["member"], why="sells", reason="", comment=comment)

    question.delete()

    assert {model.objects.count() for model in (Comment, Bookmark, Report)} == {0}


def test_who_hides_their_profile_is_named_by_role(clients, people, lesson):
    say(clients["member"], lesson)
    Profile.objects.filter(user=people["member"]).update(audience=f"user:{people['member'].pk}")

    page = clients["colleague"].get(address_of(lesson)).content.decode()

    assert ("Mel Member" in page, "A data manager at" in page) == (False, True)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_lists_ask_as_much_for_one_as_for_thirty(clients, people, partnership, number):
    legal = LegalAnswerFactory()
    for _ in range(number):
        CommentFactory(thing=legal, author=member_of(partnership))
        BookmarkFactory(thing=LegalAnswerFactory(), user=people["member"])

    with CaptureQueriesContext(connection) as listed:
        clients["member"].get("/bookmarks/")
    with CaptureQueriesContext(connection) as read:
        clients["member"].get(address_of(legal))

    assert (len(listed), len(read)) == (LIST_QUERIES, THREAD_QUERIES)
