"""What several journeys do."""

import re

from django.core import mail


def mailed_code() -> str:
    return re.search(r"^ +(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def sign_up(page, name: str, email: str, password: str) -> None:
    """From the page of signing up to an account whose address is confirmed."""
    page.get_by_label("Your name").fill(name)
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("I will follow the house rules").check()
    page.get_by_label("You may keep my name").check()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_label("Code").fill(mailed_code())
    page.locator("main form button[type=submit]").first.click()


def press(page, *keys) -> None:
    for key in keys:
        page.keyboard.press(key)


def focus_is(page, selector) -> bool:
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page, selector, most=40) -> None:
    for _ in range(most):
        if focus_is(page, selector):
            return
        press(page, "Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")
