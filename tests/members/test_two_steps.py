"""Staff who sign in with a password alone are led to the second step before what only they may do opens."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from members.accounts.models import User
from tests.factories import JoinRequestFactory, RosterEntryFactory, UserFactory

SET_UP = "/accounts/2fa/totp/activate/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def is_required(settings):
    settings.REQUIRE_TWO_STEP_FOR_STAFF = True


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def with_second_step(user) -> User:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


@pytest.mark.parametrize("fields", [{"role": "staff"}, {"role": "admin"}, {"is_superuser": True}])
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_a_second_step_are_led_to_it(db, is_required, fields, path, method):
    answer = getattr(client_of(UserFactory(**fields)), method)(path)

    assert (answer.status_code, answer.url) == (302, SET_UP)


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_staff_with_a_second_step_come_in(db, is_required, role):
    assert client_of(with_second_step(UserFactory(role=role))).get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(db, is_required):
    staff = UserFactory(role="staff")
    Authenticator.objects.create(user=staff, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert client_of(staff).get("/admin/").url == SET_UP


def test_it_says_why(db, is_required):
    client = client_of(UserFactory(role="staff"))
    client.get("/admin/")

    assert "Network staff sign in with two steps." in client.get("/lessons/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("visitor", 302), ("member", 302), ("reviewer", 200)])
def test_nobody_else_is_bound(clients, is_required, name, status):
    answer = clients[name].get("/admin/")

    assert answer.status_code == status
    assert getattr(answer, "url", "") != SET_UP


@pytest.fixture(params=["with", "without", "not required"])
def staff(request, people, settings):
    """Staff with the second step, without it, and without it where it is not required."""
    settings.REQUIRE_TWO_STEP_FOR_STAFF = request.param != "not required"
    return with_second_step(people["staff"]) if request.param == "with" else people["staff"]


@pytest.fixture
def is_led_away(request):
    return request.node.callspec.params["staff"] == "without"


@pytest.mark.parametrize(("verb", "decision"), [("approve", "approved"), ("decline", "declined")])
def test_staff_answer_requests_to_join_with_a_second_step_only(partnership, staff, is_led_away, verb, decision):
    asked, client = JoinRequestFactory(partnership=partnership), client_of(staff)

    page = client.get("/join/requests/")
    answer = client.post(f"/join/requests/{asked.code}/{verb}/", {"reason": "Ask the county first."})

    asked.refresh_from_db()
    assert (asked.decision, answer.url) == (("open", SET_UP) if is_led_away else (decision, "/join/requests/"))
    assert (page.status_code, getattr(page, "url", "")) == ((302, SET_UP) if is_led_away else (200, ""))


def test_staff_keep_rosters_with_a_second_step_only(people, staff, is_led_away):
    entry, client = people["colleague"].roster_entries.get(), client_of(staff)

    page = client.get("/partnerships/twin-forks/roster/")
    answer = client.post(f"/roster/{entry.code}/end/")

    entry.refresh_from_db()
    assert page.status_code == (302 if is_led_away else 200)
    assert (entry.left is None, answer.url == SET_UP) == (is_led_away, is_led_away)


def test_stewards_who_are_no_staff_answer_and_keep_without_one(is_required, people, partnership):
    steward = RosterEntryFactory(partnership=partnership, is_steward=True).user
    asked, client = JoinRequestFactory(partnership=partnership), client_of(steward)

    assert client.get("/join/requests/").status_code == 200
    assert client.get("/partnerships/twin-forks/roster/").status_code == 200
    client.post(f"/join/requests/{asked.code}/approve/")

    asked.refresh_from_db()
    assert asked.decision == "approved"


@pytest.mark.parametrize(("name", "leads_to"), [("visitor", "/accounts/login/"), ("unapproved", "")])
def test_whoever_is_no_staff_is_not_led_to_it(clients, is_required, name, leads_to):
    answer = clients[name].get("/join/requests/")

    assert getattr(answer, "url", "").partition("?")[0] == leads_to


def test_the_rest_of_the_site_stays_open(db, is_required):
    assert client_of(UserFactory(role="staff")).get("/desk/").status_code == 200


def test_it_can_be_turned_off(db, settings):
    settings.REQUIRE_TWO_STEP_FOR_STAFF = False

    assert client_of(UserFactory(role="staff")).get("/admin/").status_code == 200
