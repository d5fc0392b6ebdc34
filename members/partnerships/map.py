"""A map of the country in which every state and territory is one tile of the same size. No I/O.

It shows where partnerships are and nothing about how they do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from .states import STATES

GRID = """
    AK .. .. .. .. .. .. .. .. .. ME
    .. .. .. .. .. .. .. .. .. VT NH
    WA ID MT ND MN WI MI .. NY MA RI
    OR NV WY SD IA IL IN OH PA NJ CT
    CA UT CO NE MO KY WV VA MD DE ..
    .. AZ NM KS AR TN NC SC DC .. ..
    .. .. .. OK LA MS AL GA .. .. ..
    HI .. .. TX .. .. .. .. FL .. ..
    AS GU MP .. .. .. .. .. .. PR VI
"""
STEP, SIDE = 30, 28.5
# From one partnership on, from two, from three: the fill of the tile, and of its letters.
SHADES = (("f0", ""), ("lo", ""), ("f5", "on"), ("fi", "on-d"))


@dataclass(frozen=True)
class Tile:
    letters: str
    x: int
    y: int
    fill: str
    ink: str

    @property
    def middle(self) -> float:
        return self.x + 14.2

    @property
    def line(self) -> float:
        """Where the letters stand."""
        return self.y + 18.2


@dataclass(frozen=True)
class TileMap:
    """`states` are (letters, name, how many) of every state that has one, by name: what the map says, as a list."""

    tiles: list[Tile]
    states: list[tuple[str, str, int]]
    width: int
    height: int
    description: str


def tile_map(counts: Mapping[str, int]) -> TileMap:
    """The map of `counts`: letters of a state -> how many partnerships work there."""
    rows = [line.split() for line in GRID.split("\n") if line.strip()]
    tiles = [
        _tile(letters, column, row, counts.get(letters, 0))
        for row, line in enumerate(rows)
        for column, letters in enumerate(line)
        if letters != ".."
    ]
    here = [(letters, str(name), counts[letters]) for letters, name in STATES.items() if counts.get(letters)]
    here.sort(key=lambda state: state[1])
    return TileMap(tiles, here, STEP * len(rows[0]), STEP * len(rows), _description(here))


def _tile(letters: str, column: int, row: int, count: int) -> Tile:
    fill, ink = SHADES[min(count, len(SHADES) - 1)]
    return Tile(letters, column * STEP, row * STEP, fill, ink)


def _description(states: list[tuple[str, str, int]]) -> str:
    if not states:
        return gettext("Tile grid of the United States. No state has a partnership in this list.")
    several = [name for _letters, name, count in states if count > 1]
    said = ngettext(
        "Tile grid of the United States. %(number)s state or territory has at least one partnership.",
        "Tile grid of the United States. %(number)s states and territories have at least one partnership.",
        len(states),
    ) % {"number": len(states)}
    if not several:
        return said
    more = gettext("More than one: %(states)s.") % {"states": get_text_list(several, gettext("and"))}
    return f"{said} {more}"
