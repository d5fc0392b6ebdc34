"""The geometry of a run chart. No I/O, no Django.

Horizontal places are percentages, vertical ones pixels, and there is no viewBox: the chart fits any width, and its text
keeps its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
from statistics import median

HEIGHT = 300
TOP, BOTTOM = 26.0, 270.0
LEFT, RIGHT = 8.1, 96.4
AXIS_LEFT = 5.5
FEWEST_FOR_MEDIAN = 5


@dataclass(frozen=True)
class Value:
    """One dated value. `is_before`: it was measured before anything was changed."""

    on: date
    number: float
    is_before: bool = False


@dataclass(frozen=True)
class Dot:
    """A value in its place; `fill` and `stroke` are classes of the style sheet."""

    x: str
    y: str
    number: float
    is_before: bool

    @property
    def fill(self) -> str:
        return "f6" if self.is_before else "f1"

    @property
    def label_y(self) -> str:
        # Above the dot, where the lines of a chart seldom are; below it at the top edge.
        y = float(self.y)
        return _pixels(y - 14 if y > TOP + 34 else y + 34)


@dataclass(frozen=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str
    stroke: str = ""


@dataclass(frozen=True)
class Tick:
    y: str
    number: float
    is_base: bool

    @property
    def text_y(self) -> str:
        return _pixels(float(self.y) + 4)


@dataclass(frozen=True)
class RunChart:
    """Everything that the template draws, in drawing order."""

    ticks: list[Tick]
    change_x: str | None
    target: Line | None
    segments: list[Line]
    medians: list[Line]
    dots: list[Dot]

    height = HEIGHT

    @property
    def starts_at_zero(self) -> bool:
        return self.ticks[0].number == 0


def run_chart(values: Sequence[Value], target: float | None = None) -> RunChart:
    """The chart of at least two `values` in order of their dates."""
    numbers = [value.number for value in values] + ([] if target is None else [target])
    ticks = _nice_ticks(min(numbers), max(numbers))
    low, high = ticks[0], ticks[-1]

    def y(number: float) -> str:
        return _pixels(BOTTOM - (number - low) / (high - low) * (BOTTOM - TOP))

    places = _places([value.on for value in values])
    dots = [
        Dot(_percent(place), y(value.number), value.number, value.is_before)
        for place, value in zip(places, values, strict=True)
    ]
    return RunChart(
        ticks=[Tick(y(number), number, is_base=number == low) for number in ticks],
        change_x=_change(places, values),
        target=None if target is None else Line(_percent(AXIS_LEFT), y(target), "100%", y(target)),
        segments=[_segment(one, two) for one, two in pairwise(dots)],
        medians=[line for before in (True, False) if (line := _median(dots, before, y))],
        dots=dots,
    )


def _places(dates: list[date]) -> list[float]:
    """Where each date stands, in percent: true to time, but evenly when two dates are the same."""
    days = [(day - dates[0]).days for day in dates]
    if len(set(days)) < len(days):
        days = list(range(len(days)))
    return [LEFT + (RIGHT - LEFT) * day / days[-1] for day in days]


def _change(places: list[float], values: Sequence[Value]) -> str | None:
    """Between the last value before the change and the first one after it."""
    before = sum(value.is_before for value in values)
    if 0 < before < len(values):
        return _percent((places[before - 1] + places[before]) / 2)
    return None


def _segment(one: Dot, two: Dot) -> Line:
    return Line(one.x, one.y, two.x, two.y, "l6" if one.is_before and two.is_before else "l1")


def _median(dots: list[Dot], before: bool, y) -> Line | None:
    part = [dot for dot in dots if dot.is_before is before]
    if len(part) < FEWEST_FOR_MEDIAN:
        return None
    height = y(median(dot.number for dot in part))
    return Line(part[0].x, height, part[-1].x, height)


def _nice_ticks(low: float, high: float) -> list[float]:
    """Four to seven round numbers that hold both ends. Begins at zero unless that would flatten the change."""
    if low >= 0 and (high == low or low < 0.6 * high):
        low = 0.0
    elif high <= 0 and (high == low or high > 0.6 * low):
        high = 0.0
    span = (high - low) or 1.0
    rough = span / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    if first == last:
        last += 1
    return [round(step * number, 10) for number in range(first, last + 1)]


def _percent(place: float) -> str:
    return f"{place:.2f}%"


def _pixels(place: float) -> str:
    return f"{place:.1f}"
