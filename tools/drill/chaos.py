"""Kill -9, sixty times, in the middle of drains and rebuilds, while lessons are written, hidden and deleted.

Afterwards one drain must bring the index to exactly what the database says: nothing lost, nothing twice, nothing
leaked. Each victim is a forked process with connections and engine of its own.
"""

import os
import random
import signal
import time
from collections.abc import Callable

from django.db import close_old_connections, connections, transaction

from cms.actions import set_audience
from cms.audiences import Viewer
from members.accounts.models import User
from resources.lessons.models import Authorship, LessonIndexPage, LessonPage
from search import engines, indexing, outbox
from search.query import WINDOW, SearchRequest
from search.sources import SOURCES, document_id

KILLS = 60
AUDIENCES = ("public", "members", "staff")
PAGE = 100


def write_forever(seed: int) -> None:
    """Publish, change, hide, show, tighten and delete lessons at random, as fast as it goes."""
    dice = random.Random(seed)
    author = User.objects.filter(roster_entries__isnull=False).first()
    while True:
        lesson = LessonPage.objects.filter(slug__startswith="chaos-").order_by("?").first()
        choice = dice.random()
        if lesson is None or choice < 0.35:
            _publish(author, dice)
        elif choice < 0.6:
            lesson.title = f"Chaos {dice.random()}"
            lesson.save_revision().publish()
        elif choice < 0.75:
            set_audience(page=lesson, audience=dice.choice(AUDIENCES))
        elif choice < 0.9:
            lesson.unpublish() if lesson.live else lesson.save_revision().publish()
        else:
            lesson.delete()


def _publish(author: User, dice: random.Random) -> None:
    slug = f"chaos-{dice.getrandbits(48):x}"
    with transaction.atomic():
        lesson = LessonIndexPage.objects.get().add_child(
            instance=LessonPage(title=slug, slug=slug, summary="chaos", audience=dice.choice(AUDIENCES), live=False)
        )
        Authorship.objects.create(lesson=lesson, user=author)
        lesson.save_revision().publish()


def drain_forever() -> None:
    while True:
        indexing.drain()


def rebuild_forever() -> None:
    while True:
        indexing.rebuild()


def in_a_child(work: Callable[[], None]) -> int:
    """Fork; the child does `work` and never returns here. Returns the child's process id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            engines.reset()
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def kill_after(seconds: float, *children: int) -> None:
    time.sleep(seconds)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def run(seed: int = 1) -> dict[str, object]:
    """Do it; raises AssertionError if the index then differs from the database."""
    dice = random.Random(seed)
    indexing_began = time.monotonic()
    for number in range(KILLS):
        writer = in_a_child(lambda number=number: write_forever(number))
        other = in_a_child(rebuild_forever if number % 2 else drain_forever)
        kill_after(dice.uniform(0.2, 1.5), writer, other)
    return {"kills": KILLS, "seconds": round(time.monotonic() - indexing_began), **settled()}


def settled() -> dict[str, object]:
    """Drain what is left, then hold the index against the database, document by document."""
    engines.reset()
    close_old_connections()
    outbox.hurry()
    indexing.drain()
    waiting = outbox.backlog()["waiting"]
    assert waiting == 0, f"{waiting} changes were left behind."
    engines.engine().refresh()
    held = engines.engine().revisions()
    rev = outbox.next_revision()
    expected = {
        document.id
        for source in SOURCES.values()
        for documents in source.read(source.object_ids(), rev).values()
        for document in documents
    }
    assert set(held) == expected, {"lost": sorted(expected - set(held)), "leaked": sorted(set(held) - expected)}
    for audience in AUDIENCES:
        assert found_by(audience) == in_database(audience), f"The index differs for {audience}."
    # A rebuild that was killed has numbered things anew that the serving index knows by older numbers: the first
    # verify tells them again, the second has nothing left to do.
    renewed = indexing.verify()
    assert indexing.verify() == 0
    lessons = sum(len(in_database(audience)) for audience in AUDIENCES)
    return {"lessons": lessons, "documents": len(held), "renewed": renewed}


def in_database(audience: str) -> dict[str, str]:
    """Title by document id of the lessons that were written here and are for `audience`."""
    rows = LessonPage.objects.filter(slug__startswith="chaos-", live=True, audience=audience)
    return {document_id("lesson", key): title for key, title in rows.values_list("pk", "title")}


def found_by(audience: str) -> dict[str, str]:
    """The same, as the index finds them for somebody who holds only the token `audience`."""
    viewer = Viewer(user_id=None, audiences=frozenset({audience}))
    found: dict[str, str] = {}
    for page in range(1, WINDOW // PAGE + 1):
        request = SearchRequest(viewer=viewer, kinds=frozenset({"lesson"}), page=page, size=PAGE, sort="title")
        hits = engines.engine().search(request).hits
        found |= {hit.id: hit.title for hit in hits if hit.slug.startswith("chaos-")}
        if len(hits) < PAGE:
            return found
    raise RuntimeError(f"More than {WINDOW} lessons cannot be paged through: write fewer.")
