"""What a distribution of whole numbers says: mean, median and percentiles, from its counts."""

from collections.abc import Mapping

Counted = Mapping[int, int]
"""How often each number occurs."""


def size(counted: Counted) -> int:
    """How many numbers there are."""
    return sum(counted.values())


def mean(counted: Counted) -> float | None:
    """The arithmetic mean; None of nothing."""
    n = size(counted)
    return sum(number * count for number, count in counted.items()) / n if n else None


def quantile(counted: Counted, share: float) -> float | None:
    """The share-quantile (0-1) by linear interpolation between neighbours; None of nothing.

    The place is share x (n - 1), counted from 0: the rule of spreadsheets (PERCENTILE.INC).
    """
    n = size(counted)
    if not n:
        return None
    place = share * (n - 1)
    low = int(place)
    lower, upper = _nth(counted, low), _nth(counted, min(low + 1, n - 1))
    return lower + (upper - lower) * (place - low)


def _nth(counted: Counted, place: int) -> int:
    """The number at a place of the ordered numbers, counted from 0."""
    passed = 0
    for number in sorted(counted):
        passed += counted[number]
        if place < passed:
            return number
    raise IndexError(place)
