"""Numbers as people write them."""

from decimal import Decimal

import pytest

from cms.numbers import figure


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("1200.0000"), "1,200"),
        (Decimal("4.5000"), "4.5"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("-2.5E-3"), "-0.0025"),
        (1200.0, "1,200"),
        (4.5, "4.5"),
        (0.1, "0.1"),
        (1e16, "10,000,000,000,000,000"),
        (1e-7, "0.0000001"),
        (-3e20, "-300,000,000,000,000,000,000"),
        (0.0, "0"),
    ],
)
def test_figure_has_no_noise_and_no_exponent(number, shown):
    assert figure(number) == shown
