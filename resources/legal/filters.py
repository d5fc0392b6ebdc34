"""What a reader asks of the resources or of the answers, and the facets beside them. Only what they may see counts."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.facets import Option, read_chosen
from cms.finding import found, read_words
from cms.paging import paginate
from members.partnerships.states import STATES

EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class DeskFilter:
    """What was asked, rubbish left out: words, topics, states, a page."""

    words: str = ""
    topics: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    page: str = "1"

    @classmethod
    def read(cls, query) -> "DeskFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        topics, states = (read_chosen(query, name) for name in ("topic", "state"))
        return cls(read_words(query), topics, states & {EVERYWHERE, *STATES}, query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.topics or self.states)

    def narrow(self, things: QuerySet, *, except_for: str = "") -> QuerySet:
        """Those with one of the chosen values in each facet, but for the facet `except_for`."""
        if self.topics and except_for != "topic":
            things = things.tagged(*self.topics)
        if self.states and except_for != "state":
            things = things.filter(state__in={"" if each == EVERYWHERE else each for each in self.states})
        return things

    def context(self, things: QuerySet, kind: str, viewer: Viewer, *, has_states: bool) -> dict:
        """What the list shows of `things` of `kind`, which `viewer` may see."""
        all_there = things
        if self.words:
            things = things.filter(pk__in=found(kind, self.words, viewer))
        facets = [{"name": "topic", "legend": _("Topic"), "options": self._topics(things, all_there)}]
        if has_states:
            facets.append({"name": "state", "legend": _("Applies in"), "options": self._states(things)})
        page = paginate(self.narrow(things), self.page)
        return {"asked": self, "found": page, "facets": [facet for facet in facets if facet["options"]]}

    def _topics(self, things: QuerySet, all_there: QuerySet) -> list[Option]:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        links = things.model.topics.through.objects
        among = self.narrow(things, except_for="topic").order_by().values("pk")
        counts = dict(links.filter(content_object__in=among).values_list("tag__slug").annotate(Count("pk")))
        # A topic that only hidden things have is no word that this reader knows.
        known = links.filter(content_object__in=all_there.order_by().values("pk"))
        names = dict(known.filter(tag__slug__in={*counts, *self.topics}).values_list("tag__slug", "tag__name"))
        options = [
            Option(slug, capfirst(name), counts.get(slug, 0), slug in self.topics) for slug, name in names.items()
        ]
        return sorted(options, key=lambda option: (not option.is_on, -option.count, option.label))

    def _states(self, things: QuerySet) -> list[Option]:
        among = self.narrow(things, except_for="state").order_by()
        counts = dict(among.values_list("state").annotate(Count("pk")))
        counts = {state or EVERYWHERE: count for state, count in counts.items()}
        options = [
            Option(value, self._state_name(value), counts.get(value, 0), value in self.states)
            for value in {*counts, *self.states}
        ]
        # Everywhere comes first; places are listed by name, never by how much they have.
        return sorted(options, key=lambda option: (option.value != EVERYWHERE, option.label))

    @staticmethod
    def _state_name(value: str) -> str:
        return _("Everywhere (federal)") if value == EVERYWHERE else STATES[value]
