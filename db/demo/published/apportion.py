"""Counts behind published percentages: whole numbers that give the printed figures again."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

from core.published import Published, published, rows_of

RowT = TypeVar("RowT")


def apportioned(percents: Sequence[float], n: int) -> tuple[int, ...]:
    """Counts that sum to n and round, a half up, to the percentages.

    Each begins where its percentage says; what is then missing or too much goes where it hurts
    least. ValueError where no such counts exist (a table may sum to 98 %, but hardly to 110 %).
    """
    exact = [each * n / 100 for each in percents]
    least = [max(_up((each - 0.5) * n / 100), 0) for each in percents]
    most = [_up((each + 0.5) * n / 100) - 1 for each in percents]
    counts = [min(max(round(e), lo), hi) for e, lo, hi in zip(exact, least, most, strict=True)]
    while (missing := n - sum(counts)) != 0:
        step, limits = (1, most) if missing > 0 else (-1, least)
        free = [place for place, count in enumerate(counts) if count != limits[place]]
        if not free:
            raise ValueError(f"no counts of {n} round to {percents}")
        counts[max(free, key=lambda place: step * (exact[place] - counts[place]))] += step
    return tuple(counts)


def part(percent: float, n: int) -> int:
    """The count of n that rounds to the percentage, as does what is left to the rest."""
    return apportioned((percent, 100 - percent), n)[0]


def counts_of(figures: Mapping[RowT, Published], n: int) -> dict[RowT, int]:
    """The figures of one whole as counts of n: percentages apportioned, as they must have been."""
    counts = apportioned([each.likely for each in figures.values()], n)
    return dict(zip(figures, counts, strict=True))


def shares_of(table: str, cell: str, n: int) -> dict[str, int]:
    """A table with one whole down its rows, as counts of n by row."""
    return counts_of({row: cells[cell] for row, cells in rows_of(table).items()}, n)


def volume(row: str) -> int:
    """How many took part, were measured, or were met."""
    return round(published("volume")[f"{row}.number"].value)


def in_proportion(weights: Mapping[RowT, float], n: int) -> dict[RowT, int]:
    """Divide n by weights, largest remainders first; for what can not be met exactly."""
    exact = {key: weight * n / sum(weights.values()) for key, weight in weights.items()}
    counts = {key: int(each) for key, each in exact.items()}
    behind = sorted(exact, key=lambda key: counts[key] - exact[key])
    for key in behind[: n - sum(counts.values())]:
        counts[key] += 1
    return counts


def laid_out(counts: Mapping[RowT, int]) -> list[RowT]:
    """Every key as often as it counts, in the order of the keys."""
    return [key for key, count in counts.items() for _ in range(count)]


def ranked(size: int, by: Sequence[float], noise: float, dice: Random) -> list[int]:
    """The places 0..size-1 from the lowest value to the highest, with some disorder."""
    return sorted(range(size), key=lambda place: by[place] + dice.gauss(0, noise))


def _up(value: float) -> int:
    """The next whole number; floats that are one but for their last bit are that one."""
    return -int(-round(value, 9) // 1)
