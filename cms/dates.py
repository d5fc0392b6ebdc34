"""Dates of which only the year or the month may be known. No I/O."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


# What forms take. Beyond lies nothing that people of ours could mean, and at the ends of the calendar other time zones
# have no time to turn to.
EARLIEST, LATEST = date(1700, 1, 1), date(2199, 12, 31)

_FORMATS = {Precision.DAY: "F j, Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision; stored as the first day of its month or year."""

    first: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``2026``, ``2026-11`` or ``2026-11-24``. Raises ValueError for anything else."""
        parts = text.strip().split("-")
        if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts[0]) != 4:
            raise ValueError(f"“{text}” is no date: write 2026, 2026-11 or 2026-11-24.")
        year, month, day = (*map(int, parts), 1, 1)[:3]
        try:
            precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
            return cls(date(year, month, day), precision)
        except (IndexError, ValueError):
            raise ValueError(f"“{text}” is no date: write 2026, 2026-11 or 2026-11-24.") from None

    def __str__(self):
        return formats.date_format(self.first, _FORMATS[Precision(self.precision)])

    @property
    def typed(self) -> str:
        """As `parse` reads it."""
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[Precision(self.precision)]
        return self.first.isoformat()[:length]


class PrecisionField(models.CharField):
    """How exactly the date beside it is known."""

    def __init__(self, **kwargs):
        kwargs = {"max_length": 5, "choices": Precision.choices, "default": Precision.DAY, **kwargs}
        super().__init__(**kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"help_text": _("How exactly the date beside it is known."), **kwargs})
