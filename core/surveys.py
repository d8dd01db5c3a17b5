"""The staff survey: when a round can be answered, what an answer is, and what may be told of it.

Anonymous by construction. What is kept of an answer is one more in the count of each statement;
what is kept of a person is that they have answered the round. So there is no row, key, time or
order that leads from an account to an answer, whoever reads the store: tickets lie in the order in
which people answered, counts have no order. The counts begin at 0 with the round, so that not even
the place of their rows follows the answers. The form leaves no draft, and the log holds neither an
answer nor when it was given. What this can not help against: somebody who has a copy of the store's
file from before and one from after a single answer, its write-ahead file included.

What is told is guarded too (R19). Nothing is told while a round can be answered, or two looks would
differ by one answer. A round that is over never opens again, and the next lies well apart: where
the others still think the same, whoever has joined since could be reckoned out. Of each statement
only the share that agrees is told, from `least` answers on. Where fewer than three stand on one
side, that side is told as a bound, "at most 2" or "at least n - 2": if all agreed, each one's
answer would be known, and if all but one did, that one would know it of the others. Results are not
broken down by role or unit: of a team of ten every part would be too small, and parts beside the
whole give each other away.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from core.errors import MissingValue, RuleBroken, UnknownCode
from core.records.surveys import Result, Round, RoundKind, Shown
from core.suppression.threshold import LEAST_K, threshold
from core.texts import check_order, required_date

SIDE = LEAST_K
"""Fewer than so many on one side of a statement are told as a bound.

It is the least threshold of R19 and not k: with 5 on both sides a team of ten would be told hardly
anything.
"""
APART = timedelta(days=60)
"""At least so long lies between two rounds; practice, not in the sources."""


class SurveyAnswer(StrEnum):
    """The five points of agreement, and one for who can not say."""

    AGREE = "agree"
    PARTLY_AGREE = "partly_agree"
    NEITHER = "neither"
    PARTLY_DISAGREE = "partly_disagree"
    DISAGREE = "disagree"
    NOT_RELEVANT = "not_relevant"


AGREEING = frozenset({SurveyAnswer.AGREE, SurveyAnswer.PARTLY_AGREE})
"""Who agrees wholly or partly (aftercare 2021 fig. 11)."""


class RoundInPast(RuleBroken):
    """A round can not begin or end before today (facts: date)."""

    code = "survey_round_in_past"


class RoundsOverlap(RuleBroken):
    """Another round has some of the same days (facts: first, last)."""

    code = "survey_rounds_overlap"


class RoundsTooClose(RuleBroken):
    """Another round ends or begins too few days away (facts: first, last, days)."""

    code = "survey_rounds_too_close"


class RoundOver(RuleBroken):
    """The round is over; its days can not change any more."""

    code = "survey_round_over"


class RoundNotOpen(RuleBroken):
    """The round can not be answered today."""

    code = "survey_round_not_open"


class AlreadyAnswered(RuleBroken):
    """The person has answered the round."""

    code = "survey_already_answered"


def checked_kind(kind: str | None) -> RoundKind:
    """Start, middle or end. Raises MissingValue or UnknownCode."""
    if not kind:
        raise MissingValue("kind")
    if kind not in set(RoundKind):
        raise UnknownCode("kind", value=kind)
    return RoundKind(kind)


def checked_days(
    first: date | None, last: date | None, known: Iterable[Round], on: date
) -> tuple[date, date]:
    """The days of a new round.

    Raises MissingValue, RoundInPast, DatesOutOfOrder, RoundsOverlap or RoundsTooClose.
    """
    begins = required_date("from_date", first)
    if begins < on:
        raise RoundInPast("from_date", date=begins)
    ends = required_date("to_date", last)
    check_order("to_date", begins, ends)
    _check_apart("from_date", (begins, ends), known, on)
    return begins, ends


def checked_end(asked: Round, last: date | None, known: Iterable[Round], on: date) -> date:
    """Another last day. Raises RoundOver and the refusals of `checked_days`."""
    check_not_over(asked, on)
    ends = required_date("to_date", last)
    check_order("to_date", asked.from_date, ends)
    if ends < on:
        raise RoundInPast("to_date", date=ends)
    others = [each for each in known if each.id != asked.id]
    _check_apart("to_date", (asked.from_date, ends), others, on)
    return ends


def _check_apart(field: str, days: tuple[date, date], known: Iterable[Round], on: date) -> None:
    """A round that ended without any answer is in nobody's way."""
    first, last = days
    for other in known:
        if other.over(on) and not other.answered:
            continue
        facts = {"first": other.from_date, "last": other.last_day}
        if other.from_date <= last and first <= other.last_day:
            raise RoundsOverlap(field, **facts)
        if other.from_date - last < APART and first - other.last_day < APART:
            raise RoundsTooClose(field, days=APART.days, **facts)


def check_not_over(asked: Round, on: date) -> None:
    """Raises RoundOver."""
    if asked.over(on):
        raise RoundOver


def check_open(asked: Round, on: date) -> None:
    """Raises RoundNotOpen."""
    if not asked.open(on):
        raise RoundNotOpen


def checked_answers(
    given: Mapping[str, str | None], asked: Sequence[str]
) -> Mapping[str, SurveyAnswer]:
    """An answer to each statement, nothing to others. Raises MissingValue or UnknownCode."""
    found: dict[str, SurveyAnswer] = {}
    for code in asked:
        answer = given.get(code)
        if not answer:
            raise MissingValue(code)
        if answer not in set(SurveyAnswer):
            raise UnknownCode(code, value=answer)
        found[code] = SurveyAnswer(answer)
    return found


def least(k: int) -> int:
    """The fewest answers of which something is told: of fewer, both sides could be small."""
    return max(threshold(k), 2 * SIDE - 1)


def result(statement: str, counted: Mapping[SurveyAnswer, int], k: int) -> Result:
    """What is told of a statement whose answers are counted so; who can not say is not in n."""
    n = sum(count for answer, count in counted.items() if answer is not SurveyAnswer.NOT_RELEVANT)
    agree = sum(counted.get(answer, 0) for answer in AGREEING)
    if n < least(k):
        return Result(statement, Shown.HIDDEN)
    if agree < SIDE:
        return Result(statement, Shown.AT_MOST, n, SIDE - 1)
    if n - agree < SIDE:
        return Result(statement, Shown.AT_LEAST, n, n - SIDE + 1)
    return Result(statement, Shown.EXACT, n, agree)
