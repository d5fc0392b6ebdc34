"""What a reader asks of the directory. Only what the reader may see is listed, counted or offered as a choice."""

from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.facets import Option, read_chosen
from cms.paging import paginate
from cms.vocabulary.models import Challenge

from .directory import reader_for, shelf
from .facets import BY_NAME, LEGENDS, choices
from .models import Profile
from .reading import Person
from .shelf import Line, People

MOST_PLACES = 40
FEW = 2
LONGEST_NAME = 80
ORDERS = {
    "name": _("Name"),
    "newest": _("Newest members first"),
    "shared": _("Most challenges in common with you"),
}


@dataclass(frozen=True)
class PeopleFilter:
    """What was asked, rubbish left out: values per facet, a name, an order, a page."""

    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    name: str = ""
    order: str = "name"
    page: str = "1"

    @classmethod
    def read(cls, query) -> "PeopleFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        chosen = {facet: read_chosen(query, facet) for facet in LEGENDS}
        name = " ".join(query.get("name", "").replace("\x00", "")[:LONGEST_NAME].split())
        order = query.get("order", "")
        return cls(chosen, name, order if order in ORDERS else "name", query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return bool(self.name) or any(self.chosen.values())


class Directory:
    """The people whom `viewer` may find, narrowed by what was asked."""

    def __init__(self, asked: PeopleFilter, viewer: Viewer):
        self.asked, self.viewer, self.shelf = asked, viewer, shelf()
        reader = reader_for(viewer)
        self.everybody = self.shelf.shown_to(reader)
        self.called, self.is_guess = self.shelf.called(asked.name, self.everybody)
        self.choices = choices(self.shelf, reader, viewer)

    def context(self) -> dict:
        """What the list shows. Everybody on it is read again from the database for this reader."""
        page = paginate(self._in_order(self._narrowed()), self.asked.page)
        shown = Profile.objects.visible_to(self.viewer).listed().as_read().filter(pk__in=list(page.object_list))
        people = {profile.pk: Person(profile, self.viewer) for profile in shown}
        return {
            "asked": self.asked,
            "page": page,
            "people": [people[key] for key in page.object_list if key in people],
            "total": self.everybody.bit_count(),
            "is_guess": self.is_guess,
            "facets": [shown for facet in LEGENDS if (shown := self._facet(facet))["options"]],
            "orders": [(value, label, value == self.asked.order) for value, label in self._orders.items()],
        }

    def _narrowed(self, *, except_for: str = "") -> People:
        """Those with one of the chosen values in every facet, but for the facet `except_for`."""
        left = self.called
        for facet, values in self.asked.chosen.items():
            if values and facet != except_for:
                having = (self.choices[facet][value].people for value in values if value in self.choices[facet])
                left &= reduce(or_, having, 0)
        return left

    def _in_order(self, people: People) -> Line:
        if self.asked.order == "newest":
            return self.shelf.newest_first(people)
        if self.asked.order == "shared":
            return self.shelf.most_shared_first(people, self._mine)
        return self.shelf.by_name(people)

    @property
    def _orders(self) -> dict:
        is_shared = self.asked.order == "shared" or self._mine
        return {value: label for value, label in ORDERS.items() if value != "shared" or is_shared}

    @cached_property
    def _mine(self) -> list[People]:
        """For each challenge that the reader knows, everybody who says so, too."""
        if self.viewer.user_id is None:
            return []
        mine = Challenge.objects.filter(known_by__user=self.viewer.user_id).values_list("slug", flat=True)
        return [self.choices["challenge"][slug].people for slug in mine if slug in self.choices["challenge"]]

    def _facet(self, facet: str) -> dict:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        left, chosen = self._narrowed(except_for=facet), self.asked.chosen[facet]
        there = self.choices[facet]
        counts = {value: (choice.people & left).bit_count() for value, choice in there.items()}
        values = [value for value, count in counts.items() if count or value in chosen]
        if facet not in BY_NAME:
            values.sort(key=counts.get, reverse=True)
        values.sort(key=lambda value: value not in chosen)  # A long facet folds its end.
        # A network may have thousands of partnerships: then the state comes first. A few are not left out.
        is_long = facet == "partnership" and len(values) > MOST_PLACES + FEW
        shown = values[:MOST_PLACES] if is_long else values
        options = [Option(value, there[value].label, counts[value], value in chosen) for value in shown]
        return {"name": facet, "legend": LEGENDS[facet], "options": options, "more": len(values) - len(shown)}
