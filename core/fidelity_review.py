"""The project leader's review of fidelity: one each quarter, saved theme by theme, then submitted.

Every third month the project leader filled in such a measurement (guide 2018 p. 27); when in the
quarter, and until when it is in time, is our own choice.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from core.calendar import add_months
from core.codes import Coded
from core.errors import BadValue, RuleBroken, UnknownCode
from core.fidelity_questions import HIGHEST, LOWEST, can_be_set_aside
from core.quarters import following, quarter
from core.records.fidelity_review import Answer, Question, ReviewState
from core.tallies import Period
from core.texts import TEXT, optional_text, required_text

GRACE = 1
"""Months after the quarter until which the review is in time; own choice."""

THEME_LIST = "fidelity_theme"
"""The code list whose words name the themes."""

Questions = Mapping[str, Sequence[Question]]
"""The questions of a quarter by theme."""


class QuarterNotOpen(RuleBroken):
    """A review is written from the quarter's last month on (facts: from_date, to_date, opens)."""

    code = "fidelity_quarter_not_open"


class ReviewClosed(RuleBroken):
    """The review is submitted or locked: opened again with a reason before it can change."""

    code = "fidelity_review_closed"


class ReviewIsDraft(RuleBroken):
    """Only what is submitted can be locked or opened again."""

    code = "fidelity_review_is_draft"


class ReviewLocked(RuleBroken):
    """The review is locked already."""

    code = "fidelity_review_locked"


class QuestionsOpen(RuleBroken):
    """Questions are neither answered nor set aside (facts: n, themes)."""

    code = "fidelity_questions_open"


class CommentsMissing(RuleBroken):
    """Judgement and records disagree and nobody has said why (facts: n, themes)."""

    code = "fidelity_comments_missing"


class AlwaysAsked(RuleBroken):
    """The theme is asked everywhere: only a variant or a method can be set aside."""

    code = "fidelity_always_asked"


def opens(period: Period) -> date:
    """The first day on which the quarter can be reviewed: the first of its last month."""
    return period.to_date.replace(day=1)


def last_day_in_time(period: Period) -> date:
    """The last day on which the quarter's review is in time."""
    return add_months(period.to_date + timedelta(days=1), GRACE) - timedelta(days=1)


def open_quarters(first: date, on: date) -> tuple[Period, ...]:
    """The quarters from the one with the first day on that can be reviewed, newest first."""
    found, here = list[Period](), quarter(first)
    while opens(here) <= on:
        found.insert(0, here)
        here = following(here)
    return tuple(found)


def counting_day(period: Period, submitted: date) -> date:
    """The day the scores count on: the quarter's last, or that of the submission if earlier.

    A review that is late still belongs to its quarter; none counts on a day that is to come.
    """
    return min(period.to_date, submitted)


def check_quarter(period: Period, on: date) -> None:
    """Raises QuarterNotOpen for other days, and before the quarter's last month."""
    if quarter(period.from_date) != period or opens(period) > on:
        raise QuarterNotOpen(
            from_date=period.from_date, to_date=period.to_date, opens=opens(period)
        )


def check_draft(state: ReviewState) -> None:
    """Raises ReviewClosed."""
    if state is not ReviewState.DRAFT:
        raise ReviewClosed


def check_lockable(state: ReviewState) -> None:
    """Raises ReviewIsDraft or ReviewLocked."""
    check_closed(state)
    if state is ReviewState.LOCKED:
        raise ReviewLocked


def check_closed(state: ReviewState) -> None:
    """Raises ReviewIsDraft."""
    if state is ReviewState.DRAFT:
        raise ReviewIsDraft


def checked_answers(
    answers: Mapping[str, Answer], questions: Sequence[Question]
) -> dict[str, Answer]:
    """The theme's answers with cleaned texts; questions that are not named have empty ones.

    Raises UnknownCode, BadValue (a score off the scale) or TooLong, at `<question>.<field>`.
    """
    unknown = set(answers) - {question.code for question in questions}
    if unknown:
        raise UnknownCode(value=min(unknown))
    return {
        question.code: _checked(question.code, answers.get(question.code, Answer()))
        for question in questions
    }


def checked_reason(
    set_aside: bool, reason: str | None, questions: Sequence[Question]
) -> str | None:
    """Why a theme is set aside; None where it is not. Raises AlwaysAsked or MissingValue."""
    if not set_aside:
        return None
    if not can_be_set_aside(questions):
        raise AlwaysAsked
    return required_text("reason", reason, TEXT)


def asked(questions: Questions, set_aside: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions that are to be answered: all but those of themes that are set aside."""
    return tuple(
        question
        for theme, under in questions.items()
        if theme not in set_aside
        for question in under
    )


def unanswered(
    answers: Mapping[str, Answer], questions: Sequence[Question]
) -> tuple[Question, ...]:
    """The questions without a score."""
    return tuple(each for each in questions if answers.get(each.code, Answer()).score is None)


def check_submission(
    answers: Mapping[str, Answer], differing: frozenset[str], *, questions: Sequence[Question]
) -> None:
    """Everything asked has a score, and where the records say something else a comment.

    `differing` holds the questions where they do. Raises QuestionsOpen or CommentsMissing.
    """
    left = unanswered(answers, questions)
    if left:
        raise QuestionsOpen(n=len(left), themes=_themes(left))
    silent = [
        each for each in questions if each.code in differing and not answers[each.code].comment
    ]
    if silent:
        raise CommentsMissing(n=len(silent), themes=_themes(silent))


def _checked(code: str, told: Answer) -> Answer:
    if told.score is not None and not LOWEST <= told.score <= HIGHEST:
        raise BadValue(f"{code}.score", value=told.score)
    return Answer(
        score=told.score,
        note=optional_text(f"{code}.note", told.note, TEXT),
        evidence=optional_text(f"{code}.evidence", told.evidence, TEXT),
        comment=optional_text(f"{code}.comment", told.comment, TEXT),
    )


def _themes(questions: Sequence[Question]) -> tuple[Coded, ...]:
    names = dict.fromkeys(question.theme for question in questions)
    return tuple(Coded(THEME_LIST, name) for name in names)
