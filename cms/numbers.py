"""Numbers as people write them. No I/O."""

from decimal import Decimal

from django.utils.formats import number_format


def figure(number: Decimal | float) -> str:
    """A measured number without noise: 1,200 and 4.5, never 1200.0 or 4.5000."""
    # A float's shortest form may have an exponent, which its decimal of the same digits is written without.
    text = format(Decimal(repr(number)) if isinstance(number, float) else number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return number_format(text, force_grouping=True)
