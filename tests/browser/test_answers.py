"""Pages that one meets when something goes wrong or while one develops: as accessible as the others."""

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection

from members.partnerships import filters
from tests.browser.conftest import assert_accessible_in_every_look


@pytest.fixture
def plain_page(browser, site):
    """A page whose complaints are not held against the test: it asks for an answer that says no."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


def test_the_page_after_too_many_attempts(plain_page, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    cache.clear()
    for _attempt in range(2):
        plain_page.goto("/accounts/login/")
        plain_page.get_by_label("Email").fill("nobody@example.org")
        plain_page.get_by_label("Password", exact=True).fill("wrong-words-today")
        plain_page.get_by_role("button", name="Sign in").click()
    cache.clear()

    plain_page.get_by_role("heading", name="Please wait a minute").wait_for()
    assert_accessible_in_every_look(plain_page)


def test_the_page_when_something_breaks(plain_page, monkeypatch):
    def break_down(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(filters, "paginate", break_down)

    assert plain_page.goto("/partnerships/").status == 500
    assert_accessible_in_every_look(plain_page)


def test_the_mail_of_development(open_page, settings, tmp_path):
    settings.ROOT_URLCONF = "tests.browser.dev_urls"
    settings.EMAIL_FILE_PATH = tmp_path
    kept = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=tmp_path)
    EmailMessage("Your code", "It is 123456.", to=["mel@example.org"], connection=kept).send()
    page = open_page()

    assert page.goto("/dev/mail/").status == 200
    assert_accessible_in_every_look(page)
    page.get_by_role("link", name="Your code").click()
    assert_accessible_in_every_look(page)


def test_the_pages_that_nobody_should_see_can_be_looked_at_in_development(open_page, settings):
    settings.ROOT_URLCONF = "tests.browser.dev_urls"
    page = open_page()

    for status, heading in ((429, "Please wait a minute"), (500, "Something broke")):
        assert page.goto(f"/dev/errors/{status}/").status == 200
        page.get_by_role("heading", name=heading).wait_for()
    assert page.goto("/dev/errors/404/").status == 404
