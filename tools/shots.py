"""Pictures of the site as people see it: ``make shots``, or ``python -m tools.shots /lessons/ /search/?q=trust``.

A development site of its own, with demo content, is photographed at two widths, light and dark, as a visitor, as a
demo member and as staff, into ``shots/``. Without paths: the pages below and the first of every kind in the sitemap.
``/questions/*`` is whatever stands first in the list of questions. A page that breaks, complains in the console, or
is wider than its window is a failure.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Browser, Page, sync_playwright

from tools.progress import say
from tools.services import ServicesError, packages, processes

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "shots"
WIDTHS = {390: 844, 1280: 900}  # width and height of the window, in CSS pixels
THEMES = ("light", "dark")
BROWSER_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
EMAILS = {"member": "member@demo.example.org", "staff": "staff@demo.example.org"}
READY_WITHIN = 400  # seconds; 20 on a free machine
PER_KIND = 2
# What no sitemap lists. /nowhere/ is the page that is not there.
PAGES = {
    "visitor": [
        *(
            "/",
            "/about/",
            "/lessons/",
            "/partnerships/",
            "/partnerships/?state=KY",
            "/search/",
            "/search/?q=attendance",
        ),
        *("/people/", "/challenges/", "/outcomes/", "/glossary/?q=mask", "/theory-of-action/"),
        *(
            "/agreements/",
            "/legal/",
            "/agreements/data-sharing-agreement-studies/",
            "/agreements/data-sharing-agreement-studies/text/",
            "/agreements/data-sharing-agreement-studies/blanks/",
            "/agreements/data-sharing-agreement-studies/versions/",
            "/agreements/data-sharing-agreement-studies/compare/",
            "/legal/route/",
            "/legal/route/?level=identifiable&holder=k12&directory=no&consent=yes",
        ),
        *("/legal/elements/", "/legal/elements/*", "/legal/indicators/", "/legal/indicators/*", "/legal/small-groups/"),
        *("/legal/small-groups/*", "/legal/states/", "/legal/states/*", "/legal/resources/", "/legal/answers/"),
        *("/report-cards/", "/systems/", "/systems/kinds/", "/questions/", "/convenings/", "/convenings/btn-upcoming/"),
        *("/convenings/btn-upcoming/?view=rooms", "/convenings/btn-upcoming/?view=print"),
        *(
            "/search/?q=zzyzx",
            "/nowhere/",
            "/dev/errors/429/",
            "/dev/errors/500/",
            "/join/",
            "/accounts/login/",
            "/accounts/signup/",
        ),
        *("/accounts/password/reset/", "/accounts/login/code/", "/styleguide/", "/dev/mail/"),
    ],
    "member": [
        *("/", "/lessons/", "/desk/", "/lessons/new/", "/search/?q=attendance", "/join/", "/notices/"),
        *("/questions/", "/questions/?show=could", "/questions/*", "/questions/ask/", "/bookmarks/"),
        *("/systems/", "/systems/*", "/convenings/btn-upcoming/", "/starred/", "/partnerships/juniper-crossing/"),
        *("/people/", "/people/me/", "/people/me/edit/", "/accounts/data/", "/accounts/email/", "/accounts/2fa/"),
        *("/accounts/password/change/", "/accounts/logout/", "/nowhere/"),
    ],
    "staff": ["/desk/", "/reports/", "/join/requests/", "/partnerships/import/"],
}
MISSING_ON_PURPOSE = "/nowhere/"


@dataclass(frozen=True)
class Site:
    url: str
    password: str  # of the demo people


@contextmanager
def running_site() -> Iterator[Site]:
    """A development site on a port and in a folder of its own, gone afterwards. Raises ServicesError."""
    with tempfile.TemporaryDirectory(prefix="shots-") as folder:
        log, port = Path(folder) / "site.log", processes.free_port()
        own = {"VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "PORT": str(port)}
        inherited = {name: value for name, value in os.environ.items() if name != "ELASTICSEARCH_URL"}
        with open(log, "w") as output:
            server = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT,
                env={**inherited, **own, "DJANGO_SETTINGS_MODULE": "cms.settings.dev"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            yield wait_until_ready(server, log)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def wait_until_ready(server: subprocess.Popen, log: Path) -> Site:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        said = log.read_text()
        ready = re.search(r"^Ready: (\S+)$", said, re.MULTILINE)
        password = re.search(r"password: ([^\s)]+)", said)
        if ready and password:
            return Site(ready[1], password[1])
        time.sleep(0.3)
    raise ServicesError(f"The site does not start:\n{log.read_text()[-3000:]}")


def from_sitemap(site: Site) -> list[str]:
    """The first paths of every kind that a visitor may read."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def locations(path: str) -> list[str]:
        with opener.open(site.url + path) as answer:
            tree = ElementTree.parse(answer)
        found = [element.text or "" for element in tree.iter() if element.tag.endswith("}loc")]
        return [re.sub(r"^https?://[^/]+", "", address) for address in found]

    try:
        return [path for kind in locations("/sitemap.xml") for path in locations(kind)[:PER_KIND]]
    except urllib.error.HTTPError as error:
        raise ServicesError(f"The sitemap cannot be read: {error}") from error


