"""What a reader asks of the list of lessons, and the facets beside it. Only what the reader may see is counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.facets import Option, read_chosen
from cms.paging import paginate
from cms.vocabulary.models import Challenge, Outcome, Topic
from members.partnerships.models import Partnership

ORDERS = {"newest": _("Newest first"), "title": _("Title")}


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list.

    `rows` are what a reader may choose from, `lessons` leads from one of them to its lessons, and `field` from a lesson
    to the value that addresses name.
    """

    name: str
    label: Any
    field: str
    rows: Callable[[Viewer], QuerySet]
    lessons: str
    value: str = "slug"
    title: str = "name"
    by_count: bool = True

    def options(self, matching: QuerySet, chosen: frozenset[str], viewer: Viewer) -> list[Option]:
        """The values that some of the `matching` lessons have, and those chosen; with how many lessons have each."""
        among = Q(**{f"{self.lessons}__in": matching.order_by().values("pk")})
        counted = (
            self.rows(viewer)
            .exclude(**{self.value: ""})
            .order_by()
            .values_list(self.value, self.title)
            .annotate(count=Count(self.lessons, filter=among))
            .filter(Q(count__gt=0) | Q(**{f"{self.value}__in": chosen}))
            .order_by(*(["-count"] if self.by_count else []), self.title)
        )
        options = [Option(value, name, count, value in chosen) for value, name, count in counted]
        return sorted(options, key=lambda option: not option.is_on)  # A long facet folds its end.


def _partnerships(viewer: Viewer) -> QuerySet:
    return Partnership.objects.visible_to(viewer)


FACETS = (
    Facet("challenge", _("Challenge"), "challenges__slug", Challenge.objects.visible_to, "lessonpage"),
    Facet("outcome", _("Outcome worked on"), "outcomes__slug", Outcome.objects.visible_to, "lessonpage"),
    Facet("topic", _("Topic"), "topics__slug", lambda viewer: Topic.objects.all(), "lessonpage"),
    # Places are listed by name, never by how much they have.
    Facet("state", _("State"), "partnership__state", _partnerships, "lessons", "state", "state", by_count=False),
    Facet("partnership", _("Partnership"), "partnership__slug", _partnerships, "lessons", by_count=False),
)


@dataclass(frozen=True)
class LessonFilter:
    """What was asked, rubbish left out: values per facet, an order, a page."""

    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    order: str = "newest"
    page: str = "1"

    @classmethod
    def read(cls, query) -> "LessonFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        chosen = {facet.name: read_chosen(query, facet.name) for facet in FACETS}
        order = query.get("order", "")
        return cls(chosen, order if order in ORDERS else "newest", query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return any(self.chosen.values())

    def narrow(self, lessons: QuerySet, *, except_for: str = "") -> QuerySet:
        """Those with one of the chosen values in every facet, but for the facet `except_for`."""
        for facet in FACETS:
            values = self.chosen[facet.name]
            if values and facet.name != except_for:
                having = lessons.model.objects.filter(**{f"{facet.field}__in": values}).order_by()
                lessons = lessons.filter(pk__in=having.values("pk"))
        return lessons

    def context(self, lessons: QuerySet, viewer: Viewer) -> dict:
        """What the list shows of `lessons`, which the reader may see."""
        found = self.narrow(lessons)
        found = found.order_by("title", "pk") if self.order == "title" else found.newest_first()
        return {
            "asked": self,
            "lessons": paginate(found.as_rows(), self.page),
            "facets": [shown for facet in FACETS if (shown := self._shown(facet, lessons, viewer))["options"]],
            "orders": [(value, label, value == self.order) for value, label in ORDERS.items()],
        }

    def _shown(self, facet: Facet, lessons: QuerySet, viewer: Viewer) -> dict:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        matching = self.narrow(lessons, except_for=facet.name)
        options = facet.options(matching, self.chosen[facet.name], viewer)
        return {"name": facet.name, "legend": facet.label, "options": options}
