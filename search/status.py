"""How the search stands, for /healthz, for the command, and for staff in the admin."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from . import outbox
from .engines import engine
from .engines.base import EngineStatus
from .models import OutboxRow, Rebuild


@dataclass(frozen=True)
class Standing:
    """The engine, what waits for it since when, what keeps failing, and the last rebuild."""

    engine: EngineStatus
    waiting: int
    failed: int
    oldest: datetime | None
    troubled: QuerySet[OutboxRow]
    last_rebuild: Rebuild | None

    @property
    def oldest_seconds(self) -> int:
        """How long the oldest change has been waiting; 0 when none is."""
        return int((timezone.now() - self.oldest).total_seconds()) if self.oldest else 0


def standing() -> Standing:
    return Standing(
        engine=engine().status(),
        troubled=outbox.troubled()[:20],
        last_rebuild=Rebuild.objects.first(),
        **outbox.backlog(),
    )


def health() -> dict:
    """For /healthz: ``oldest`` is the age in seconds of the oldest change that waits."""
    now = standing()
    return {
        "engine": now.engine.engine,
        "state": now.engine.state,
        "documents": now.engine.documents,
        "backlog": now.waiting,
        "oldest": now.oldest_seconds,
    }
