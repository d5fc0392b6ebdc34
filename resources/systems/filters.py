"""What a reader asks of the data systems, and the facets beside them. Only what they may see counts."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cms.facets import Option, options_of, read_chosen
from cms.paging import paginate

from .models import System, SystemKind


@dataclass(frozen=True)
class SystemFilter:
    """What was asked, rubbish left out: kinds of tools, levels of data, a page."""

    kinds: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    page: str = "1"

    @classmethod
    def read(cls, query) -> "SystemFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        kinds, levels = (read_chosen(query, name) for name in ("tool", "level"))
        return cls(kinds, levels & set(System.DataLevel.values), query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return bool(self.kinds or self.levels)

    def narrow(self, systems: QuerySet, *, except_for: str = "") -> QuerySet:
        """Those with one of the chosen values in each facet, but for the facet `except_for`."""
        if self.kinds and except_for != "tool":
            having = System.objects.filter(kinds__slug__in=self.kinds).order_by()
            systems = systems.filter(pk__in=having.values("pk"))
        if self.levels and except_for != "level":
            systems = systems.filter(data_level__in=self.levels)
        return systems

    def context(self, systems: QuerySet) -> dict:
        """What the list shows of `systems`, which the reader may see."""
        facets = [
            {"name": "tool", "legend": _("Kind of tool"), "options": self._kinds(systems)},
            {"name": "level", "legend": _("Level of the data"), "options": self._levels(systems)},
        ]
        found = paginate(self.narrow(systems).as_rows(), self.page)
        return {"asked": self, "found": found, "facets": [facet for facet in facets if facet["options"]]}

    def _kinds(self, systems: QuerySet) -> list[Option]:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        counted = SystemKind.objects.counted_in(self.narrow(systems, except_for="tool"))
        kept = counted.filter(Q(count__gt=0) | Q(slug__in=self.kinds)).order_by("-count", "name")
        options = [Option(kind.slug, kind.name, kind.count, kind.slug in self.kinds) for kind in kept]
        return sorted(options, key=lambda option: not option.is_on)  # A long facet folds its end.

    def _levels(self, systems: QuerySet) -> list[Option]:
        among = self.narrow(systems, except_for="level").order_by()
        counts = dict(among.values_list("data_level").annotate(Count("pk")))
        return options_of(System.DataLevel.choices, counts, self.levels)
