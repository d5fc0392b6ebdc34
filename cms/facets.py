"""What every facet is made of, wherever a list is narrowed. No I/O."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

MOST_CHOSEN = 30
# A gateway is named by its scheme's address and its own, of 80 letters each.
LONGEST = 161


@dataclass(frozen=True)
class Option:
    """One value that can be chosen, with how many things have it."""

    value: str
    label: str
    count: int
    is_on: bool


def read_chosen(query, facet: str) -> frozenset[str]:
    """The values of `facet` in the QueryDict of an address; rubbish is left out, and this never raises."""
    return frozenset(value[:LONGEST] for value in query.getlist(facet)[:MOST_CHOSEN] if value and "\x00" not in value)


def options_of(names: Iterable[tuple[str, str]], counts: Mapping[str, int], chosen: Collection[str]) -> list[Option]:
    """An Option of every (value, name) that something has or that is chosen, in the order of `names`."""
    return [
        Option(value, str(name), counts.get(value, 0), value in chosen)
        for value, name in names
        if counts.get(value) or value in chosen
    ]


def chips(facets: Iterable[Mapping], query, here: str) -> list[dict]:
    """Every choice that is on, as its label and the address that takes it away and keeps the rest of the query.

    `facets` have names and options; `query` is the QueryDict of the address, `here` its path.
    """
    facets = list(facets)
    names = {facet["name"] for facet in facets}
    rest = [(name, value) for name in query if name not in {*names, "page"} for value in query.getlist(name)]
    chosen = [(facet["name"], option) for facet in facets for option in facet["options"] if option.is_on]
    made = []
    for name, option in chosen:
        others = [(other, kept.value) for other, kept in chosen if (other, kept.value) != (name, option.value)]
        asked = urlencode([*rest, *others])
        made.append({"label": option.label, "url": f"{here}?{asked}" if asked else here})
    return made