def sign_in(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.url}/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(site.password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_load_state()
    if "/accounts/login/" in page.url:
        raise ServicesError(f"{email} cannot sign in: see {photograph(page, 'sign-in-failed')}")


def photograph(page: Page, name: str) -> Path:
    SHOTS.mkdir(exist_ok=True)
    file = SHOTS / f"{name}.png"
    page.screenshot(path=file, full_page=True)
    return file


def file_name(reader: str, path: str, width: int, theme: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", path.lower().replace("*", "first")).strip("-") or "home"
    return f"{reader}-{slug[:80]}-{width}-{theme}"


def found(page: Page, site: Site, path: str) -> str:
    """`path`, or what stands first in the list that it names."""
    if not path.endswith("*"):
        return path
    page.goto(site.url + path.rstrip("*"))
    entries = page.locator(".entry__title a")
    return (entries.first.get_attribute("href") if entries.count() else None) or path.rstrip("*")


def take(page: Page, site: Site, path: str, name: str) -> list[str]:
    """Photograph one page; what is wrong with it."""
    complaints: list[str] = []

    def note(message) -> None:
        # The browser itself reports the answer that we asked for, a 404, as an error.
        if message.type == "error" and MISSING_ON_PURPOSE not in path:
            complaints.append(message.text)

    page.on("console", note)
    answer = page.goto(site.url + path, wait_until="networkidle")
    page.remove_listener("console", note)
    photograph(page, name)
    if answer and answer.status >= 400 and path != MISSING_ON_PURPOSE:
        complaints = [f"answers {answer.status}"]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        complaints.append("is wider than its window")
    return [f"{name}: {complaint}" for complaint in complaints]


def take_all(browser: Browser, site: Site, pages: dict[str, list[str]]) -> list[str]:
    """Photograph `pages`, paths by reader; what is wrong with them."""
    wrong = []
    for reader, paths in pages.items():
        # One session for all of a reader's pictures: signing in is limited in rate, and slow.
        context = browser.new_context()
        page = context.new_page()
        if reader in EMAILS:
            sign_in(page, site, EMAILS[reader])
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                for path in paths:
                    wrong += take(page, site, found(page, site, path), file_name(reader, path, width, theme))
                say(f"{reader}, {width} px, {theme}: {len(paths)} pages")
        context.close()
    return wrong


def main(paths: list[str]) -> int:
    try:
        packages.ensure("Chromium")
        if not paths:
            shutil.rmtree(SHOTS, ignore_errors=True)
        with running_site() as site, sync_playwright() as playwright:
            pages = {reader: paths or listed for reader, listed in PAGES.items()}
            if not paths:
                pages["visitor"] = list(dict.fromkeys([*pages["visitor"], *from_sitemap(site)]))
            browser = playwright.chromium.launch(executable_path=packages.chromium(), args=BROWSER_OPTIONS)
            wrong = take_all(browser, site, pages)
            browser.close()
    except ServicesError as error:
        print(error, file=sys.stderr)
        return 1
    for line in wrong:
        print(line, file=sys.stderr)
    say(f"Pictures are in {SHOTS}; {len(wrong)} things are wrong with the pages.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
