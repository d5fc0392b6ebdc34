"""The outbox: what the index has not heard of yet.

A row is written in the transaction of the change, so a change that is committed is never lost, and one that is
rolled back leaves nothing. A row says only that a thing changed; the drain reads the thing as it is then.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from .models import IndexedObject, OutboxRow, Revision

BATCH = 200
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=5)
# Not a kind of thing: the request to forget what older indexes still hold.
PURGE = "purge"


def note(kind: str, object_ids: Iterable[int]) -> None:
    """Remember, in the current transaction, that these things changed."""
    OutboxRow.objects.bulk_create([OutboxRow(kind=kind, object_id=number) for number in object_ids], batch_size=500)


def note_purge() -> None:
    """Remember that kept old indexes must go: they hold something that was erased."""
    note(PURGE, [0])


def take_due(limit: int = BATCH, began: datetime | None = None) -> list[OutboxRow]:
    """The rows whose time has come, the oldest first. They stay until `settle`: a crash repeats them.

    Of those that failed before, only what was due when a drain `began`: it tries nothing twice.
    """
    due = Q(attempts=0) | Q(not_before__lte=began or timezone.now())
    return list(OutboxRow.objects.filter(due)[:limit])


def waiting(kind: str, object_ids: Iterable[int]) -> list[OutboxRow]:
    """Every row of these things, due or not."""
    numbers = set(object_ids)
    return [row for row in OutboxRow.objects.filter(kind=kind) if row.object_id in numbers]


def not_yet_told(things: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of these (kind, id) that have changed since the index heard of them. One query."""
    named = set(things)
    kinds, numbers = {kind for kind, _number in named}, {number for _kind, number in named}
    rows = OutboxRow.objects.filter(kind__in=kinds, object_id__in=numbers)
    return named & set(rows.order_by().values_list("kind", "object_id"))


def settle(rows: Sequence[OutboxRow]) -> None:
    """Remove exactly these rows. By key and never by a cursor, which would skip what commits late."""
    keys = [row.pk for row in rows]
    for start in range(0, len(keys), BATCH):
        OutboxRow.objects.filter(pk__in=keys[start : start + BATCH]).delete()


def postpone(rows: Sequence[OutboxRow], error: str) -> None:
    """Leave `rows` for later: 1 s after the first failure, doubling to 5 minutes."""
    now = timezone.now()
    for row in rows:
        row.not_before = now + min(SHORTEST_WAIT * 2 ** min(row.attempts, 20), LONGEST_WAIT)
        row.attempts += 1
        row.error = error.replace("\x00", "")[:500]
    OutboxRow.objects.bulk_update(rows, ["not_before", "attempts", "error"], batch_size=100)


def hurry() -> None:
    """Make every postponed row due: the engine answers again."""
    OutboxRow.objects.filter(attempts__gt=0).update(not_before=F("created"))


def next_revision() -> int:
    """A number larger than all before it. Take it *before* reading what is to be written with it.

    Whoever reads after taking a larger number sees at least as much, and whatever commits later has a row of
    its own; so the document with the largest number is never the older one.
    """
    with transaction.atomic():
        revision = Revision.objects.create()
        Revision.objects.filter(pk__lt=revision.pk).delete()
    return revision.pk


def remember(fingerprints: Mapping[tuple[str, int], str], rev: int) -> None:
    """Before the engine is told: these (kind, id) may be in the index from now on, as of `rev`."""
    IndexedObject.objects.bulk_create(
        [
            IndexedObject(kind=kind, object_id=number, rev=rev, fingerprint=fingerprint)
            for (kind, number), fingerprint in fingerprints.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["rev", "fingerprint"],
        batch_size=200,
    )


def remembered(kind: str, object_ids: Iterable[int]) -> dict[int, IndexedObject]:
    """Those of these things that may be in the index."""
    rows = IndexedObject.objects.filter(kind=kind, object_id__in=list(object_ids))
    return {row.object_id: row for row in rows}


def forget(kind: str, object_ids: Iterable[int], rev: int) -> None:
    """After the engine was told that these are gone; what somebody has indexed since then stays."""
    IndexedObject.objects.filter(kind=kind, object_id__in=list(object_ids), rev__lte=rev).delete()


def backlog() -> dict:
    """How many changes wait, since when the oldest, and how many have failed at least once."""
    said = OutboxRow.objects.aggregate(waiting=Count("pk"), oldest=Min("created"))
    failed = OutboxRow.objects.filter(attempts__gt=0).count()
    return {"waiting": said["waiting"], "oldest": said["oldest"], "failed": failed}


def troubled() -> QuerySet[OutboxRow]:
    """The rows that failed, the most stubborn first."""
    return OutboxRow.objects.filter(attempts__gt=0).order_by(F("attempts").desc(), "seq")
