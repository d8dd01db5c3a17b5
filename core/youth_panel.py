"""The youth panel: what it advises, what is done about it, and that it is told.

A panel of young people looks at written material and goals and says what would make the offers
better (aftercare 2021 section 3.5.2). Asking it and never answering would be worse than not asking:
advice waits until something is decided and the panel has been told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import RuleBroken
from core.records.youth_panel import Advice
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_code,
    check_order,
    optional_text,
    past_date,
    required_date,
    required_text,
)

FOLLOW_UP = timedelta(days=42)
"""So long after the meeting something should have become of it, as proposed in the form; practice,
not in the sources.
"""

DECIDED = frozenset({"done", "not_followed"})
"""The states that need a sentence: what was done, or why the advice was not followed."""


class ToldBeforeDecided(RuleBroken):
    """The panel can not have been told what became of it before anything did."""

    code = "panel_told_before_decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceTold:
    """Advice as typed."""

    held_date: date | None
    topic: str | None
    advice: str | None
    responsible: str | None
    follow_up_date: date | None
    state: str | None = "received"
    outcome: str | None = None
    told_date: date | None = None


def checked_advice(told: AdviceTold, *, on: date) -> AdviceTold:
    """The advice with cleaned texts. Raises the first refusal."""
    held = past_date("held_date", told.held_date, on)
    follow_up = required_date("follow_up_date", told.follow_up_date)
    check_order("follow_up_date", held, follow_up)
    state = check_code("state", "panel_advice_state", told.state, on)
    outcome = _outcome(state, told.outcome)
    if told.told_date is not None:
        past_date("told_date", told.told_date, on)
        check_order("told_date", held, told.told_date)
        if state not in DECIDED:
            raise ToldBeforeDecided("told_date")
    return AdviceTold(
        held_date=held,
        topic=required_text("topic", told.topic, LINE),
        advice=required_text("advice", told.advice, TEXT),
        responsible=required_text("responsible", told.responsible, NAME),
        follow_up_date=follow_up,
        state=state,
        outcome=outcome,
        told_date=told.told_date,
    )


def _outcome(state: str, text: str | None) -> str | None:
    read = required_text if state in DECIDED else optional_text
    return read("outcome", text, TEXT)


def waiting(advice: Iterable[Advice]) -> tuple[Advice, ...]:
    """What the panel has no answer to yet, the first to be followed up first."""
    open_ones = [each for each in advice if each.state not in DECIDED or each.told_date is None]
    return tuple(sorted(open_ones, key=lambda each: (each.follow_up_date, each.id)))
