"""What a case meeting leaves behind: texts without numbers of people, and decisions with a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.errors import MissingValue, RuleBroken
from core.masking import holds_cpr
from core.permissions import Act, may
from core.records.case_reviews import Decision, DecisionState
from core.records.people import Person
from core.texts import TEXT, optional_text, required_date, required_text


class CprInText(RuleBroken):
    """A text holds a number that could be a CPR number."""

    code = "cpr_in_text"


class DecisionSettled(RuleBroken):
    """The decision is done or dropped already."""

    code = "decision_settled"


def written(field: str, value: str | None, limit: int = TEXT) -> str:
    """A text that must be there and holds no CPR number. Raises MissingValue, TooLong, CprInText.

    Case meetings are common ground: what is written there is read by many.
    """
    return _without(field, required_text(field, value, limit))


def optional(field: str, value: str | None) -> str | None:
    """The same where nothing need be written. Raises TooLong, CprInText."""
    text = optional_text(field, value, TEXT)
    return _without(field, text) if text else None


def _without(field: str, text: str) -> str:
    if holds_cpr(text):
        raise CprInText(field)
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTold:
    """What is told of a decision, unchecked."""

    text: str | None
    responsible_id: str | None
    due_date: date | None


def checked_decision(told: DecisionTold) -> tuple[str, str, date]:
    """Text, responsible and day. Raises MissingValue, TooLong or CprInText."""
    text = written("text", told.text)
    if told.responsible_id is None:
        raise MissingValue("responsible_id")
    return text, told.responsible_id, required_date("due_date", told.due_date)


def checked_outcome(state: DecisionState, outcome: str | None) -> str | None:
    """What came of a decision; who drops one says why. Raises MissingValue, TooLong, CprInText."""
    if state is DecisionState.DROPPED:
        return written("outcome", outcome)
    return optional("outcome", outcome)


def check_open(state: DecisionState) -> None:
    """Raises DecisionSettled."""
    if state is not DecisionState.OPEN:
        raise DecisionSettled


def open_first(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The open ones, the earliest day first, then the settled ones, the newest first."""
    known = tuple(decisions)
    still = [each for each in known if each.state is DecisionState.OPEN]
    settled = [each for each in known if each.state is not DecisionState.OPEN]
    still.sort(key=lambda each: (each.due_date, each.id))
    settled.sort(key=lambda each: (each.settled_date or each.due_date, each.id), reverse=True)
    return (*still, *settled)


def may_settle(by: Person, responsible_id: str) -> bool:
    """The project leader settles every decision, everybody else those they are to see to."""
    if may(by, Act.RUN_CASE_REVIEWS):
        return True
    return may(by, Act.SEE_CASE_REVIEWS) and by.staff_id == responsible_id
