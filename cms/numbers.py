"""Numbers as people write them. No I/O."""

from decimal import Decimal

from django.utils.formats import number_format


def figure(number: Decimal | float) -> str:
    """A measured number without noise: 1,200 and 4.5, never 1200.0 or 4.5000."""
    text = repr(number) if isinstance(number, float) else format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return number_format(text, force_grouping=True)
