"""Timing that survives a busy machine: the contenders take turns, and medians are compared within one run."""

import statistics
import time
from collections.abc import Callable, Mapping


def take_turns(contenders: Mapping[str, Callable[[], object]], rounds: int, warm: int = 3) -> dict[str, list[float]]:
    """Call every contender once a round, `rounds` times; return milliseconds by name. The first `warm` do not count."""
    spent = {name: [] for name in contenders}
    for number in range(rounds + warm):
        for name, call in contenders.items():
            began = time.perf_counter()
            call()
            if number >= warm:
                spent[name].append((time.perf_counter() - began) * 1000)
    return spent


def median(values: list[float]) -> float:
    return statistics.median(values)


def p95(values: list[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]
