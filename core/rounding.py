"""Rounding as people do it: a half goes up, so that tables agree with the reports they stand by."""

from decimal import ROUND_HALF_UP, Decimal


def percent(count: int, n: int) -> int:
    """The share of n in whole percent, a half rounded up. ValueError for n < 1 or a negative."""
    if n < 1 or count < 0:
        raise ValueError("a percentage is a count of n, and n is at least 1")
    return (200 * count + n) // (2 * n)


def half_up(value: float, places: int) -> float:
    """The value with so many decimals, a half rounded away from 0."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def whole_percent(share: float) -> int:
    """A share (0-1) in whole percent, rounded before it is made one: 0.575 * 100 is below 57.5."""
    return round(half_up(share, 2) * 100)
