"""Who is told what, where, and how often by mail."""

import pytest
from django.core import mail
from django.db import connection, transaction
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from generic_notifications.types import register

from cms.actions import set_audience
from cms.audiences import MEMBERS, partnership_token, user_token, viewer_for
from members.notices.actions import mark_read, set_pace, tell
from members.notices.exports import notices_of
from members.notices.jobs import weekly_digest
from members.notices.naming import ACTOR
from members.notices.querysets import waiting_for
from members.notices.types import SiteNotice
from members.people.models import Profile
from tests.factories import LessonFactory, UserFactory, member_of


@register
class Weather(SiteNotice):
    key = "weather"
    name = "It rains"
    description = name


@pytest.fixture
def tell_now(django_capture_on_commit_callbacks):
    def told(*people, **fields):
        fields = {"kind": Weather, "subject": "It rains", "text": "Take a coat.", "url": "/about/", **fields}
        with django_capture_on_commit_callbacks(execute=True):
            tell(people=people, **fields)

    return told


def test_tell_by_mail_and_on_the_site(people, tell_now):
    tell_now(people["member"])

    notice = people["member"].notifications.get()
    assert (notice.subject, notice.text, notice.url, notice.is_read) == ("It rains", "Take a coat.", "/about/", False)
    assert [letter.to for letter in mail.outbox] == [[people["member"].email]]
    assert "Go there: http://testserver/about/" in mail.outbox[0].body
    assert "http://testserver/notices/" in mail.outbox[0].body


def test_tell_only_what_is_committed(people, db):
    with transaction.atomic():
        tell(people=[people["member"]], kind=Weather, subject="x", text="", url="/")
        transaction.set_rollback(True)

    assert not people["member"].notifications.exists()
    assert mail.outbox == []


def test_tell_nobody_who_did_it_or_cannot_sign_in(people, tell_now):
    gone = UserFactory(is_active=False)

    tell_now(people["member"], people["colleague"], gone, actor=people["member"])

    assert [letter.to for letter in mail.outbox] == [[people["colleague"].email]]
    assert not gone.notifications.exists()


def test_tell_only_those_who_may_read_it(people, partnership, tell_now):
    lesson = LessonFactory(audience=partnership_token(partnership.pk))

    tell_now(people["member"], people["unapproved"], people["colleague"], about=lesson)

    assert [letter.to for letter in mail.outbox] == [[people["colleague"].email]]
    assert not people["member"].notifications.exists()


def test_what_somebody_may_no_longer_read_is_shown_and_mailed_no_more(clients, people, partnership, tell_now):
    lesson = LessonFactory(audience=MEMBERS)
    set_pace(user=people["member"], paces={Weather: "weekly"})
    set_pace(user=people["colleague"], paces={Weather: "weekly"})
    tell_now(people["member"], people["colleague"], about=lesson, subject="It rains on the tally")
    code = people["member"].notifications.get().metadata["code"]

    set_audience(page=lesson, audience=partnership_token(partnership.pk))
    weekly_digest()

    assert [letter.to for letter in mail.outbox] == [[people["colleague"].email]]
    pages = {name: clients[name].get("/notices/?all=1").content.decode() for name in ("member", "colleague")}
    assert ("on the tally" in pages["member"], "on the tally" in pages["colleague"]) == (False, True)
    assert clients["member"].get(f"/notices/{code}/").status_code == 404
    assert [waiting_for(people[name], viewer_for(people[name])) for name in ("member", "colleague")] == [0, 1]


def test_the_actor_of_an_old_notice_is_named_as_its_reader_may_know_them_by_now(clients, people, partnership, tell_now):
    actor = member_of(partnership, name="Hilda Hidden")
    mates, others = [people["colleague"]], [people["member"]]
    for person in (*mates, *others):
        set_pace(user=person, paces={Weather: "weekly"})
    said = {"subject": f"{ACTOR} made rain", "text": f"Ask why: {ACTOR} knows.", "actor": actor}
    tell_now(*others, **said)
    tell_now(*mates, together={actor.pk, people["colleague"].pk}, **said)

    Profile.objects.filter(user=actor).update(audience=user_token(actor.pk))
    pages = {name: clients[name].get("/notices/").content.decode() for name in ("member", "colleague")}
    weekly_digest()

    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    for name, word in (("member", "A data manager at Twin Forks"), ("colleague", "Hilda Hidden")):
        told = notices_of(people[name])["told"][0]
        for shown in (pages[name], letters[people[name].email], told["subject"], told["text"]):
            assert (word in shown, "Hilda" in shown, ACTOR in shown) == (True, name == "colleague", False)


def test_notices_cost_the_same_queries_whoever_did_it(clients, people, partnership, tell_now):
    costs = []
    for actor in [member_of(partnership) for _ in range(3)]:
        Profile.objects.filter(user=actor).update(audience=user_token(actor.pk))
        tell_now(people["member"], subject=f"{ACTOR} made rain", actor=actor)
        clients["member"].get("/notices/")
        with CaptureQueriesContext(connection) as queries:
            clients["member"].get("/notices/")
        costs.append(len(queries))

    assert costs[0] == costs[1] == costs[2] <= 25


