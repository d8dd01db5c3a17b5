"""Lots between cases, drawn so that anybody can draw them again and see that it was fair."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from core.errors import BadValue, RuleBroken

MOST_DRAWN = 12
"""More cases than that are not gone through at one meeting."""
SEEDS = 10**6
"""Seeds are smaller than that: short enough to be read aloud."""


class TooFewToDraw(RuleBroken):
    """Fewer cases are left than were to be drawn (facts: wanted, left)."""

    code = "too_few_to_draw"


def draw(pool: Iterable[int], wanted: int, seed: int) -> tuple[int, ...]:
    """So many of the case numbers, in the order they are drawn: those with the first tickets."""
    return tuple(number for number, _ in tickets(pool, seed)[:wanted])


def tickets(pool: Iterable[int], seed: int) -> tuple[tuple[int, str], ...]:
    """Each number once with its ticket, the SHA-256 of "seed:number", smallest ticket first.

    Anybody can do it again on any machine, and no number is favoured.
    """
    found = [(number, _ticket(seed, number)) for number in set(pool)]
    found.sort(key=lambda each: each[1])
    return tuple(found)


def _ticket(seed: int, number: int) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def checked_draw(wanted: int | None, pool: Sequence[int]) -> int:
    """How many to draw. Raises BadValue outside 1..MOST_DRAWN, TooFewToDraw."""
    if wanted is None or not 1 <= wanted <= MOST_DRAWN:
        raise BadValue("wanted", value=wanted if wanted is not None else "")
    if wanted > len(pool):
        raise TooFewToDraw("wanted", wanted=wanted, left=len(pool))
    return wanted
