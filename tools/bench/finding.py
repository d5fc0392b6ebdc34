"""Search at 1,000 and at 20,000 lessons, the wait from publishing to finding, and the speed of a rebuild."""

import random
import time
from collections.abc import Callable
from threading import Thread

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from cms.audiences import viewer_for
from members.accounts.models import User
from resources.lessons.models import LessonPage
from search import indexing, outbox
from search.engines import engine
from search.engines.base import Change
from search.indexing.rebuilding import BATCH
from search.query import SearchRequest
from search.sources import SOURCES

from . import rows
from .pages import fetch
from .report import Figure
from .timing import median, p95, take_turns

SMALL, LARGE = 1_000, 20_000
QUERIES = ("attendance", "trust agreement", "chronic absence report", "kindergarten reading county", "bus route")
ROUNDS = 60
PUBLISHED = 30
PATIENCE = 10.0


def measure(authors: list[User], dice: random.Random, bare: Callable[[], object], waits: float) -> list[Figure]:
    """The figures of the engine that the settings name; `waits` is the limit from publishing to finding, in ms."""
    name = engine().name
    small = _search(bare)
    rows.lessons(LARGE - LessonPage.objects.count(), authors, dice)
    rebuilt, handed = _rebuild()
    large = _search(bare)
    figures = [
        Figure(f"{name}: search page at 20,000 ÷ at 1,000", large["page"] / small["page"], "×", 1.5),
        Figure(f"{name}: bare engine call at 20,000 ÷ at 1,000", large["engine"] / small["engine"], "×"),
        Figure(f"{name}: bare engine call at 20,000, median", large["engine"], "ms"),
        Figure(f"{name}: search page at 20,000 ÷ engine call", large["page"] / large["engine"], "×"),
        Figure(f"{name}: rebuild ÷ ready documents handed over", rebuilt / handed, "×", 0.6, at_least=True,
               note=f"{rebuilt:.0f} of {handed:.0f} documents a second"),
        Figure(f"{name}: published → found, 95 of 100", p95(_waits()), "ms", waits),
    ]  # fmt: skip
    return figures


def _search(bare) -> dict[str, float]:
    """Medians in ms of the whole page and of the engine's call alone, with the bare page taking turns as a witness."""
    user = get_user_model().objects.filter(roster_entries__isnull=False).first()
    client, viewer = Client(HTTP_HOST="127.0.0.1"), viewer_for(user)
    client.force_login(user)
    queries = iter(QUERIES * ROUNDS * 3)

    def page():
        fetch(client, f"/search/?q={next(queries).replace(' ', '+')}")

    def call():
        found = engine().search(SearchRequest(viewer=viewer, text=next(queries)))
        if len(found.hits) < 20:
            raise RuntimeError("A timed search must return 20 hits.")

    spent = take_turns({"page": page, "engine": call, "bare": bare}, ROUNDS)
    return {name: median(values) for name, values in spent.items()}


def _rebuild() -> tuple[float, float]:
    """Documents a second of a whole rebuild, and of the same documents made beforehand and only handed over."""
    began = time.perf_counter()
    record = indexing.rebuild()
    rebuilt = record.documents / (time.perf_counter() - began)
    changes = []
    for source in SOURCES.values():
        for documents in source.read(source.object_ids(), outbox.next_revision()).values():
            changes += [Change(document.id, document.rev, document) for document in documents]
    current = engine()
    began = time.perf_counter()
    build = current.build()
    for start in range(0, len(changes), BATCH):
        current.fill(build, changes[start : start + BATCH])
    current.swap(build)
    return rebuilt, len(changes) / (time.perf_counter() - began)


def _waits() -> list[float]:
    """Milliseconds from the beginning of a publication until another reader's search finds the lesson."""
    user = get_user_model().objects.filter(roster_entries__isnull=False).first()
    viewer = viewer_for(user)
    waits = []
    for number, lesson in enumerate(rows.made().order_by("pk")[:PUBLISHED]):
        word = f"zebra{'abcdefghijklmnopqrstuvwxyzabcdef'[number]}{number}x"
        lesson.title = f"{lesson.title} {word}"
        revision = lesson.save_revision()
        publisher = Thread(target=_publish, args=[revision])
        began = time.perf_counter()
        publisher.start()
        while not engine().search(SearchRequest(viewer=viewer, text=word, exact=True, facets=())).total:
            if time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"{word} was not found within {PATIENCE:.0f} seconds of being published.")
            time.sleep(0.005)
        waits.append((time.perf_counter() - began) * 1000)
        publisher.join()
    return waits


@transaction.atomic
def _publish(revision) -> None:
    """As an approval does it: in one transaction."""
    revision.publish()
