"""The days of a convening as one phrase. No I/O."""

from calendar import monthrange
from datetime import date

from django.utils.formats import date_format

from cms.dates import PartialDate, Precision


def last_day(first: date, precision: str) -> date:
    """The last day of the month or year that begins with `first`; the day itself where it is known."""
    if precision == Precision.YEAR:
        return date(first.year, 12, 31)
    if precision == Precision.MONTH:
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def in_words(starts: date, ends: date, precision: str = Precision.DAY) -> str:
    """“January 14–15, 2027”, “January 31 – February 1, 2027”, “June 27, 2013”, “September 2013”."""
    if precision != Precision.DAY or starts == ends:
        return str(PartialDate(starts, Precision(precision)))
    if starts.year != ends.year:
        return f"{date_format(starts, 'F j, Y')} – {date_format(ends, 'F j, Y')}"
    if starts.month != ends.month:
        return f"{date_format(starts, 'F j')} – {date_format(ends, 'F j, Y')}"
    return f"{date_format(starts, 'F')} {starts.day}–{ends.day}, {starts.year}"


def in_figures(starts: date, ends: date, precision: str = Precision.DAY) -> tuple[str, str]:
    """The same as a large figure and what stands below it: (“14–15”, “January 2027”), (“2013”, “September”)."""
    if precision != Precision.DAY:
        return str(starts.year), date_format(starts, "F") if precision == Precision.MONTH else ""
    if (starts.year, starts.month) == (ends.year, ends.month):
        days = str(starts.day) if starts == ends else f"{starts.day}–{ends.day}"
        return days, date_format(starts, "F Y")
    return f"{starts.day}–{ends.day}", in_words(starts, ends)
