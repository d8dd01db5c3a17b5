"""What is due in the implementation: questions and tests with a day, agreements to renew."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from core.calendar import add_months
from core.cooperation import HOLDS, SOON, state_of
from core.implementation import open_by_day, questions
from core.records.implementation import Implementation
from core.records.programme import ProgrammeDue, ProgrammeKind

PAGE = "implementation"

MONTHS: Mapping[ProgrammeKind, int] = MappingProxyType(
    {
        ProgrammeKind.IMPLEMENTATION: 1,
        ProgrammeKind.SMALL_SCALE_TEST: 1,
        ProgrammeKind.COOPERATION_AGREEMENT: SOON,
    }
)
"""How many months before its day each kind is told."""


def dues(known: Implementation, on: date) -> tuple[ProgrammeDue, ...]:
    """One row for each thing that is overdue or near its day, the earliest first.

    A question is named by its address alone: `implementation_question.<question>` are its words.
    """
    found = [*_questions(known, on), *_tests(known), *_agreements(known, on)]
    near = (each for each in found if each.due_date <= add_months(on, MONTHS[each.kind]))
    return tuple(sorted(near, key=lambda each: (each.due_date, each.kind, each.what)))


def _questions(known: Implementation, on: date) -> Iterator[ProgrammeDue]:
    steps = {each.code: str(each.step) for each in questions()}
    for one in open_by_day(known.answers, on):
        if one.due_date is not None:
            yield ProgrammeDue(
                ProgrammeKind.IMPLEMENTATION,
                one.due_date,
                PAGE,
                staff_id=one.owner.staff_id if one.owner else None,
                address={"step": steps[one.question], "question": one.question},
            )


def _tests(known: Implementation) -> Iterator[ProgrammeDue]:
    for one in known.tests:
        if one.due_date is not None and one.outcome is None:
            yield ProgrammeDue(
                ProgrammeKind.SMALL_SCALE_TEST,
                one.due_date,
                PAGE,
                what=one.title,
                staff_id=one.owner.staff_id if one.owner else None,
                address={"part": "tests", "test": one.id},
            )


def _agreements(known: Implementation, on: date) -> Iterator[ProgrammeDue]:
    for one in known.agreements:
        if one.renew_by is not None and state_of(one, on) in HOLDS:
            yield ProgrammeDue(
                ProgrammeKind.COOPERATION_AGREEMENT,
                one.renew_by,
                PAGE,
                what=one.organisation,
                address={"part": "agreements", "agreement": one.id},
            )
