"""The threshold of R19: the smallest count of people, meetings or agreements that is shown."""

LEAST_K = 3
"""No threshold below this: with 2, every hidden count would be a 1."""


def threshold(k: int) -> int:
    """The smallest count that is shown: k, but never below 3."""
    return max(k, LEAST_K)


def small(count: float, k: int) -> bool:
    """Whether a count is too small to be shown; 0 is shown."""
    return 0 < count < threshold(k)
