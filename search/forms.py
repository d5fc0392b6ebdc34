"""What an address asks of the search. Whatever it holds, reading it never fails: rubbish is left out."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer

from .documents import plain
from .query import FACETS, TEXT_LIMIT, WINDOW, SearchRequest

SORTS = {"relevance": _("Best match"), "newest": _("Newest first"), "title": _("Title")}
MOST_CHOSEN = 30
LONGEST_VALUE = 100
PER_PAGE = 20


@dataclass(frozen=True)
class SearchForm:
    """The words, the chosen values of each facet, an order, a page; `exact` asks for the words as they were typed."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    exact: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "SearchForm":
        chosen = {}
        for facet in FACETS:
            values = (plain(value)[:LONGEST_VALUE] for value in query.getlist(facet)[:MOST_CHOSEN])
            chosen[facet] = tuple(dict.fromkeys(filter(None, values)))
        sort, page = query.get("sort", ""), query.get("page", "")
        return cls(
            text=plain(query.get("q", "")[:TEXT_LIMIT]),
            chosen={facet: values for facet, values in chosen.items() if values},
            sort=sort if sort in SORTS else "relevance",
            # Beyond the window all pages are the same empty one; the number itself may have any length.
            page=max(1, min(int(page), WINDOW)) if page.isascii() and page.isdecimal() and len(page) < 10 else 1,
            exact=query.get("exact", "") == "1",
        )

    def request(self, viewer: Viewer) -> SearchRequest:
        return SearchRequest(
            viewer=viewer,
            text=self.text,
            filters={facet: frozenset(values) for facet, values in self.chosen.items()},
            sort=self.sort,
            page=self.page,
            size=PER_PAGE,
            exact=self.exact,
        )

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Every chosen (facet, value)."""
        return [(facet, value) for facet, values in self.chosen.items() for value in values]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What an address must carry to ask this again, but for the words and the page."""
        return [*self.filters, *([("sort", self.sort)] if self.sort != "relevance" else [])]

    @property
    def address(self) -> str:
        """Where this is asked."""
        pairs = [*([("q", self.text)] if self.text else []), *self.pairs]
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        path = reverse("search:search")
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def about(self, text: str) -> "SearchForm":
        """The same asked with other words, from the first page."""
        return replace(self, text=text, page=1, exact=False)

    def only(self, facet: str, *values: str) -> "SearchForm":
        """The same with these values of `facet`, or with none."""
        others = {name: kept for name, kept in self.chosen.items() if name != facet}
        return replace(self, chosen={**others, facet: values} if values else others, page=1)

    def without(self, facet: str, value: str) -> "SearchForm":
        return self.only(facet, *(kept for kept in self.chosen.get(facet, ()) if kept != value))

    @property
    def without_filters(self) -> "SearchForm":
        return replace(self, chosen={}, page=1)

    @property
    def first_page(self) -> "SearchForm":
        return replace(self, page=1)

    @property
    def as_typed(self) -> "SearchForm":
        """The same, with no word repaired."""
        return replace(self, exact=True, page=1)
