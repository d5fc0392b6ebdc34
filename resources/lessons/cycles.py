"""Cycles as rows of plain text, as people type them, and back.

A row is ``{"id": "7" or "", "plan": …, "baseline": "24", "baseline_date": "2021-06", …, "results": [{"value": "19",
"date": "2022-06", "note": ""}]}``: every value a string, so that rows travel through forms and JSON unchanged.

Cycles act at once on a lesson that was never published. On a published one they wait with the edit as
`ProposedCycles`, and replace the old ones when that edit is published (`apply_proposed`). No revision holds them, so
publishing an older revision changes no cycle.
"""

from decimal import Decimal

from cms.dates import PartialDate

# From the modules, not from the package: pages show cycles in the admin.
from .models.cycles import Cycle, Measurement
from .models.review import ProposedCycles

TEXTS = ("plan", "do", "study", "act", "measure", "unit", "direction", "verdict")
POINTS = ("baseline", "target")


def rows_of(lesson) -> list[dict]:
    """The cycles of `lesson` as its authors see them: proposed ones, where there are any."""
    proposed = ProposedCycles.objects.filter(lesson_id=lesson.pk).first()
    if proposed is not None:
        return proposed.rows
    cycles = Cycle.objects.filter(lesson_id=lesson.pk).prefetch_related("results")
    return [_row(cycle) for cycle in cycles]


def write_rows(lesson, rows: list[dict]) -> None:
    """Make the cycles of `lesson` those of `rows`: at once if it was never published, else with the next approval."""
    if lesson.first_published_at is None:
        _replace(lesson, rows)
    else:
        ProposedCycles.objects.update_or_create(lesson_id=lesson.pk, defaults={"rows": rows})


def apply_proposed(lesson) -> None:
    """Make the proposed cycles the cycles, now that the edit they belong to is published."""
    proposed = ProposedCycles.objects.filter(lesson_id=lesson.pk).first()
    if proposed is not None:
        _replace(lesson, proposed.rows)
        proposed.delete()


def shown_cycles(lesson) -> list[Cycle]:
    """The cycles of `rows_of`, to be shown and not to be saved."""
    shown = []
    for number, row in enumerate(rows_of(lesson)):
        cycle = Cycle(pk=-1 - number, lesson_id=lesson.pk)
        _fill(cycle, row, number)
        cycle._prefetched_objects_cache = {"results": [_measurement(cycle, result) for result in row["results"]]}
        shown.append(cycle)
    return shown


def _row(cycle: Cycle) -> dict:
    row = {"id": str(cycle.pk), **{name: getattr(cycle, name) for name in TEXTS}}
    for point in POINTS:
        row[point] = _typed_number(getattr(cycle, point))
        on = getattr(cycle, f"{point}_on")
        row[f"{point}_date"] = on.typed if on else ""
    row["results"] = [
        {"value": _typed_number(result.value), "date": result.on.typed, "note": result.note}
        for result in cycle.results.all()
    ]
    return row


def _typed_number(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _replace(lesson, rows: list[dict]) -> None:
    # Rows keep their cycle's id, so that whatever points at a cycle still finds it.
    existing = {str(cycle.pk): cycle for cycle in Cycle.objects.filter(lesson_id=lesson.pk)}
    kept = []
    for order, row in enumerate(rows):
        cycle = existing.get(row["id"]) or Cycle(lesson_id=lesson.pk)
        _fill(cycle, row, order)
        cycle.save()
        kept.append(cycle.pk)
        cycle.results.all().delete()
        Measurement.objects.bulk_create(_measurement(cycle, result) for result in row["results"])
    Cycle.objects.filter(lesson_id=lesson.pk).exclude(pk__in=kept).delete()


def _fill(cycle: Cycle, row: dict, order: int) -> None:
    cycle.order = order
    for name in TEXTS:
        setattr(cycle, name, row[name])
    for point in POINTS:
        setattr(cycle, point, Decimal(row[point]) if row[point] else None)
        on = PartialDate.parse(row[f"{point}_date"]) if row[f"{point}_date"] else None
        setattr(cycle, f"{point}_date", on.first if on else None)
        setattr(cycle, f"{point}_precision", on.precision if on else "day")


def _measurement(cycle: Cycle, result: dict) -> Measurement:
    on = PartialDate.parse(result["date"])
    return Measurement(
        cycle=cycle, value=Decimal(result["value"]), date=on.first, date_precision=on.precision, note=result["note"]
    )
