"""Goals, and agreements that somebody answers for by a day (R11; guide 2018 pp. 10-12)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.errors import RuleBroken, UnknownCode
from core.texts import (
    LINE,
    TEXT,
    check_code,
    check_order,
    optional_code,
    optional_text,
    past_date,
    required_text,
)


class GoalStatus(StrEnum):
    """Where a goal stands; every status but the first has a closing day."""

    OPEN = "open"
    REACHED = "reached"
    CHANGED = "changed"
    DROPPED = "dropped"


class AgreementStatus(StrEnum):
    """Where an agreement stands."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"


class ResponsibleMissing(RuleBroken):
    """An agreement that nobody answers for (R11)."""

    code = "responsible_missing"


class FollowUpMissing(RuleBroken):
    """An agreement without a day to follow it up (R11)."""

    code = "follow_up_missing"


class FollowUpTooEarly(RuleBroken):
    """The agreement is followed up before it was made (facts: date, made)."""

    code = "follow_up_too_early"


class GoalClosed(RuleBroken):
    """The goal is closed; it must be opened again first (facts: status)."""

    code = "goal_closed"


class GoalStillOpen(RuleBroken):
    """The goal is open already."""

    code = "goal_still_open"


class AgreementSettled(RuleBroken):
    """The agreement is marked done or not done; it must be opened again first (facts: status)."""

    code = "agreement_settled"


class AgreementStillOpen(RuleBroken):
    """The agreement is open already."""

    code = "agreement_still_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTold:
    """A goal as typed; the life domain may be left out (a home is a goal too, and is in none).

    `own_words`: how the young person put it. `information_type`: what the goal tells about where
    its life domain does not say it (`housing` for a home).
    """

    text: str | None
    life_domain: str | None = None
    set_date: date | None = None
    own_words: str | None = None
    information_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTold:
    """An agreement as typed.

    `follow_up_by`: who sees to it that it happened, by name or role; None: the coordinator.
    """

    text: str | None
    responsible: str | None
    follow_up_date: date | None
    follow_up_by: str | None = None


def checked_goal(told: GoalTold, *, start: date | None, on: date) -> GoalTold:
    """The goal with cleaned texts, set on a day from the start of the case until today.

    The young person's own words stay as they are; only blanks around them go.
    """
    set_date = past_date("set_date", told.set_date, on)
    check_order("set_date", start, set_date)
    return GoalTold(
        text=required_text("text", told.text, TEXT),
        life_domain=optional_code("life_domain", "life_domain", told.life_domain, on),
        set_date=set_date,
        own_words=optional_text("own_words", told.own_words, TEXT),
        information_type=optional_code(
            "information_type", "information_type", told.information_type, on
        ),
    )


def made_on(set_date: date, met: date | None) -> date:
    """When an agreement was made: at its meeting, or when its goal was set."""
    return max(set_date, met or set_date)


def checked_agreement(told: AgreementTold, *, made: date) -> AgreementTold:
    """The agreement with cleaned texts. Raises the refusals of R11.

    `made` is the day of the meeting it was made at, or the day its goal was set.
    """
    text = required_text("text", told.text, TEXT)
    if not (told.responsible or "").strip():
        raise ResponsibleMissing("responsible")
    if told.follow_up_date is None:
        raise FollowUpMissing("follow_up_date")
    if told.follow_up_date < made:
        raise FollowUpTooEarly("follow_up_date", date=told.follow_up_date, made=made)
    return AgreementTold(
        text=text,
        responsible=required_text("responsible", told.responsible, LINE),
        follow_up_date=told.follow_up_date,
        follow_up_by=optional_text("follow_up_by", told.follow_up_by, LINE),
    )


def closing(status: str | None, closed: date | None, *, set_date: date, on: date) -> GoalStatus:
    """The status a goal is closed with, on a day between the day it was set and today."""
    code = check_code("status", "goal_status", status, on)
    if code == GoalStatus.OPEN:
        raise UnknownCode("status", value=code)
    check_order("closed_date", set_date, past_date("closed_date", closed, on))
    return GoalStatus(code)


def settling(status: str | None, settled: date | None, *, made: date, on: date) -> AgreementStatus:
    """How an agreement went, on a day between the day it was made and today."""
    code = check_code("status", "agreement_status", status, on)
    if code == AgreementStatus.OPEN:
        raise UnknownCode("status", value=code)
    check_order("done_date", made, past_date("done_date", settled, on))
    return AgreementStatus(code)


def check_goal_open(status: str) -> None:
    """Raises GoalClosed."""
    if status != GoalStatus.OPEN:
        raise GoalClosed(status=GoalStatus(status))


def check_goal_closed(status: str) -> None:
    """Raises GoalStillOpen."""
    if status == GoalStatus.OPEN:
        raise GoalStillOpen


def check_agreement_open(status: str) -> None:
    """Raises AgreementSettled."""
    if status != AgreementStatus.OPEN:
        raise AgreementSettled(status=AgreementStatus(status))


def check_agreement_settled(status: str) -> None:
    """Raises AgreementStillOpen."""
    if status == AgreementStatus.OPEN:
        raise AgreementStillOpen


def overdue(status: str, follow_up_date: date, on: date) -> bool:
    """Whether an open agreement should have been followed up before today."""
    return status == AgreementStatus.OPEN and follow_up_date < on
