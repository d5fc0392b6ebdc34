"""Signing in as people do: a password, a code by mail, and a second step with recovery codes."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible, assert_accessible_in_every_look
from tests.browser.steps import mailed_code, sign_up
from tests.factories import PartnershipFactory, member_of
from tests.factories.members import PASSWORD

PERIOD = 30


@pytest.fixture
def member(site):
    cache.clear()
    return member_of(PartnershipFactory(), name="Mel Member", email="mel@example.org")


def number_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def sign_in(page, email="mel@example.org"):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page):
    page.context.clear_cookies()


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("slim", "dark")])
def test_sign_in_page_says_what_it_does(open_page, size, scheme):
    page = open_page(size=size, scheme=scheme)
    page.goto("/accounts/login/")

    expect(page.get_by_text("For 14 days. Otherwise you are signed out")).to_be_visible()
    assert_accessible(page)


def test_sign_in_with_password_and_out_again(open_page, member):
    page = open_page()
    sign_in(page)
    page.get_by_role("button", name="Mel").click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_sign_in_with_a_mailed_code(open_page, member):
    page = open_page()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Mail me a code").click()
    page.get_by_label("Email").fill(member.email)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_label("Code").fill(mailed_code())
    page.locator("main form button[type=submit]").first.click()

    expect(page.get_by_role("button", name="Mel")).to_be_visible()


def test_second_step_with_app_and_recovery_code(open_page, starter):
    cache.clear()
    page = open_page()
    page.goto("/accounts/signup/")
    sign_up(page, "Mel Member", "mel@example.org", PASSWORD)
    expect(page.get_by_role("button", name="Mel")).to_be_visible()
    page.goto("/accounts/2fa/totp/activate/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    secret = page.get_by_label("Letters for the app").input_value()
    assert_accessible(page)
    page.locator("input[name=code]").fill(number_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    page.goto("/accounts/2fa/recovery-codes/")
    recovery = re.findall(r"\b[0-9a-z]{8}\b", page.locator("main").inner_text() + page.locator("main").inner_html())
    assert recovery
    for path in ("recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", ""):
        page.goto(f"/accounts/2fa/{path}")
        assert_accessible_in_every_look(page)

    sign_out(page)
    cache.clear()  # An app's number works once: the tests do not wait for the next one.
    sign_in(page)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.locator("input[name=code]").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.locator("input[name=code]").fill(number_of(secret))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Mel")).to_be_visible()

    sign_out(page)
    sign_in(page)
    page.locator("input[name=code]").fill(recovery[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Mel")).to_be_visible()
