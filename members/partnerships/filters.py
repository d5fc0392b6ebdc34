"""What a reader asks of the list of partnerships, the facets beside it, and the map.

The network has some dozens of partnerships: what they are narrowed by is read once and counted here. Places are listed
by name, never by how much they have.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.facets import Option, options_of, read_chosen
from cms.paging import paginate
from cms.vocabulary.models import Gateway, Outcome

from .forms import FindForm
from .map import tile_map
from .models import Partnership
from .states import STATES

LEGENDS = {"state": _("State"), "gateway": _("Gateway today"), "outcome": _("Outcome worked on")}


@dataclass(frozen=True)
class Narrowed:
    """What one partnership is narrowed by: facet -> its values."""

    pk: int
    values: dict[str, Collection[str]]

    def has_one_of(self, chosen: dict[str, frozenset[str]]) -> bool:
        return all(not values or values.intersection(self.values[facet]) for facet, values in chosen.items())


@dataclass(frozen=True)
class PartnershipFilter:
    """What was asked, rubbish left out: words, values per facet, a page."""

    find: FindForm
    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    page: str = "1"

    @classmethod
    def read(cls, query) -> "PartnershipFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        chosen = {facet: read_chosen(query, facet) for facet in LEGENDS}
        return cls(FindForm(query), chosen, query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return any(self.chosen.values()) or bool(self.find["q"].value())

    def context(self, partnerships: QuerySet[Partnership], viewer: Viewer) -> dict:
        """What the list shows of `partnerships`, which the reader may see. Seven queries at most."""
        named = _read(self.find.narrow(partnerships), viewer)
        found = [one.pk for one in named if one.has_one_of(self.chosen)]
        page = paginate(found, self.page)
        rows = Partnership.objects.filter(pk__in=page.object_list).with_people_counted().with_facts(viewer)
        page.object_list = list(rows)
        labels = _labels(viewer)
        by_state = self._counts("state", named)
        return {
            "asked": self,
            "find": self.find,
            "partnerships": page,
            "facets": [
                {"name": facet, "legend": legend, "options": self._options(facet, named, labels[facet])}
                for facet, legend in LEGENDS.items()
            ],
            "map": tile_map(by_state),
        }

    def _counts(self, facet: str, named: Iterable[Narrowed]) -> Counter[str]:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        others = {name: values for name, values in self.chosen.items() if name != facet}
        return Counter(value for one in named if one.has_one_of(others) for value in one.values[facet])

    def _options(self, facet: str, named: list[Narrowed], labels: dict[str, str]) -> list[Option]:
        counts, chosen = self._counts(facet, named), self.chosen[facet]
        options = options_of(labels.items(), counts, chosen)
        return sorted(options, key=lambda option: not option.is_on)  # A long facet folds its end.


def _read(partnerships: QuerySet[Partnership], viewer: Viewer) -> list[Narrowed]:
    """By name, each with what it is narrowed by. Two queries."""
    light = partnerships.with_stage_value().order_by("name", "pk").only("pk", "state", "other_states")
    watched = defaultdict(set)
    links = Outcome.objects.visible_to(viewer).filter(partnerships__isnull=False)
    for number, slug in links.values_list("partnerships", "slug"):
        watched[number].add(slug)
    return [
        Narrowed(
            one.pk,
            {"state": one.states, "gateway": [one.stage_value] if one.stage_value else [], "outcome": watched[one.pk]},
        )
        for one in light
    ]


def _labels(viewer: Viewer) -> dict[str, dict[str, str]]:
    """Facet -> value -> name, in the order of the lists. Two queries."""
    gateways = Gateway.objects.select_related("scheme").order_by("scheme__valid_from", "scheme__name", "order")
    return {
        "state": STATES,
        "gateway": {f"{one.scheme.slug}:{one.slug}": str(one) for one in gateways},
        "outcome": dict(Outcome.objects.visible_to(viewer).order_by("order", "name").values_list("slug", "name")),
    }
