"""Signing up, in and out; who may enter the editors' admin; what is refused."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.accounts.actions import LastAdministratorError, set_role
from members.accounts.models import User
from tests.factories import UserFactory
from tests.factories.members import PASSWORD

SIGN_UP = {
    "name": "Nora New", "email": "Nora@example.org", "password1": "a-long-password-2", "rules": "on", "privacy": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def user(db):
    return UserFactory(name="Uma Unapproved", email="uma@example.org")


def mailed_code() -> str:
    return re.search(r"^ +(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_up_with_a_mailed_code(client, db):
    response = client.post(reverse("account_signup"), SIGN_UP)
    assert not is_signed_in(client)
    assert "nora@example.org" in client.get(response.url).content.decode()
    client.post(response.url, {"code": mailed_code()})

    assert is_signed_in(client)
    user = User.objects.get()
    assert (user.email, user.name, user.role) == ("nora@example.org", "Nora New", "member")
    assert user.agreed is not None
    assert EmailAddress.objects.get(user=user).verified
    assert mail.outbox[0].subject == "Your code for Behind the Numbers"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Nora\r\nBcc: all@example.org"}, "name"),
        ({"name": "Nora\x00"}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "x" * 300 + "@example.org"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": "1234567890123"}, "password1"),
        ({"rules": ""}, "rules"),
        ({"privacy": ""}, "privacy"),
    ],
)
def test_sign_up_refuses(client, db, change, field):
    response = client.post(reverse("account_signup"), {**SIGN_UP, **change})

    assert set(response.context["form"].errors) == {field}
    assert not User.objects.exists()


def test_sign_up_with_a_known_address_tells_the_owner_where_to_sign_in(client, user):
    client.post(reverse("account_signup"), {**SIGN_UP, "email": user.email})

    assert "http://testserver/accounts/login/" in mail.outbox[-1].body


def test_sign_in_with_password_in_any_case_of_the_address(client, user):
    client.post(reverse("account_login"), {"login": "UMA@example.org", "password": PASSWORD})

    assert is_signed_in(client)


@pytest.mark.parametrize(("remember", "ends_with_browser"), [("on", False), ("", True)])
def test_session_lasts_fourteen_days_only_where_wanted(client, user, remember, ends_with_browser):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "remember": remember})

    assert client.session.get_expire_at_browser_close() is ends_with_browser
    assert client.session.get_expiry_age() == 14 * 24 * 3600


def test_sign_in_page_says_how_long_a_session_lasts(client, db):
    assert "For 14 days. Otherwise you are signed out" in client.get(reverse("account_login")).content.decode()


def test_wrong_password_and_unknown_address_get_the_same_answer(client, user):
    answers = []
    for login in (user.email, "nobody@example.org"):
        response = client.post(reverse("account_login"), {"login": login, "password": "wrong-wrong-wrong"})
        answers.append((response.status_code, response.context["form"].non_field_errors()))

    assert answers[0] == answers[1]
    assert not is_signed_in(client)


def test_sign_in_by_mailed_code(client, user):
    response = client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(response.url, {"code": "000000"})
    assert not is_signed_in(client)

    client.post(response.url, {"code": mailed_code()})

    assert is_signed_in(client)
    assert "15 minutes" in mail.outbox[0].body


def test_mailed_code_bears_three_wrong_tries(client, user):
    response = client.post(reverse("account_request_login_code"), {"email": user.email})
    right = mailed_code()
    for _ in range(3):
        client.post(response.url, {"code": "000000" if right != "000000" else "111111"})

    client.post(response.url, {"code": right})

    assert not is_signed_in(client)


def test_reset_password_by_code(client, user):
    response = client.post(reverse("account_reset_password"), {"email": user.email})
    response = client.post(response.url, {"code": mailed_code()})
    client.post(response.url, {"password1": "another-long-one-3", "password2": "another-long-one-3"})

    user.refresh_from_db()
    assert user.check_password("another-long-one-3")
    assert mail.outbox[-1].subject == "You have a new password"


def test_inactive_account_cannot_sign_in(client, user):
    user.is_active = False
    user.save()

    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert not is_signed_in(client)


def test_signing_in_needs_the_token_of_the_form(user):
    response = Client(enforce_csrf_checks=True).post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}
    )

    assert response.status_code == 403


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/password_reset/", "/_util/login/"])
def test_all_doors_to_sign_in_lead_to_ours(client, db, path):
    response = client.get(path, follow=True)

    assert response.request["PATH_INFO"] == reverse("account_login")
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("reader", "status"), [("unapproved", 404), ("member", 404), ("colleague", 404), ("reviewer", 200), ("staff", 200)]
)
def test_editors_admin_is_not_there_for_others(clients, reader, status):
    assert clients[reader].get("/admin/", follow=True).status_code == status


def test_doors_of_wagtail_lead_nowhere_else(client, db):
    response = client.get("/admin/login/", {"next": "https://elsewhere.example.org/"})

    assert response.url == f"{reverse('account_login')}?next=/admin/"


def test_django_admin_is_not_mounted(clients):
    assert clients["staff"].get("/django-admin/").status_code == 404


@pytest.mark.parametrize(
    ("role", "groups", "is_superuser"),
    [("member", set(), False), ("staff", {"Editors", "Reviewers"}, False), ("admin", {"Editors", "Reviewers"}, True)],
)
def test_groups_follow_the_role(user, role, groups, is_superuser):
    UserFactory(role="admin")
    set_role(user=user, role="admin")

    set_role(user=user, role=role)

    user.refresh_from_db()
    assert {group.name for group in user.groups.all()} == groups
    assert (user.role, user.is_superuser) == (role, is_superuser)


def test_last_administrator_stays(db):
    admin = UserFactory(role="admin")
    UserFactory(role="admin", is_active=False)

    with pytest.raises(LastAdministratorError):
        set_role(user=admin, role="member")


def test_session_of_somebody_made_inactive_ends(clients, people):
    people["member"].is_active = False
    people["member"].save()

    assert clients["member"].get("/notices/").status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
        "account_login", "account_signup", "account_reset_password", "account_request_login_code",
    ],
)  # fmt: skip
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_every_account_page_answers(clients, reader, name):
    assert clients[reader].get(reverse(name), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("name", "field"), [("account_request_login_code", "email"), ("account_reset_password", "email")]
)
def test_page_for_a_mailed_code_answers(client, user, name, field):
    response = client.post(reverse(name), {field: user.email}, follow=True)

    assert response.status_code == 200
    assert "uma@example.org" in response.content.decode()


def without_chance(page: str, address: str) -> str:
    """`page` without what differs from one request to the next: the address that was typed, and tokens."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return page.replace(address, "ADDRESS").replace(address.lower(), "ADDRESS")


