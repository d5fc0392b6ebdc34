"""What a reader asks of the shelf, and the facets beside it. Only what they may see counts, and nothing is ranked."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.facets import Option, options_of, read_chosen
from cms.paging import paginate
from cms.vocabulary.models import Outcome

from .models import ReportCard


@dataclass(frozen=True)
class ReportCardFilter:
    """What was asked, rubbish left out: outcomes, sorts, years, a page."""

    outcomes: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    page: str = "1"

    @classmethod
    def read(cls, query) -> "ReportCardFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        outcomes, sorts, years = (read_chosen(query, name) for name in ("outcome", "sort", "year"))
        known = {year for year in years if len(year) == 4 and year.isascii() and year.isdecimal()}
        return cls(outcomes, sorts & set(ReportCard.Sort.values), frozenset(known), query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return bool(self.outcomes or self.sorts or self.years)

    def narrow(self, cards: QuerySet, *, except_for: str = "") -> QuerySet:
        """Those with one of the chosen values in each facet, but for the facet `except_for`."""
        if self.outcomes and except_for != "outcome":
            having = ReportCard.objects.filter(outcomes__slug__in=self.outcomes).order_by()
            cards = cards.filter(pk__in=having.values("pk"))
        if self.sorts and except_for != "sort":
            cards = cards.filter(sort__in=self.sorts)
        if self.years and except_for != "year":
            cards = cards.filter(year__in=self.years)
        return cards

    def context(self, cards: QuerySet, viewer: Viewer) -> dict:
        """What the shelf shows of `cards`, which the reader may see."""
        facets = [
            {"name": "outcome", "legend": _("Outcome shown"), "options": self._outcomes(cards, viewer)},
            {"name": "sort", "legend": _("Sort of report card"), "options": self._sorts(cards)},
            {"name": "year", "legend": _("Year"), "options": self._years(cards)},
        ]
        found = paginate(self.narrow(cards).as_rows(), self.page)
        return {"asked": self, "found": found, "facets": [facet for facet in facets if facet["options"]]}

    def _outcomes(self, cards: QuerySet, viewer: Viewer) -> list[Option]:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        among = Q(report_cards__in=self.narrow(cards, except_for="outcome").order_by().values("pk"))
        counted = Outcome.objects.visible_to(viewer).annotate(count=Count("report_cards", filter=among))
        kept = counted.filter(Q(count__gt=0) | Q(slug__in=self.outcomes)).order_by("order", "name")
        return [Option(word.slug, word.name, word.count, word.slug in self.outcomes) for word in kept]

    def _sorts(self, cards: QuerySet) -> list[Option]:
        return options_of(ReportCard.Sort.choices, self._counts(cards, "sort"), self.sorts)

    def _years(self, cards: QuerySet) -> list[Option]:
        counts = {str(year): count for year, count in self._counts(cards, "year").items()}
        years = sorted({*counts, *self.years}, reverse=True)
        return [Option(year, year, counts.get(year, 0), year in self.years) for year in years]

    def _counts(self, cards: QuerySet, name: str) -> dict:
        return dict(self.narrow(cards, except_for=name).order_by().values_list(name).annotate(Count("pk")))
