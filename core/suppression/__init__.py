"""Small numbers (R19): which figures may be shown, so that nobody can be found in them.

A count from 1 to k-1 is hidden, and so is whatever would give it away by addition or subtraction:
within a table, between tables, between variants and between periods. What hangs on a count (a
mean, a median, a share) falls with it.
"""

from collections.abc import Mapping

from core.suppression.board import HALF, WHOLE, Spot
from core.suppression.release import Release
from core.suppression.showing import masked
from core.suppression.threshold import LEAST_K, small, threshold
from core.tallies import Figures

__all__ = ["HALF", "LEAST_K", "WHOLE", "Spot", "protected", "small", "suppressed", "threshold"]


def suppressed(figures: Figures, k: int) -> Figures:
    """One object of tallies by itself, as it may be shown: hidden figures are None.

    `"suppressed": true` stands in each mapping with a hidden figure. A k below 3 is taken as 3.
    Several periods or variants of the same store must be protected together: `protected`.
    """
    spot = Spot(0, HALF, "")
    return protected({spot: figures}, k)[spot]


def protected(objects: Mapping[Spot, Figures], k: int) -> Mapping[Spot, Figures]:
    """Everything that is released, protected together: by half-year, span and variant.

    Half-years follow each other without a gap from the first day on, their places counting from
    0; the whole time ends with the last of them. Variants are given for all half-years or none.
    """
    release = Release(objects, k)
    return {
        spot: masked(figures, release.hidden[spot], k) for spot, figures in release.objects.items()
    }