@pytest.mark.parametrize(
    ("name", "field", "known_subject", "unknown_subject"),
    [
        ("account_signup", "email", "You have an account already", "Your code for Behind the Numbers"),
        ("account_request_login_code", "email", "Your code to sign in", "No account with this address"),
        ("account_reset_password", "email", "Your code for a new password", "No account with this address"),
    ],
)
def test_nobody_learns_who_has_an_account(user, name, field, known_subject, unknown_subject):
    answers = {}
    for address in (user.email, "nobody@example.org"):
        browser = Client()
        typed = {**SIGN_UP, field: address} if name == "account_signup" else {field: address}
        first = browser.post(reverse(name), typed)
        second = browser.get(first.url)
        wrong = browser.post(first.url, {"code": "000000"})
        answers[address] = [
            (page.status_code, page.get("Location", ""), without_chance(page.content.decode(), address))
            for page in (first, second, wrong)
        ]

    assert answers[user.email] == answers["nobody@example.org"]
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([user.email], known_subject),
        (["nobody@example.org"], unknown_subject),
    ]


@pytest.mark.parametrize("address", ["uma@example.org", "nobody@example.org"])
def test_after_a_few_wrong_passwords_the_right_one_must_wait_too(client, user, address):
    for _ in range(5):
        client.post(reverse("account_login"), {"login": address, "password": "wrong-wrong-wrong"})

    response = client.post(reverse("account_login"), {"login": address, "password": PASSWORD})

    assert response.context["form"].non_field_errors() == ["Too many failed login attempts. Try again later."]
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("account_login", {"login": "x@example.org", "password": "wrong"}),
        ("account_reset_password", {"email": "x@example.org"}),
        ("account_signup", {**SIGN_UP, "email": "x@example.org"}),
    ],
)
def test_too_many_attempts_are_slowed_down_on_our_own_page(client, db, name, typed):
    answers = [Client().post(reverse(name), typed) for _ in range(40)]

    slowed = [answer for answer in answers if answer.status_code == 429]
    assert slowed
    assert "Please wait a minute" in slowed[0].content.decode()
    assert 'id="main"' in slowed[0].content.decode()
    # It holds for the connection, whatever browser asks.
    assert slowed == answers[-len(slowed) :]


def test_too_many_codes_for_one_address_are_refused_in_the_form(user):
    answers = [Client().post(reverse("account_request_login_code"), {"email": user.email}) for _ in range(4)]

    assert [answer.status_code for answer in answers[:3]] == [302] * 3
    assert "Too many failed login attempts" in answers[3].content.decode()
    assert len(mail.outbox) == 3
