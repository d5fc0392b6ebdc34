"""What the page of a lesson shows to one reader beside its text, in the same few queries for any lesson."""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.audiences import Viewer
from cms.dates import PartialDate
from cms.numbers import figure

from .about import about
from .charts import RunChart, Value, run_chart
from .lineage import Link, Node, family_tree

FEWEST_FOR_CHART = 3


@dataclass(frozen=True)
class Figure:
    """One large number with the words that make it a fact."""

    number: object
    unit: str


@dataclass(frozen=True)
class DatedValue:
    """A value of a measure, in the cycle's unit. `is_before`: it is the baseline."""

    number: object
    on: PartialDate | None
    is_before: bool
    note: str = ""


@dataclass(frozen=True)
class ShownCycle:
    """A cycle with its values in order, and a chart where at least three of them have a date."""

    cycle: object
    values: list[DatedValue]
    chart: RunChart | None

    @property
    def dated(self) -> list[DatedValue]:
        return [value for value in self.values if value.on]

    @property
    def last_dated(self) -> DatedValue:
        return self.dated[-1]

    @property
    def in_words(self) -> str:
        """Every value and the aim in one sentence."""
        said = [self._said(_("before") if one.is_before else _("after"), one.number, one.on) for one in self.values]
        if self.cycle.target is not None:
            said.append(self._said(_("aim"), self.cycle.target, self.cycle.target_on))
        return capfirst("; ".join(said)) + "."

    @property
    def described(self) -> str:
        """The chart for somebody who cannot see it."""
        return _("Run chart of %(count)s values. %(values)s") % {"count": len(self.dated), "values": self.in_words}

    @property
    def caption(self) -> str:
        told = ngettext("%(count)s value", "%(count)s values", len(self.dated)) % {"count": len(self.dated)}
        if self.cycle.unit:
            told = _("%(count)s, in %(unit)s") % {"count": told, "unit": self.cycle.unit}
        parts = [_("%(values)s, by date.") % {"values": told}]
        if self.chart and self.chart.medians:
            parts.append(_("Dashed lines are medians."))
        if self.chart and not self.chart.starts_at_zero:
            parts.append(_("The scale does not begin at zero."))
        return " ".join(parts)

    def _said(self, word: str, number, on: PartialDate | None) -> str:
        value = f"{figure(number)} {self.cycle.unit}".strip()
        return f"{word}: {value} ({on})" if on else f"{word}: {value}"


def lesson_context(lesson, viewer: Viewer, cycles=None) -> dict:
    """What the templates of a lesson use; a preview may bring the `cycles` that wait with its draft."""
    family = _family(lesson, viewer)
    if lesson.is_withdrawn:
        return {"family": family}
    cycles = list(lesson.cycles.all() if lesson.pk else []) if cycles is None else cycles
    return {
        "family": family,
        "cycles": [_shown(cycle) for cycle in cycles],
        "figures": _figures(cycles, family),
        "is_measured": any(cycle.is_measured_twice for cycle in cycles),
        "flags": list(lesson.flags.open()) if lesson.pk else [],
        "about": about(lesson, viewer),
    }


def _family(lesson, viewer: Viewer) -> Node | None:
    """The family tree; leaves everybody's cycles and the authorships of this lesson prefetched."""
    if not lesson.pk:
        return None
    rows = lesson.adaptations.model.objects.in_family_of(lesson.pk)
    links = [Link(*row) for row in rows.values_list("lesson_id", "source_id", "changed")]
    ids = {link.lesson for link in links} | {link.source for link in links}
    others = type(lesson).objects.visible_to(viewer).filter(pk__in=ids - {lesson.pk})
    family = [lesson, *others.select_related("partnership").without_text()]
    prefetch_related_objects(family, "cycles__results")
    prefetch_related_objects([lesson], "authorships")
    family.sort(key=lambda one: (str(one.tree_year), one.title))
    return family_tree(links, {one.pk: one for one in family}, lesson.pk)


def _shown(cycle) -> ShownCycle:
    values = _values(cycle)
    dated = [value for value in values if value.on]
    chart = None
    if len(dated) >= FEWEST_FOR_CHART:
        target = None if cycle.target is None else float(cycle.target)
        chart = run_chart([Value(value.on.first, float(value.number), value.is_before) for value in dated], target)
    return ShownCycle(cycle, values, chart)


def _values(cycle) -> list[DatedValue]:
    values = [DatedValue(result.value, result.on, False, result.note) for result in cycle.results.all()]
    if cycle.baseline is not None:
        values.insert(0, DatedValue(cycle.baseline, cycle.baseline_on, True))
    # What has no date keeps its place: sorting leaves equal ones as they are.
    return sorted(values, key=lambda value: value.on.first if value.on else date.min)


def _figures(cycles, family: Node | None) -> list[Figure]:
    """The first cycle that was measured, before and after; and how many adapted the lesson. Each with its unit."""
    figures = []
    cycle = next((cycle for cycle in cycles if cycle.is_measured_twice), None)
    if cycle:
        result = cycle.last_result
        before = _dated(_("before"), cycle.baseline_on)
        figures = [
            Figure(cycle.baseline, ", ".join(part for part in (cycle.unit, before) if part)),
            Figure(result.value, ", ".join(part for part in (cycle.unit, _dated(_("after"), result.on)) if part)),
        ]
    adapted = _adapted(family)
    if adapted:
        figures.append(Figure(adapted, ngettext("lesson adapted it", "lessons adapted it", adapted)))
    return figures


def _dated(word: str, on: PartialDate | None) -> str:
    return f"{word}, {on}" if on else word


def _adapted(family: Node | None) -> int:
    """How many lessons were adapted from this one directly, as far as the reader may see them."""
    waiting = [family] if family else []
    while waiting:
        node = waiting.pop()
        if node.is_here:
            return len(node.children)
        waiting.extend(node.children)
    return 0
