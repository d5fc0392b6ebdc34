"""Is the site well? Rooms register what they know; ``/healthz`` says it in JSON, in two seconds whatever hangs."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic

from django.db import connection, connections
from django.db.utils import DatabaseError
from django.http import JsonResponse

from .clock import overdue

Report = Callable[[], dict]
PATIENCE = 2.0  # seconds for all that is looked at together


class Look:
    """One thing that is looked at, in a thread of its own: what hangs keeps nobody waiting."""

    def __init__(self, report: Report):
        self._report = report
        self._answer: Future | None = None
        self._lock = Lock()

    def begin(self) -> Future:
        """The answer to come. While an earlier look hangs it is that one's: hanging threads must not pile up."""
        with self._lock:
            if self._answer is None or self._answer.done():
                self._answer = Future()
                Thread(target=self._look, args=[self._answer], daemon=True).start()
            return self._answer

    def _look(self, answer: Future) -> None:
        try:
            said = self._report()
        except Exception as error:
            answer.set_exception(error)
        else:
            answer.set_result(said)
        finally:
            # The connections of this thread: nobody else would.
            connections.close_all()


def _database() -> dict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"database": "up", "overdue": overdue()[:1]}


_ground = Look(_database)
_looks: dict[str, Look] = {}


def reports(name: str, report: Report) -> None:
    """Add what `report()` says to ``/healthz`` under `name`; it must not raise for what it reports on."""
    _looks[name] = Look(report)


def health_report() -> JsonResponse:
    """200 when pages can be served, 503 when not. An engine that is down or hangs is reported, not fatal."""
    until = monotonic() + PATIENCE
    ground = _ground.begin()
    begun = {name: look.begin() for name, look in _looks.items()}
    try:
        said = ground.result(timeout=until - monotonic())
        said |= {name: _said(answer, until) for name, answer in begun.items()}
    except TimeoutError:
        return JsonResponse({"status": "down", "database": "no answer"}, status=503)
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "up", **said})


def _said(answer: Future, until: float) -> dict:
    try:
        return answer.result(timeout=max(0, until - monotonic()))
    except TimeoutError:
        return {"state": "no answer"}
