"""Pages against a bare one: a Wagtail page of the same depth with only a title, served to the same reader."""

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from resources.lessons.models import LessonIndexPage, LessonPage

from .report import Figure
from .timing import median, take_turns

LIMITS = {"lesson": 2.5, "home": 3.0, "search": 4.0}


def bare_page() -> str:
    """The path of a page as deep as a lesson that has nothing but a title."""
    home = LessonIndexPage.objects.get().get_parent()
    shelf = home.add_child(instance=Page(title="Bench", slug="bench"))
    page = shelf.add_child(instance=Page(title="Bare", slug="bare"))
    return f"/{shelf.slug}/{page.slug}/"


def measure(bare: str, rounds: int = 60) -> list[Figure]:
    """How many times slower than the page at `bare` the usual pages are, for a member."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.filter(roster_entries__isnull=False).first())
    lesson = LessonPage.objects.filter(live=True, audience="public").order_by("-pk").first()
    paths = {
        "bare": bare,
        "lesson": f"/lessons/{lesson.slug}/",
        "home": "/",
        "search": "/search/?q=attendance",
    }
    spent = take_turns({name: lambda path=path: fetch(client, path) for name, path in paths.items()}, rounds)
    least = median(spent["bare"])
    figures = [Figure("bare page, median", least, "ms")]
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
