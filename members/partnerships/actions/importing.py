"""Carrying out what a spreadsheet says, once whoever sent it has seen what it would change."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from members.accounts.models import User

from ..imports import Plan, SheetRow, plan_of
from ..models import PendingImport
from ..permissions import can_import


class PlanChangedError(Exception):
    """Since the plan was shown, something has changed: it would do something else now. `plan` is what it would do."""

    def __init__(self, plan: Plan):
        super().__init__(plan)
        self.plan = plan


def plan_of_pending(pending: PendingImport) -> Plan:
    return plan_of(pending.subject, [SheetRow(line, cells) for line, cells in pending.rows])


@transaction.atomic
def keep_for_later(*, subject: str, file_name: str, rows: list[SheetRow], by: User) -> PendingImport:
    """Keep the rows until their sender says yes. Raises PermissionDenied."""
    if not can_import(by):
        raise PermissionDenied
    by.pending_imports.all().delete()  # One at a time: the last file is the one that is meant.
    return PendingImport.objects.create(
        user=by, subject=subject, file_name=file_name, rows=[[row.line, row.cells] for row in rows]
    )


@transaction.atomic
def carry_out(*, pending: PendingImport, fingerprint: str, by: User) -> Plan:
    """Do everything that the plan with this `fingerprint` shows, or nothing.

    Raises PlanChangedError, PermissionDenied; PendingImport.DoesNotExist if it was carried out meanwhile.
    """
    if not can_import(by):
        raise PermissionDenied
    # Lock the row: of two clicks the first carries out, and the second finds nothing.
    pending = PendingImport.objects.select_for_update().get(pk=pending.pk)
    plan = plan_of_pending(pending)
    if plan.problems or plan.fingerprint != fingerprint:
        raise PlanChangedError(plan)
    for row in plan.to_do:
        row.write(by)
    pending.delete()
    return plan
