"""Scores of the life domains: whole numbers with the published means and directions of change."""

from collections.abc import Mapping, Sequence
from random import Random

from core.published import rows_of
from db.demo.published.apportion import counts_of

Scores = Mapping[str, tuple[int, int]]
"""By life domain: the first score and the latest."""

_LOWEST, _HIGHEST = 1, 5
_SPREAD = 1.1
"""Deviation of first scores before they are held to the scale; not published."""
_FURTHER = 0.25
"""The share of changes by two steps; not published."""
_FIRST_BETWEEN: Mapping[int, tuple[int, int]] = {
    -1: (_LOWEST + 1, _HIGHEST),
    0: (_LOWEST, _HIGHEST),
    1: (_LOWEST, _HIGHEST - 1),
}
"""Where a first score can lie that is to fall, stay, or rise."""
_DIRECTIONS = {"decline": -1, "unchanged": 0, "improvement": 1}


def draw_scores(dice: Random, n: int) -> list[Scores]:
    """For so many young people the scores of every domain, baseline and change as published."""
    by_domain = {domain: _of_domain(dice, domain, n) for domain in rows_of("domain_change")}
    return [{domain: pairs[place] for domain, pairs in by_domain.items()} for place in range(n)]


def _of_domain(dice: Random, domain: str, n: int) -> list[tuple[int, int]]:
    counts = counts_of(rows_of("domain_change")[domain], n)
    signs = [_DIRECTIONS[change] for change, count in counts.items() for _ in range(count)]
    dice.shuffle(signs)
    mean = rows_of("domain_baseline")[domain]["mean"].value
    firsts = _with_sum(
        dice,
        [round(dice.gauss(mean, _SPREAD)) for _ in signs],
        [_FIRST_BETWEEN[sign] for sign in signs],
        round(mean * n),
    )
    return [(first, _latest(dice, first, sign)) for first, sign in zip(firsts, signs, strict=True)]


def _with_sum(
    dice: Random, drawn: Sequence[int], limits: Sequence[tuple[int, int]], total: int
) -> list[int]:
    """The scores held to their limits, and moved by single steps until they sum to the total."""
    scores = [min(max(score, low), high) for score, (low, high) in zip(drawn, limits, strict=True)]
    while (missing := total - sum(scores)) != 0:
        step = 1 if missing > 0 else -1
        free = [
            place for place, (low, high) in enumerate(limits) if low <= scores[place] + step <= high
        ]
        if not free:
            raise ValueError("no such scores have that mean and those changes")
        for place in dice.sample(free, min(abs(missing), len(free))):
            scores[place] += step
    return scores


def _latest(dice: Random, first: int, sign: int) -> int:
    further = sign * 2 if dice.random() < _FURTHER else sign
    return first + (further if _LOWEST <= first + further <= _HIGHEST else sign)
