"""When the judgement of people and the records disagree.

A share of practice becomes a score on the scale of the review: none kept is 1, all kept is 4, and
evenly between. The two disagree when the judgement lies more than the margin from that score, and
outside what the uncertainty of the records allows, and enough young people or workers are behind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.fidelity.definitions import evidence, in_force, thresholds
from core.fidelity.measured import Key, Measured
from core.fidelity_questions import HIGHEST, LOWEST
from core.intervals import Interval


class Verdict(StrEnum):
    """What may be said of a judgement beside one indicator."""

    AGREES = "agrees"
    JUDGED_HIGHER = "judged_higher"
    JUDGED_LOWER = "judged_lower"
    TOO_FEW = "too_few"
    NOTHING_SEEN = "nothing_seen"


@dataclass(frozen=True, slots=True)
class Beside:
    """An indicator beside a judgement; `score` is the share on the scale, None with nothing seen.

    `verdict` is None where nothing was judged.
    """

    measured: Measured
    score: float | None
    verdict: Verdict | None


def on_scale(share: float) -> float:
    """A share (0-1) as a score from 1 to 4."""
    return LOWEST + (HIGHEST - LOWEST) * share


def verdict(judged: int, found: Measured, on: date) -> Verdict:
    """Whether a judgement of 1 to 4 agrees with an indicator, by the thresholds of the day."""
    estimate = found.estimate
    if estimate is None:
        return Verdict.NOTHING_SEEN
    if found.whose < in_force(thresholds(), "fewest", on).value:
        return Verdict.TOO_FEW
    score = on_scale(estimate.value)
    if abs(judged - score) <= in_force(thresholds(), "margin", on).value:
        return Verdict.AGREES
    if _holds(estimate.interval, judged):
        return Verdict.AGREES
    return Verdict.JUDGED_HIGHER if judged > score else Verdict.JUDGED_LOWER


def beside(
    question: str, judged: int | None, found: Mapping[Key, Measured], on: date
) -> tuple[Beside, ...]:
    """The indicators that bear on a question, in their order, beside what was judged."""
    return tuple(
        _beside(found[row.indicator, row.variant], judged, on)
        for row in evidence().get(question, ())
        if (row.indicator, row.variant) in found
    )


def disagrees(rows: Iterable[Beside]) -> bool:
    """Whether any indicator disagrees with the judgement, so that a comment is asked for."""
    return any(row.verdict in {Verdict.JUDGED_HIGHER, Verdict.JUDGED_LOWER} for row in rows)


def differing(
    scores: Mapping[str, int | None], found: Mapping[Key, Measured], on: date
) -> frozenset[str]:
    """The questions whose judgement disagrees with the records. `scores` by question."""
    return frozenset(
        question
        for question, judged in scores.items()
        if disagrees(beside(question, judged, found, on))
    )


def _beside(found: Measured, judged: int | None, on: date) -> Beside:
    estimate = found.estimate
    score = on_scale(estimate.value) if estimate else None
    return Beside(found, score, None if judged is None else verdict(judged, found, on))


def _holds(interval: Interval, judged: int) -> bool:
    return on_scale(interval.low) <= judged <= on_scale(interval.high)
