"""Questions about case meetings: who runs them sees all, others the sheets of their own cases.

What was learnt and decided is common to all who work with the young people.
"""

from dataclasses import replace
from datetime import date, timedelta

from core.permissions import Act, everywhere, may
from core.records.case_reviews import DecisionState, Review, ReviewState
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from db.engine import reading
from db.kept import Kept
from db.models import StaffRow
from db.queries.case_review_rows import every_review
from db.queries.staff_rows import WITH_THE_YOUNG, choices_at_work

AHEAD = timedelta(days=31)
"""So long before its day something is told of."""


def every(*, by: Person) -> tuple[Review, ...]:
    """The case meetings as the person may see them, newest first."""
    if not may(by, Act.SEE_CASE_REVIEWS):
        return ()
    return tuple(_narrowed(each, by) for each in every_review())


def one(review_id: str, *, by: Person) -> Review | None:
    """One case meeting as the person may see it; None where there is none."""
    return next((each for each in every(by=by) if each.id == review_id), None)


def staff(*, by: Person, on: date) -> tuple[tuple[str, str], ...]:
    """Who can take part and be responsible, by name: those at work on the day; ids and names."""
    return _staff(on) if may(by, Act.SEE_CASE_REVIEWS) else ()


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """Open decisions and planned meetings that are due within a month, or late.

    Nobody's rights are asked.
    """
    return _dues(on)


@Kept
def _dues(on: date) -> tuple[ProgrammeDue, ...]:
    until = on + AHEAD
    decided = (
        _due(each.due_date, each.text, each.responsible_id, decision=each.id)
        for review in every_review()
        for each in review.decisions
        if each.state is DecisionState.OPEN and each.due_date <= until
    )
    planned = (
        _due(each.date, each.theme, None, review=each.id)
        for each in every_review()
        if each.state is ReviewState.PLANNED and each.date <= until
    )
    return tuple(sorted((*decided, *planned), key=_day))


def _due(day: date, what: str, staff_id: str | None, **address: str) -> ProgrammeDue:
    return ProgrammeDue(
        ProgrammeKind.LEARNING, day, "case_reviews", what, staff_id, address=address
    )


def _day(due: ProgrammeDue) -> tuple[date, str]:
    return due.due_date, due.what


def _narrowed(review: Review, by: Person) -> Review:
    """Without the cases out of the person's reach, and without the numbers drawn from."""
    if everywhere(by, Act.RUN_CASE_REVIEWS):
        return review
    seen = tuple(each for each in review.picks if may(by, Act.SEE_CASE, each.reach))
    return replace(review, picks=seen, others=len(review.picks) - len(seen), draws=())


@Kept
def _staff(on: date) -> tuple[tuple[str, str], ...]:
    with reading() as session:
        return choices_at_work(session, on, StaffRow.role.in_(WITH_THE_YOUNG))
