"""Attorneys and volunteers ask to be let in without a partnership, and network staff alone answer."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cms.audiences import viewer_for
from members.accounts.models import User
from members.partnerships import actions
from members.partnerships.jobs import KEPT, forget_refused_requests
from members.partnerships.models import JoinRequest
from search.engines import engine
from search.query import SearchRequest
from tests.factories import (
    AffiliationRequestFactory,
    JoinRequestFactory,
    LessonFactory,
    PartnershipFactory,
    RosterEntryFactory,
)

JOIN = "/join/"
REQUESTS = "/join/requests/"
ASKING = {
    "partnership": ":attorney", "organization": "Summit County Legal Aid", "job_title": "Staff attorney",
    "message": "I know FERPA.",
}  # fmt: skip


@pytest.fixture
def steward(partnership) -> Client:
    client = Client()
    entry = RosterEntryFactory(partnership=partnership, is_steward=True)
    client.force_login(entry.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def asked(people) -> JoinRequest:
    return AffiliationRequestFactory(user=people["unapproved"], message="I know FERPA.")


def letters() -> list:
    return [(letter.to, letter.subject) for letter in mail.outbox]


@pytest.mark.parametrize("affiliation", ["attorney", "volunteer"])
def test_ask_be_approved_and_be_a_member(clients, people, steward, affiliation, django_capture_on_commit_callbacks):
    LessonFactory(slug="inside", audience="members")
    client, user = clients["unapproved"], people["unapproved"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(JOIN, {**ASKING, "partnership": f":{affiliation}"}, follow=True)

    label = affiliation.title()
    page, home = answer.content.decode(), client.get("/").content.decode()
    assert "Network staff have your request." in page
    assert f"{label}, Summit County Legal Aid" in page
    assert f"You asked to join as {affiliation}." in home
    assert letters() == [
        ([people["staff"].email], f"Uma Unapproved of Summit County Legal Aid asks to join as {affiliation}")
    ]
    assert not viewer_for(user).is_member
    assert client.get("/lessons/inside/").status_code == 404

    asked = JoinRequest.objects.get()
    waiting = clients["staff"].get(REQUESTS).content.decode()
    assert f"{label}, Summit County Legal Aid" in waiting
    assert "I know FERPA." in waiting
    assert f"Staff attorney, {label}, Summit County Legal Aid" in clients["staff"].get("/").content.decode()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        said = clients["staff"].post(f"{REQUESTS}{asked.code}/approve/", follow=True).content.decode()

    user = User.objects.get(pk=user.pk)
    assert "Uma Unapproved: approved." in said
    assert (user.affiliation, user.affiliation_approved) == (affiliation, timezone.localdate())
    assert letters() == [([user.email], f"Welcome to the network as {affiliation}")]
    assert viewer_for(user).is_member
    assert client.get("/lessons/inside/").status_code == 200
    assert client.get("/").status_code == 200
    own, seen = client.get("/people/me/", follow=True), clients["member"].get(user.profile.url)
    for shown in (own.content.decode(), seen.content.decode()):
        assert "Staff attorney" in shown
        assert label in shown
    assert "You are on no roster." not in own.content.decode()


def test_nothing_of_it_is_for_stewards(steward, people, asked):
    paths = [f"{REQUESTS}{asked.code}/{verb}/" for verb in ("approve", "decline")]

    assert list(steward.get(REQUESTS).context["requests"]) == []
    assert [steward.post(path, {"reason": "No."}).status_code for path in paths] == [404, 404]
    asked.refresh_from_db()
    assert asked.is_open
    with pytest.raises(PermissionDenied):
        actions.approve(request=asked, by=User.objects.get(roster_entries__is_steward=True))


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("unapproved", False), ("member", False), ("colleague", False), ("reviewer", False), ("staff", True)],
)
def test_only_staff_see_that_somebody_waits(clients, asked, reader, sees):
    assert list(clients[reader].get(REQUESTS).context["requests"]) == ([asked] if sees else [])
    assert ("Summit County Legal Aid" in clients[reader].get("/").content.decode()) is sees


def test_staff_do_not_let_themselves_in(clients, people):
    own = AffiliationRequestFactory(user=people["staff"])

    assert clients["staff"].post(f"{REQUESTS}{own.code}/approve/").status_code == 404


def test_asking_twice_changes_nothing(clients, people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for affiliation in ("attorney", "attorney", "volunteer"):
            answer = clients["unapproved"].post(JOIN, {**ASKING, "partnership": f":{affiliation}"})
            assert answer.status_code == 302

    assert JoinRequest.objects.get().affiliation == "attorney"
    assert len(mail.outbox) == 1


def test_somebody_may_ask_a_partnership_as_well(clients, people, partnership, asked):
    clients["unapproved"].post(JOIN, {"partnership": "twin-forks", "job_title": "Analyst", "organization": "Left over"})

    other = JoinRequest.objects.exclude(pk=asked.pk).get()
    assert (other.partnership, other.affiliation, other.organization) == (partnership, "", "")


@pytest.mark.parametrize(("approved", "status"), [(None, 302), ("2026-01-01", 422)])
def test_whoever_is_let_in_already_does_not_ask_again(clients, people, approved, status):
    User.objects.filter(pk=people["unapproved"].pk).update(affiliation="volunteer", affiliation_approved=approved)

    answer = clients["unapproved"].post(JOIN, ASKING)

    assert answer.status_code == status
    assert JoinRequest.objects.exists() is (status == 302)


def test_an_affiliation_that_was_approved_meanwhile_stays(people, asked):
    User.objects.filter(pk=people["unapproved"].pk).update(affiliation="volunteer", affiliation_approved="2026-01-01")

    actions.approve(request=asked, by=people["staff"])

    user = User.objects.get(pk=people["unapproved"].pk)
    assert (user.affiliation, str(user.affiliation_approved)) == ("volunteer", "2026-01-01")


def test_decline_tells_the_reason(clients, people, asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clients["staff"].post(f"{REQUESTS}{asked.code}/decline/", {"reason": "Write to us from work."})

    user = User.objects.get(pk=people["unapproved"].pk)
    assert (user.affiliation, viewer_for(user).is_member) == ("", False)
    assert letters() == [([user.email], "Network staff said no to your request to join as attorney")]
    assert "Write to us from work." in mail.outbox[0].body
    assert clients["unapproved"].post(JOIN, ASKING).status_code == 302


def test_take_it_back(clients, asked):
    clients["unapproved"].post(f"{REQUESTS}{asked.code}/withdraw/")

    asked.refresh_from_db()
    assert asked.decision == "withdrawn"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organization": ""}, "organization"),
        ({"organization": "  "}, "organization"),
        ({"organization": "x" * 161}, "organization"),
        ({"organization": "Legal\x00Aid"}, "organization"),
        ({"organization": "Legal\nAid"}, "organization"),
        ({"job_title": ""}, "job_title"),
        ({"partnership": ":network"}, "partnership"),
        ({"partnership": ":"}, "partnership"),
        ({"partnership": "attorney"}, "partnership"),
        ({"partnership": ""}, "partnership"),
    ],
)
def test_bad_requests_are_refused_at_their_field(clients, change, field):
    answer = clients["unapproved"].post(JOIN, {**ASKING, **change})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not JoinRequest.objects.exists()


def test_a_partnership_may_be_called_attorney(clients):
    PartnershipFactory(slug="attorney")

    clients["unapproved"].post(JOIN, {**ASKING, "partnership": "attorney"})

    assert JoinRequest.objects.get().partnership.slug == "attorney"


@pytest.mark.parametrize("chosen", [":attorney", ":volunteer"])
def test_the_choice_comes_back_with_a_mistake_and_by_link(clients, chosen):
    wrong = clients["unapproved"].post(JOIN, {**ASKING, "partnership": chosen, "job_title": ""})
    linked = clients["unapproved"].get(JOIN, {"partnership": chosen})

    for answer in (wrong, linked):
        page = answer.content.decode()
        assert f'value="{chosen}" required checked' in page
        assert page.count(" checked") == 1
    assert 'value="Summit County Legal Aid"' in wrong.content.decode()


def test_one_request_names_a_partnership_or_an_affiliation(partnership, people):
    wrong = [
        {"affiliation": ""}, {"partnership": partnership}, {"affiliation": "network"},
        {"partnership": partnership, "affiliation": ""},
    ]  # fmt: skip
    for fields in wrong:
        with pytest.raises(IntegrityError, match="partnership_or_affiliation"), transaction.atomic():
            AffiliationRequestFactory(**fields)

    AffiliationRequestFactory()
    JoinRequestFactory(partnership=partnership)
    assert JoinRequest.objects.count() == 2


def test_one_waits_at_a_time(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        AffiliationRequestFactory(user=asked.user, affiliation="volunteer")

    AffiliationRequestFactory(user=asked.user, decision="withdrawn")


def test_what_was_typed_is_forgotten_after_a_refusal(asked):
    before = timezone.now() - KEPT
    JoinRequest.objects.filter(pk=asked.pk).update(decision="declined", decided=before)

    forget_refused_requests()

    asked.refresh_from_db()
    assert (asked.message, asked.organization, asked.aim) == ("", "", "Attorney")


def test_whoever_is_let_in_is_found(search_index, viewers, people, asked, django_capture_on_commit_callbacks):
    search_index()
    with django_capture_on_commit_callbacks(execute=True):
        actions.approve(request=asked, by=people["staff"])

    found = engine().search(SearchRequest(viewer=viewers["member"], text="Unapproved", exact=True))
    assert [hit.id for hit in found.hits] == [f"person:{people['unapproved'].profile.pk}#members"]


@pytest.mark.parametrize("path", ["", "inspect/{}/"])
def test_editors_look_at_them(clients, asked, path):
    page = clients["staff"].get("/admin/joinrequest/" + path.format(asked.pk))

    assert page.status_code == 200
    assert "Summit County Legal Aid" in page.content.decode()
