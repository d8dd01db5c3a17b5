"""What people thought of a meeting: a score from 1 to 5 and two open questions, by role.

Nobody is named: the answer is kept under the role. Asked of the young person and of the others
after a meeting (report 2017 section 6.3); the questions are our own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from core.codes import MeetingState
from core.errors import RuleBroken
from core.measurement import HIGHEST, LOWEST, ScoreOutside
from core.records.network import Feedback, Meeting
from core.texts import TEXT, check_code, optional_text

YOUNG_PERSON = "young_person"


class FeedbackEmpty(RuleBroken):
    """Neither a score nor a word was given."""

    code = "feedback_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackTold:
    """Feedback as typed; `score` 1 (bad) to 5 (good)."""

    role: str | None
    score: int | None = None
    went_well: str | None = None
    to_change: str | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """What a meeting was given: means of the scores, None without any, and how many gave one."""

    meeting: Meeting
    young_person: float | None
    others: float | None
    n: int


def checked_feedback(told: FeedbackTold, *, on: date) -> FeedbackTold:
    """The feedback with cleaned texts.

    Raises MissingValue or UnknownCode of the role, ScoreOutside, TooLong or FeedbackEmpty.
    """
    role = check_code("role", "participant_role", told.role, on)
    if told.score is not None and not LOWEST <= told.score <= HIGHEST:
        raise ScoreOutside("score", value=told.score)
    went_well = optional_text("went_well", told.went_well, TEXT)
    to_change = optional_text("to_change", told.to_change, TEXT)
    if told.score is None and went_well is None and to_change is None:
        raise FeedbackEmpty("score")
    return FeedbackTold(role=role, score=told.score, went_well=went_well, to_change=to_change)


def over_time(meetings: Iterable[Meeting]) -> list[Voices]:
    """The held meetings that were given a score, oldest first."""
    held = [one for one in meetings if one.state is MeetingState.HELD]
    told = [_voices(one) for one in sorted(held, key=lambda one: (one.day, one.id))]
    return [each for each in told if each.n]


def _voices(meeting: Meeting) -> Voices:
    own = _scores(each for each in meeting.feedback if each.role == YOUNG_PERSON)
    others = _scores(each for each in meeting.feedback if each.role != YOUNG_PERSON)
    return Voices(meeting, _mean(own), _mean(others), len(own) + len(others))


def _scores(feedback: Iterable[Feedback]) -> list[int]:
    return [each.score for each in feedback if each.score is not None]


def _mean(scores: list[int]) -> float | None:
    return fmean(scores) if scores else None
