"""From a request to join to a place on the roster, and off it again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.audiences import viewer_for
from members.partnerships import actions
from members.partnerships.jobs import forget_refused_requests
from members.partnerships.models import JoinRequest, RosterEntry
from tests.factories import JoinRequestFactory, PartnershipFactory, RosterEntryFactory

JOIN = "/join/"
REQUESTS = "/join/requests/"


@pytest.fixture
def steward(partnership):
    return RosterEntryFactory(partnership=partnership, is_steward=True, user__name="Stella Steward").user


@pytest.fixture
def asked(people, partnership):
    return JoinRequestFactory(user=people["unapproved"], partnership=partnership, message="I keep the files.")


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_join_page_is_open_to_everybody_and_asks_for_an_account_first(clients):
    visitor, unapproved = (
        clients[name].get(JOIN, {"q": "twin"}).content.decode() for name in ("visitor", "unapproved")
    )

    assert "Twin Forks" in visitor
    assert "Twin Forks" in unapproved
    assert "Make an account" in visitor
    assert "Make an account" not in unapproved
    assert 'name="job_title"' not in visitor


@pytest.mark.parametrize("words", ["twin", "TWIN FORKS", "minnesota", "mn"])
def test_join_page_finds_by_name_and_state(partnership, client, words):
    partnership.state = "MN"
    partnership.save()
    PartnershipFactory(name="Elsewhere", state="OH")

    found = client.get(JOIN, {"q": words}).context["found"]

    assert [one.name for one in found] == ["Twin Forks"]


def test_join_page_asks_the_same_number_of_queries_for_1_3_and_30(client, db, django_assert_num_queries):
    for more in (1, 2, 27):
        PartnershipFactory.create_batch(more)
        with django_assert_num_queries(2):
            client.get(JOIN, {"q": "partnership"})


def test_ask_to_join_tells_the_stewards(clients, people, partnership, steward, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = clients["unapproved"].post(
            JOIN, {"partnership": "twin-forks", "job_title": "Analyst", "message": "I count."}
        )

    assert response.status_code == 302
    asked = JoinRequest.objects.get()
    assert (asked.user, asked.partnership, asked.job_title, asked.decision) == (
        people["unapproved"], partnership, "Analyst", "open",
    )  # fmt: skip
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([steward.email], "Uma Unapproved asks to join Twin Forks")
    ]
    assert "http://testserver/join/requests/" in mail.outbox[0].body
    assert [notice.url for notice in steward.notifications.all()] == [REQUESTS]


def test_whoever_asks_is_named_only_to_those_who_decide_and_only_until_then(
    clients, client, people, partnership, steward, django_capture_on_commit_callbacks
):
    client.force_login(steward)
    for is_still_steward in (True, False):
        with django_capture_on_commit_callbacks(execute=True):
            request = actions.request_to_join(user=people["unapproved"], partnership=partnership, job_title="Analyst")
        steward.roster_entries.update(is_steward=is_still_steward)
        shown = [b"Uma Unapproved asks" in client.get("/notices/?all=1").content]
        actions.withdraw(request=request, by=people["unapproved"])
        shown.append(b"Uma Unapproved asks" in client.get("/notices/?all=1").content)
        assert shown == [is_still_steward, False]


def test_ask_to_join_without_steward_tells_network_staff(people, partnership, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.request_to_join(user=people["unapproved"], partnership=partnership, job_title="Analyst")

    assert [letter.to for letter in mail.outbox] == [[people["staff"].email]]


def test_asking_twice_changes_nothing(people, partnership, steward, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = actions.request_to_join(user=people["unapproved"], partnership=partnership, job_title="Analyst")
        second = actions.request_to_join(user=people["unapproved"], partnership=partnership, job_title="Other")

    assert first == second
    assert JoinRequest.objects.get().job_title == "Analyst"
    assert len(mail.outbox) == 1


def test_asking_without_end_is_stopped(people):
    for _ in range(actions.REQUESTS_A_DAY):
        JoinRequestFactory(user=people["unapproved"], decision="withdrawn")

    with pytest.raises(actions.TooManyRequestsError):
        actions.request_to_join(user=people["unapproved"], partnership=PartnershipFactory(), job_title="x")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"partnership": ""}, "partnership"),
        ({"partnership": "nowhere"}, "partnership"),
        ({"partnership": "merged"}, "partnership"),
        ({"partnership": "hidden"}, "partnership"),
        ({"partnership": "x\x00"}, "partnership"),
        ({"job_title": ""}, "job_title"),
        ({"job_title": "x" * 121}, "job_title"),
        ({"job_title": "Data\nmanager"}, "job_title"),
        ({"job_title": "Data\x00manager"}, "job_title"),
        ({"job_title": "Data \u202ereganam"}, "job_title"),
        ({"message": "x" * 301}, "message"),
        ({"message": "bell \x07"}, "message"),
    ],
)
def test_bad_requests_are_refused_at_their_field(clients, partnership, change, field):
    PartnershipFactory(slug="merged", merged_into=partnership)
    PartnershipFactory(slug="hidden", audience="staff")
    good = {"partnership": "twin-forks", "job_title": "Analyst", "message": "I count."}

    response = clients["unapproved"].post(JOIN, {**good, **change})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not JoinRequest.objects.exists()


def test_ask_where_one_is_already(clients, people, partnership):
    response = clients["colleague"].post(JOIN, {"partnership": "twin-forks", "job_title": "Analyst"})

    assert response.status_code == 422
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_head_asks_for_the_page_and_sends_nothing(clients, reader):
    assert clients[reader].head(JOIN).status_code == 200


def test_visitor_who_posts_is_led_to_sign_in(clients, partnership):
    response = clients["visitor"].post(JOIN, {"partnership": "twin-forks", "job_title": "Analyst"})

    assert response.url.startswith(reverse("account_login"))
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("unapproved", False), ("member", False), ("colleague", False), ("reviewer", False), ("staff", True)],
)
def test_requests_page_shows_what_waits_for_this_reader(clients, asked, reader, sees):
    response = clients[reader].get(REQUESTS)

    assert list(response.context["requests"]) == ([asked] if sees else [])


def test_steward_sees_the_requests_of_her_own_partnership_only(asked, steward):
    JoinRequestFactory()

    assert list(sign_in(steward).get(REQUESTS).context["requests"]) == [asked]


def test_nobody_decides_their_own_request(clients, people):
    own = JoinRequestFactory(user=people["staff"])

    response = clients["staff"].post(f"{REQUESTS}{own.code}/approve/")

    assert response.status_code == 404
    with pytest.raises(PermissionDenied):
        actions.approve(request=own, by=people["staff"])


def test_requests_page_asks_the_same_number_of_queries_for_1_3_and_30(clients, people, django_assert_num_queries):
    for more in (1, 2, 27):
        JoinRequestFactory.create_batch(more)
        clients["staff"].get(REQUESTS)
        with django_assert_num_queries(REQUESTS_PAGE):
            clients["staff"].get(REQUESTS)


REQUESTS_PAGE = 8


def test_approved_person_is_a_member_at_once(asked, people, steward, partnership, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(steward).post(f"{REQUESTS}{asked.code}/approve/")

    assert response.url == REQUESTS
    assert viewer_for(people["unapproved"]).audiences >= {"members", f"partnership:{partnership.pk}"}
    assert people["unapproved"].profile.job_title == "Data manager"
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by) == ("approved", steward)
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([people["unapproved"].email], "Welcome to Twin Forks")
    ]


def test_approval_after_a_merger_leads_to_the_successor(asked, people, partnership):
    successor = PartnershipFactory()
    partnership.merged_into = successor
    partnership.save()

    actions.approve(request=asked, by=people["staff"])

    assert RosterEntry.objects.get(user=people["unapproved"]).partnership == successor


def test_somebody_who_comes_back_gets_a_new_entry(people, partnership):
    entry = RosterEntryFactory(user=people["unapproved"], partnership=partnership)
    actions.end_membership(entry=entry, by=people["staff"])
    asked = actions.request_to_join(user=people["unapproved"], partnership=partnership, job_title="Analyst")

    actions.approve(request=asked, by=people["staff"])

    assert people["unapproved"].roster_entries.count() == 2
    assert people["unapproved"].roster_entries.current().get().job_title == "Analyst"


def test_decline_tells_the_reason(asked, people, clients, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clients["staff"].post(f"{REQUESTS}{asked.code}/decline/", {"reason": "Ask the county first."})

    assert not viewer_for(people["unapproved"]).is_member
    assert "Ask the county first." in mail.outbox[0].body


@pytest.mark.parametrize("reason", ["", "x" * 1001, "\x07"])
def test_decline_needs_a_reason(asked, clients, reason):
    response = clients["staff"].post(f"{REQUESTS}{asked.code}/decline/", {"reason": reason})

    assert response.status_code == 422
    asked.refresh_from_db()
    assert asked.is_open


@pytest.mark.parametrize(("first", "second"), [("approve", "decline"), ("decline", "approve"), ("approve", "approve")])
def test_deciding_in_a_second_tab_changes_nothing(asked, clients, first, second, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for verb in (first, second):
            response = clients["staff"].post(f"{REQUESTS}{asked.code}/{verb}/", {"reason": "No."})
            assert response.status_code == 302

    asked.refresh_from_db()
    assert asked.decision == {"approve": "approved", "decline": "declined"}[first]
    assert RosterEntry.objects.filter(user=asked.user).count() == (1 if first == "approve" else 0)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("verb", ["approve", "decline", "withdraw"])
@pytest.mark.parametrize("reader", ["member", "colleague", "reviewer"])
def test_requests_of_others_are_not_there(asked, clients, reader, verb):
    response = clients[reader].post(f"{REQUESTS}{asked.code}/{verb}/", {"reason": "No."})

    assert response.status_code == 404
    asked.refresh_from_db()
    assert asked.is_open


@pytest.mark.parametrize("code", ["nothing", "x" * 300, "%00", "%F0%9F%8D%8E", "1"])
def test_unknown_codes_are_not_found(clients, code):
    assert clients["staff"].post(f"{REQUESTS}{code}/approve/").status_code in (400, 404)


def test_withdraw_ones_own_request(asked, clients, people):
    clients["unapproved"].post(f"{REQUESTS}{asked.code}/withdraw/")

    asked.refresh_from_db()
    assert asked.decision == "withdrawn"
    with pytest.raises(PermissionDenied):
        actions.withdraw(request=asked, by=people["staff"])


@pytest.mark.parametrize("path", ["approve", "decline", "withdraw"])
def test_deciding_is_not_for_get_nor_without_token(asked, people, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["staff"], backend="django.contrib.auth.backends.ModelBackend")

    assert strict.get(f"{REQUESTS}{asked.code}/{path}/").status_code == 405
    assert strict.post(f"{REQUESTS}{asked.code}/{path}/").status_code == 403


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 404), ("member", 404), ("reviewer", 404), ("colleague", 404), ("staff", 200)],
)
def test_roster_page_is_for_those_who_keep_it(clients, reader, status):
    assert clients[reader].get("/partnerships/twin-forks/roster/").status_code == status


def test_steward_ends_an_entry(people, partnership, steward):
    entry = people["colleague"].roster_entries.get()
    client = sign_in(steward)
    assert "Cora Colleague" in client.get("/partnerships/twin-forks/roster/").content.decode()

    response = client.post(f"/roster/{entry.code}/end/")

    assert response.url == "/partnerships/twin-forks/roster/"
    assert not viewer_for(people["colleague"]).is_member
    assert actions.end_membership(entry=entry, by=steward) is False


@pytest.mark.parametrize(("reader", "ended"), [("member", False), ("reviewer", False), ("colleague", True)])
def test_members_end_their_own_entry_only(clients, people, reader, ended):
    entry = people["colleague"].roster_entries.get()

    response = clients[reader].post(f"/roster/{entry.code}/end/")

    assert response.status_code == (302 if ended else 404)
    assert viewer_for(people["colleague"]).is_member is not ended


def test_steward_of_another_partnership_cannot_end(people):
    other = RosterEntryFactory(is_steward=True).user
    entry = people["colleague"].roster_entries.get()

    assert sign_in(other).post(f"/roster/{entry.code}/end/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.end_membership(entry=entry, by=other)


def test_refused_requests_are_forgotten_after_thirty_days(asked):
    old = JoinRequestFactory(decision="declined", message="old", decided=timezone.now() - timedelta(days=31))
    new = JoinRequestFactory(decision="declined", message="new", decided=timezone.now() - timedelta(days=29))

    forget_refused_requests()

    words = dict(JoinRequest.objects.values_list("pk", "message"))
    assert words == {asked.pk: "I keep the files.", old.pk: "", new.pk: "new"}


def test_asked_for_a_partnership_by_link(client, partnership):
    assert list(client.get(JOIN, {"partnership": "twin-forks"}).context["found"]) == [partnership]
    assert list(client.get(JOIN, {"partnership": "x" * 5000}).context["found"]) == []
