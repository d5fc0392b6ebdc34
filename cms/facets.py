"""What every facet is made of, wherever a list is narrowed. No I/O."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

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
