"""When somebody is reminded of an agreement, what an answer holds, and what a reminder may say.

An agreement is a task: it is reminded of before its day and after it, what people answer is kept,
and it stays open until somebody says how it went (guide 2018 p. 10: agreements are binding).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.codes import all_codes
from core.errors import MissingValue, UnknownCode
from core.masking import without_cpr
from core.records.network import Agreement
from core.texts import LINE, TEXT, check_code, check_order, optional_text, past_date, required_text

REMINDED, DONE, STUCK = "reminded", "done", "stuck"
ANSWERS = tuple(code for code in all_codes("agreement_answer") if code != REMINDED)
"""What somebody can answer; to be reminded is no answer."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time to remind: from `first` until `last`, in days counted from the follow-up day."""

    code: str
    first: int
    last: int
    source: str


OCCASIONS = (
    Occasion("before", -3, 0, "practice: there is still time to do it"),
    Occasion("after", 1, 3, "practice: the team follows up (guide 2018 p. 10)"),
)
"""In the order of the days; whoever answered since an occasion began needs no reminder of it."""


class Want(StrEnum):
    """What an open agreement wants of whoever follows it up, the most pressing first."""

    SETTLE = "settle"
    """Somebody says that it is done."""
    UNSTICK = "unstick"
    """Somebody says that it is stuck."""
    REMIND = "remind"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """An answer about an agreement as typed."""

    kind: str | None
    who: str | None
    answered: date | None
    text: str | None = None


def reminder_due(
    follow_up_date: date, *, made: date, last_told: date | None, on: date
) -> date | None:
    """The last day to remind in, of the occasion that has begun; None where none is called for.

    `made` is when the agreement was made: an occasion that began before is passed over. `last_told`
    is the day of the last answer or reminder.
    """
    begun = [
        occasion for occasion in OCCASIONS if follow_up_date + timedelta(days=occasion.first) <= on
    ]
    if not begun:
        return None
    first = follow_up_date + timedelta(days=begun[-1].first)
    if first < made or (last_told is not None and last_told >= first):
        return None
    return follow_up_date + timedelta(days=begun[-1].last)


def wanted_of(agreement: Agreement, *, made: date, on: date) -> Want:
    """What the open agreement wants first."""
    said = next((each for each in reversed(agreement.answers) if each.kind != REMINDED), None)
    if said is not None and said.kind == DONE:
        return Want.SETTLE
    if said is not None and said.kind == STUCK:
        return Want.UNSTICK
    due = reminder_due(agreement.follow_up_date, made=made, last_told=_last(agreement), on=on)
    return Want.WAIT if due is None else Want.REMIND


def presses(want: Want, *, overdue: bool) -> bool:
    """Whether something should be done about it now."""
    return overdue or want is not Want.WAIT


def _last(agreement: Agreement) -> date | None:
    return max((each.day for each in agreement.answers), default=None)


def checked_answer(told: AnswerTold, *, made: date, on: date) -> AnswerTold:
    """The answer with cleaned texts, on a day from the agreement until today.

    Raises MissingValue, UnknownCode, TooLong, DateInFuture or DatesOutOfOrder. Whoever is stuck
    says with what.
    """
    kind = check_code("kind", "agreement_answer", told.kind, on)
    if kind == REMINDED:
        raise UnknownCode("kind", value=kind)
    day = past_date("answered", told.answered, on)
    check_order("answered", made, day)
    text = optional_text("text", told.text, TEXT)
    if kind == STUCK and text is None:
        raise MissingValue("text")
    who = required_text("who", told.who, LINE)
    return AnswerTold(kind=kind, who=who, answered=day, text=text)


# ------------------------------------------------------ what a reminder may say


def without_identity(text: str, *, name: str, instead: str) -> str:
    """The text with the young person's name replaced and CPR numbers taken out (R21).

    Each part of the name counts on its own, in whatever case it is written, with a genitive s too.
    """
    full = r"\s+".join(re.escape(part) for part in name.split())
    parts = [full, *(re.escape(part) for part in name.split() if len(part) > 1)]
    pattern = re.compile(rf"\b(?:{'|'.join(parts)})(s?)\b", re.IGNORECASE)
    return pattern.sub(rf"{instead}\1", without_cpr(text))
