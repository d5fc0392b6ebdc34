"""A circuit that opens when a server keeps failing, so that readers do not wait for it."""

import time
from collections.abc import Callable

FAILURES = 3  # in a row


class Circuit:
    """Open for `seconds` after three failures in a row; then one more failure opens it again."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic):
        self._seconds = seconds
        self._clock = clock
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        return self._clock() < self._open_until

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self._open_until = self._clock() + self._seconds
