"""Staff who sign in with a password alone are led to the second step before the admin opens."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from members.accounts.models import User
from tests.factories import UserFactory

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


def test_the_rest_of_the_site_stays_open(db, is_required):
    assert client_of(UserFactory(role="staff")).get("/desk/").status_code == 200


def test_it_can_be_turned_off(db, settings):
    settings.REQUIRE_TWO_STEP_FOR_STAFF = False

    assert client_of(UserFactory(role="staff")).get("/admin/").status_code == 200
