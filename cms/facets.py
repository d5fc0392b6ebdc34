"""What every facet is made of, wherever a list is narrowed. No I/O."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One value that can be chosen, with how many things have it."""

    value: str
    label: str
    count: int
    is_on: bool