def test_subject_is_one_line_of_bearable_length(people, tell_now):
    tell_now(people["member"], subject="a\nb\r\n " + "c" * 500)

    subject = people["member"].notifications.get().subject
    assert subject.startswith("a b ccc")
    assert len(subject) == 255
    assert mail.outbox[0].subject == subject


@pytest.mark.parametrize(("pace", "at_once", "in_digest"), [("realtime", 1, 0), ("weekly", 0, 1), (None, 0, 0)])
def test_mail_comes_as_chosen(people, tell_now, pace, at_once, in_digest):
    set_pace(user=people["member"], paces={Weather: pace})

    tell_now(people["member"])
    assert len(mail.outbox) == at_once
    weekly_digest()
    weekly_digest()

    assert len(mail.outbox) == at_once + in_digest
    assert people["member"].notifications.count() == 1


def test_digest_leaves_out_what_was_read(people, tell_now):
    set_pace(user=people["member"], paces={Weather: "weekly"})
    tell_now(people["member"], subject="Old rain")
    mark_read(user=people["member"])
    tell_now(people["member"], subject="New rain")

    weekly_digest()

    assert "New rain" in mail.outbox[0].body
    assert "Old rain" not in mail.outbox[0].body


def test_one_setting_stops_all_mail(people, tell_now, settings):
    settings.NOTICES_BY_MAIL = False

    tell_now(people["member"])

    assert mail.outbox == []
    assert people["member"].notifications.count() == 1


def test_notices_page_is_one_s_own(clients, people, tell_now):
    tell_now(people["member"], subject="Only for Mel")

    assert clients["visitor"].get("/notices/").status_code == 302
    assert "Only for Mel" in clients["member"].get("/notices/").content.decode()
    assert "Only for Mel" not in clients["colleague"].get("/notices/").content.decode()


def test_opening_a_notice_reads_it_and_goes_there(clients, people, tell_now):
    tell_now(people["member"])
    notice = people["member"].notifications.get()
    code = notice.metadata["code"]

    assert clients["colleague"].get(f"/notices/{code}/").status_code == 404
    assert not people["member"].notifications.get().is_read

    assert clients["member"].get(f"/notices/{notice.pk}/").status_code == 404
    assert clients["member"].get(f"/notices/{code}/").url == "/about/"
    assert people["member"].notifications.get().is_read
    assert "It rains" not in clients["member"].get("/notices/").content.decode().split('id="mail"')[0]
    assert "It rains" in clients["member"].get("/notices/?all=1").content.decode().split('id="mail"')[0]


@pytest.mark.parametrize("code", ["0", "9" * 40, "abc", "null", "٣"])
def test_unknown_notices_are_not_found(clients, code):
    assert clients["member"].get(f"/notices/{code}/").status_code == 404


def test_mark_all_as_read(clients, people, tell_now):
    tell_now(people["member"], people["colleague"])

    clients["member"].post("/notices/read/")

    assert people["member"].notifications.get().is_read
    assert not people["colleague"].notifications.get().is_read


def test_notices_page_asks_the_same_number_of_queries_for_1_3_and_30(
    clients, people, tell_now, django_assert_num_queries
):
    for more in (1, 2, 27):
        for _ in range(more):
            tell_now(people["member"])
        with django_assert_num_queries(12):
            clients["member"].get("/notices/")


def test_choose_how_mail_comes(clients, people, tell_now):
    form = clients["member"].get("/notices/").context["form"]
    assert form["weather"].value() == "realtime"

    clients["member"].post("/notices/mail/", {field.name: "weekly" for field in form})
    form = clients["member"].get("/notices/").context["form"]
    assert {form[name].value() for name in form.fields} == {"weekly"}

    clients["member"].post("/notices/mail/", {"off": "1"})
    tell_now(people["member"])
    assert mail.outbox == []


def test_nobody_chooses_how_mail_comes_about_what_never_reaches_them(clients):
    shown = {reader: clients[reader].get("/notices/").context["form"].fields for reader in ("member", "staff")}

    assert {reader: "report-raised" in fields for reader, fields in shown.items()} == {"member": False, "staff": True}


def test_a_request_that_chooses_nothing_changes_nothing(clients, people, tell_now):
    clients["member"].post("/notices/mail/", {"unknown": "weekly"})

    tell_now(people["member"])
    assert len(mail.outbox) == 1


def test_unknown_pace_is_refused(clients):
    assert clients["member"].post("/notices/mail/", {"weather": "hourly"}).status_code == 422


@pytest.mark.parametrize("path", ["/notices/read/", "/notices/mail/"])
def test_changes_need_post_and_token(people, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["member"], backend="django.contrib.auth.backends.ModelBackend")

    assert strict.get(path).status_code == 405
    assert strict.post(path).status_code == 403


@pytest.mark.parametrize(
    ("reader", "words"), [("member", "2"), ("colleague", "nothing new"), ("visitor", "nothing new")]
)
def test_waiting_count(people, tell_now, reader, words):
    tell_now(people["member"])
    tell_now(people["member"])
    request = RequestFactory().get("/")
    request.user, request.viewer = people[reader], viewer_for(people[reader])

    html = Template("{% load notices %}{% waiting_count %}").render(Context({"request": request}))

    assert words in html
