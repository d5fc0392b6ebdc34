"""The page of results, ready for its templates: tabs, facets, chips, rows and page numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.facets import Option
from cms.vocabulary.models import Challenge

from .engines import engine
from .engines.base import SearchPage
from .forms import PER_PAGE, SORTS, SearchForm
from .labels import BY_NAME, LEGENDS, labels
from .query import FACETS, WINDOW
from .results import Row, rows_for

SHOWN_AT_ONCE = 7


@dataclass(frozen=True)
class Group:
    """One facet. What is beyond the first few options is folded, unless one of those is on."""

    legend: str
    name: str
    options: list[Option]

    @property
    def shown(self) -> list[Option]:
        return self.options[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Option]:
        return self.options[SHOWN_AT_ONCE:]

    @property
    def is_rest_open(self) -> bool:
        return any(option.is_on for option in self.rest)


class ResultsPage:
    """What `found` looks like to `viewer`, who asked `form`."""

    def __init__(self, form: SearchForm, found: SearchPage, viewer: Viewer):
        self.form, self.found, self.viewer = form, found, viewer
        self.total = found.total
        self.degraded = found.degraded

    @cached_property
    def rows(self) -> list[Row]:
        searched = self.found.corrected or self.form.text
        otherwise = _("it is about what you chose") if self.form.filters else _("the newest that you may read")
        return rows_for(self.found.hits, self.viewer, engine().parse(searched), otherwise)

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        counted = {facet: [count.value for count in self.found.facets.get(facet, ())] for facet in FACETS}
        return labels({facet: [*counted[facet], *self.form.chosen.get(facet, ())] for facet in FACETS}, self.viewer)

    @property
    def groups(self) -> list[Group]:
        """The facets that leave a choice; each counts what the others leave, so more choices only widen."""
        groups = [Group(str(LEGENDS[facet]), facet, self._options(facet)) for facet in FACETS]
        return [group for group in groups if group.options]

    def _options(self, facet: str) -> list[Option]:
        counts = {count.value: count.count for count in self.found.facets.get(facet, ())}
        chosen = set(self.form.chosen.get(facet, ()))
        options = [
            Option(value, name, counts.get(value, 0), value in chosen)
            for value, name in self.names[facet].items()
            if value in counts or value in chosen
        ]
        return sorted(options, key=lambda option: _place(facet, option))

    @property
    def tabs(self) -> list[dict]:
        """Everything, and each kind by itself."""
        counts = {count.value: count.count for count in self.found.facets.get("kind", ())}
        chosen = self.form.chosen.get("kind", ())
        everything = {"label": _("Everything"), "url": self.form.only("kind").address, "count": sum(counts.values())}
        tabs = [{**everything, "is_current": not chosen}]
        for value, name in self.names["kind"].items():
            if value in counts:
                url = self.form.only("kind", value).address
                tabs.append({"label": name, "url": url, "count": counts[value], "is_current": chosen == (value,)})
        return [tabs[0], *sorted(tabs[1:], key=lambda tab: -tab["count"])]

    @property
    def chips(self) -> list[dict]:
        """The choices that are on, each with the address that removes it."""
        return [
            {"label": self.names[facet][value], "url": self.form.without(facet, value).address}
            for facet, value in self.form.filters
            if value in self.names[facet]
        ]

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        return [(value, str(label), value == self.form.sort) for value, label in SORTS.items()]

    @property
    def pager(self) -> Page:
        """The page of a paginator; the last one for numbers beyond the end."""
        paginator = Paginator(range(min(self.total, WINDOW)), PER_PAGE)
        return paginator.page(min(self.form.page, paginator.num_pages))

    @property
    def is_beyond(self) -> bool:
        """Whether a page was asked for that is behind the last one."""
        return bool(self.total) and self.form.page > self.pager.paginator.num_pages

    @property
    def corrected_words(self) -> list[tuple[str, bool]]:
        """The words that were searched instead, each with whether it is another than was typed."""
        typed = set(self.form.text.casefold().split())
        return [(word, word.casefold() not in typed) for word in (self.found.corrected or "").split()]

    @property
    def did_you_mean(self) -> SearchForm | None:
        return self.form.about(self.found.did_you_mean) if self.found.did_you_mean else None


def _place(facet: str, option: Option) -> Iterable:
    if facet in BY_NAME:
        return (0, 0, option.label)
    if facet == "challenge":
        # The families first: the single challenges below them are many.
        return (0 if option.value in Challenge.Family.values else 1, -option.count, option.label)
    return (0, -option.count, option.label)
