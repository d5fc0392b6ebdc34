"""Pages against a bare one: as deep as a lesson, nothing but a title, in the site's own frame, for the same reader.

The frame (masthead, footer, who is signed in and what waits for them) is on both sides, so a ratio says what the page
itself costs. A page outside of the frame, as Wagtail would serve it, is told beside it, without a limit.
"""

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from cms.audiences import PUBLIC
from cms.models import AboutIndexPage, AboutPage, HomePage
from cms.vocabulary.models import Challenge
from members.partnerships.models import Partnership
from resources.agreements.models import AgreementTemplatePage
from resources.lessons.models import LessonPage

from . import agenda
from .report import Figure
from .timing import median, take_turns

LIMITS = {
    "lesson": 2.5, "challenge": 3.0, "partnership": 3.5, "agreement": 3.0, "home": 3.0, "search": 4.0, "agenda": 7.0,
}  # fmt: skip
# Of the demo content: with signs, steps, words and lessons; with people, gateways, a register and lessons; the longest.
CHALLENGE, PARTNERSHIP, AGREEMENT = "agreement-stuck", "lodgepole-breaks", "data-sharing-agreement-studies"


def bare_page() -> str:
    """The path of a page with nothing but a title, as deep as a lesson."""
    page = AboutPage(title="Bare", slug="bare", audience=PUBLIC)
    return AboutIndexPage.objects.get().add_child(instance=page).url


def frameless_page() -> str:
    """The path of a page as deep that has nothing but a title and no frame either."""
    shelf = HomePage.objects.get().add_child(instance=Page(title="Bench", slug="bench"))
    page = shelf.add_child(instance=Page(title="Frameless", slug="frameless"))
    return f"/{shelf.slug}/{page.slug}/"


def measure(bare: str, rounds: int = 60) -> list[Figure]:
    """How many times slower than the page at `bare` the usual pages are, for a member."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.filter(roster_entries__isnull=False).first())
    lesson = LessonPage.objects.filter(live=True, audience="public").order_by("-pk").first()
    paths = {
        "frameless": frameless_page(),
        "bare": bare,
        "lesson": f"/lessons/{lesson.slug}/",
        "challenge": Challenge.objects.get(slug=CHALLENGE).url,
        "partnership": Partnership.objects.get(slug=PARTNERSHIP).url,
        "agreement": AgreementTemplatePage.objects.get(slug=AGREEMENT).get_absolute_url(),
        "agenda": agenda.of_sessions().get_absolute_url(),
        "home": "/",
        "search": "/search/?q=attendance",
    }
    spent = take_turns({name: lambda path=path: fetch(client, path) for name, path in paths.items()}, rounds)
    least = median(spent["bare"])
    figures = [
        Figure("bare page, median", least, "ms"),
        Figure("frameless page, median", median(spent["frameless"]), "ms"),
    ]
    for name, limit in LIMITS.items():
        taken = median(spent[name])
        figures.append(Figure(f"{name} ÷ bare page", taken / least, "×", limit, note=f"{taken:.1f} ms"))
    return figures


def fetch(client: Client, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}: there is nothing to measure.")
    if path.startswith("/search/") and response.content.count(b'class="entry"') < 20:
        raise RuntimeError("The timed search showed fewer than 20 hits: it measures an emptier page than people see.")
