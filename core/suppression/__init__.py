"""Small numbers (R19): which counts of a table may be shown, so that nobody can be found in it.

A count from 1 to k-1 is hidden. Whoever knows the total and all other counts could subtract, so
with one count hidden the total is hidden too, and only its bounds are told. The bounds follow from
what is shown and k alone. Not for tables that share a margin: those need more cells hidden.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST_K = 3
"""No threshold below this: with 2, every hidden count would be a 1."""

KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shown(Generic[KeyT]):
    """A table as it may be shown: None stands for a hidden count, or for the hidden total."""

    cells: Mapping[KeyT, int | None]
    total: int | None
    least: int
    most: int
    """The bounds of the total."""

    @property
    def suppressed(self) -> bool:
        """Whether anything is hidden."""
        return self.total is None


def threshold(k: int) -> int:
    """The smallest count that is shown: k, but never below 3."""
    return max(k, LEAST_K)


def small(count: int, k: int) -> bool:
    """Whether a count is too small to be shown; 0 is shown."""
    return 0 < count < threshold(k)


def suppress(counts: Mapping[KeyT, int], k: int) -> Shown[KeyT]:
    """The one table with its small counts hidden, and the total where one is (R19).

    Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count is never negative")
    cells = {key: None if small(count, k) else count for key, count in counts.items()}
    hidden = sum(count is None for count in cells.values())
    seen = sum(count for count in cells.values() if count is not None)
    return Shown(
        cells=cells,
        total=None if hidden else seen,
        least=seen + hidden,
        most=seen + hidden * (threshold(k) - 1),
    )
