"""Spreadsheets of partnerships and rosters: read, planned, shown, and only then carried out."""

from collections.abc import Iterable

from .columns import COLUMNS, PARTNERSHIPS, ROSTER, Column
from .partnerships import PartnershipPlanner
from .plans import Plan, RowPlan
from .roster import RosterPlanner
from .sheets import MOST_BYTES, Problem, Sheet, SheetError, SheetRow, read_sheet

PLANNERS = {PARTNERSHIPS: PartnershipPlanner, ROSTER: RosterPlanner}

__all__ = [
    "COLUMNS",
    "MOST_BYTES",
    "Column",
    "Plan",
    "Problem",
    "RowPlan",
    "Sheet",
    "SheetError",
    "SheetRow",
    "plan_of",
    "read_sheet",
]


def plan_of(subject: str, rows: Iterable[SheetRow], found: Iterable[Problem] = ()) -> Plan:
    """What `rows` would change of the partnerships or of the rosters, and the problems that were `found` in reading."""
    rows = list(rows)
    planner = PLANNERS[subject](rows)
    return Plan([planner.plan(row) for row in rows], list(found))
