"""Is the site well? Rooms register what they know; ``/healthz`` says it in JSON."""

from collections.abc import Callable

from django.db import connection
from django.db.utils import DatabaseError
from django.http import JsonResponse

from .clock import overdue

Report = Callable[[], dict]
_reports: dict[str, Report] = {}


def reports(name: str, report: Report) -> None:
    """Add what `report()` says to ``/healthz`` under `name`; it must not raise for what it reports on."""
    _reports[name] = report


def health_report() -> JsonResponse:
    """200 when pages can be served, 503 when not. An engine that is down is reported, not fatal."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        late = overdue()
        said = {name: report() for name, report in _reports.items()}
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "up", "database": "up", "overdue": late[:1], **said})
