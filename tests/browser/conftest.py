"""A live server, Debian's Chromium, and what every page must bear: axe, and a policy without inline style or script."""

import json
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright

from cms.content import rooms

# Playwright runs its own event loop in this thread; the database is used from here all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": (1280, 900), "slim": (390, 844)}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            # The live server's database is emptied after each test: what the migrations left is put back.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def left_by_migrations(django_db_setup) -> str:
    """What each test begins with, content types first: saving any other row asks for its own, and makes it."""
    rows = json.loads(connection._test_serialized_contents)
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))


@pytest.fixture(scope="session")
def browser(left_by_migrations):
    with sync_playwright() as playwright:
        # From now on a loop runs in this thread, and whatever runs beside a loop has a connection of its own.
        connection._test_serialized_contents = left_by_migrations
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, monkeypatch):
    """The address of the running site."""
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    return live_server.url


@pytest.fixture
def starter(site):
    """What a real network begins with: starter content, and nobody and no place that was invented."""
    rooms.load(with_demo=False)


@pytest.fixture
def open_page(browser, site):
    """`open_page(size="wide", scheme="light", user=None)`: a page of a fresh browser at the site's door.

    It fails the test at its end when the page complained: of its policy, of a script, of a missing file.
    """
    contexts, complaints = [], []

    def opened(size="wide", scheme="light", user=None, **options):
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=site, viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([signed_in(user, site)])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    # An answer that says no is told to the console too; tests ask for those on purpose.
    assert [text for text in complaints if "the server responded with a status of 4" not in text] == []


def signed_in(user, site: str) -> dict:
    """The cookie of a session of `user`."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": site}


def assert_accessible(page) -> None:
    """No finding of axe on `page`, and no sideways scrolling.

    A click returns before the next page has its style sheets, and a page without them is not the page people see.
    """
    page.wait_for_load_state("load")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    findings = [
        f"{finding['id']}: {node['html'][:200]}\n{node['failureSummary']}"
        for finding in results.response["violations"]
        for node in finding["nodes"]
    ]
    assert findings == [], "\n".join(findings)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def assert_accessible_in_every_look(page) -> None:
    """The same, on wide and slim screens and in both themes, without loading the page anew."""
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert_accessible(page)
