"""What is due and what is late in a case, by the table of duties (`core.duties`)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

from core.codes import Step, Variant
from core.duties import DUTIES
from core.duty import Duty, add_months
from core.records.overview import CaseFacts, Due, DueKind, Standing
from core.settings import Settings

LATE_KINDS = tuple(
    kind for kind in DueKind if any(duty.kind is kind and duty.until is None for duty in DUTIES)
)
"""What a case can be late with; prompts are never late."""


@cache
def duties_of(step: Step, variant: Variant) -> tuple[Duty, ...]:
    """The rows that concern a case on that step and of that variant."""
    return tuple(duty for duty in DUTIES if step in duty.steps and variant in duty.variants)


def due(facts: CaseFacts, on: date, settings: Settings) -> tuple[Due, ...]:
    """What is due in the case, soonest first; of each kind the soonest only."""
    soonest: dict[DueKind, tuple[date, Duty]] = {}
    for duty in duties_of(facts.step, facts.variant):
        day = duty.day(facts, settings) if duty.valid(on) else None
        if day is None or not _shows(duty, day, facts, on, settings):
            continue
        if duty.kind not in soonest or day < soonest[duty.kind][0]:
            soonest[duty.kind] = (day, duty)
    found = [
        Due(kind, duty.reason, day, on > day and duty.until is None, duty.rule)
        for kind, (day, duty) in soonest.items()
    ]
    return tuple(sorted(found, key=_day_of))


def _shows(duty: Duty, day: date, facts: CaseFacts, on: date, settings: Settings) -> bool:
    if duty.shown_before is not None and on < add_months(day, -duty.shown_before):
        return False
    until = duty.until(facts, settings) if duty.until else None
    return until is None or on < until


def _day_of(found: Due) -> date:
    return found.due_date


def overdue_by_kind(standings: Iterable[Standing]) -> dict[DueKind, int]:
    """How many cases are late with each kind; kinds without any are there with 0."""
    late = Counter(found.kind for standing in standings for found in standing.dues if found.overdue)
    return {kind: late[kind] for kind in DueKind}


def by_step(standings: Iterable[Standing]) -> dict[Step, int]:
    """How many cases stand on each step; steps without any are there with 0."""
    counted = Counter(standing.facts.step for standing in standings)
    return {step: counted[step] for step in Step}
