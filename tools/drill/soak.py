"""Ten minutes of ordinary use of one process: it must not grow, leak files, fall behind or drift from the database.

A writer publishes without a pause while a visitor and a member read whatever they may. What is compared is the
process after it has warmed up with the same process at the end.
"""

import random
import time
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from cms.audiences import VISITOR, Viewer, viewer_for
from cms.kinds import every_kind
from resources.lessons.models import LessonPage
from search import indexing, outbox

SECONDS = 600
WARM_UP = 120
MOST_GROWTH = 1.25  # times the memory after warming up
MOST_FILES = 20  # more open than after warming up
WORDS = ("attendance", "trust agreement", '"data sharing"', "kindergarden", "report -card", "zebra")


def run(seconds: int = SECONDS, warm_up: int = WARM_UP) -> dict[str, object]:
    """Use the site for `seconds`. Raises AssertionError on a bad answer, growth, a backlog or a drifted index."""
    dice = random.Random(3)
    member = get_user_model().objects.get(email="member@demo.example.org")
    clients = {VISITOR: Client(), viewer_for(member): Client()}
    clients[viewer_for(member)].force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    began, requests, published, before = time.monotonic(), 0, 0, None
    while (spent := time.monotonic() - began) < seconds:
        if before is None and spent > warm_up:
            before = held()
        if requests % 10 == 0:
            publish(dice)
            published += 1
        viewer, client = dice.choice(list(clients.items()))
        address = dice.choice(addresses(viewer))
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        requests += 1
    indexing.drain()
    after = held()
    memory, files = after[0] / before[0], after[1] - before[1]
    assert memory <= MOST_GROWTH, f"The process grew to {memory:.2f} of what it was."
    assert files <= MOST_FILES, f"{files} more files are open."
    assert outbox.backlog()["waiting"] == 0, outbox.backlog()
    assert indexing.verify() == 0, "The index is not what the database says."
    return {"requests": requests, "published": published, "memory": f"× {memory:.2f}", "files": f"{files:+d}"}


def addresses(viewer: Viewer) -> list[str]:
    """The usual pages, searches, and one thing of every kind that `viewer` may read."""
    things = [(kind, kind.listed(kind.visible_to(viewer)).order_by("?").first()) for kind in every_kind()]
    searches = [f"/search/?q={word}&page={page}" for word in WORDS for page in (1, 2)]
    return ["/", "/lessons/", "/partnerships/", *searches, *(kind.url(thing) for kind, thing in things if thing)]


@transaction.atomic
def publish(dice: random.Random) -> None:
    """As an approval does it: a lesson is published again with one word more, or loses it."""
    lesson = LessonPage.objects.filter(live=True, withdrawn_on__isnull=True).order_by("?").first()
    lesson.summary = f"{lesson.summary.partition(' Soaked ')[0]} Soaked {dice.getrandbits(32):x}"[:400]
    lesson.save_revision().publish()


def held() -> tuple[int, int]:
    """Kibibytes of memory and open files of this process, as Linux tells them."""
    said = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(said["VmRSS"].split()[0]), len(list(Path("/proc/self/fd").iterdir()))
