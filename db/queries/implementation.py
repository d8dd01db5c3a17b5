"""Questions about the implementation: all of it for who may read it, and what is due."""

from datetime import date

from core import implementation_dues
from core.permissions import Act, may
from core.records.implementation import Implementation
from core.records.people import Person
from core.records.programme import ProgrammeDue
from db.engine import reading
from db.kept import Kept
from db.queries.implementation_rows import agreements_of, answers_of, choices_of, small_tests_of
from db.queries.staff_rows import staff_lines


def everything(*, by: Person) -> Implementation | None:
    """The whole implementation; None for who has nothing to do with it."""
    return _everything() if may(by, Act.SEE_IMPLEMENTATION) else None


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """What is overdue or near its day, the earliest first; nobody's rights have narrowed it."""
    return _dues(on)


@Kept
def _everything() -> Implementation:
    with reading() as session:
        staff = staff_lines(session)
        names = {each.id: each.name for each in staff}
        return Implementation(
            answers=answers_of(session, names),
            agreements=agreements_of(session),
            choices=choices_of(session),
            tests=small_tests_of(session, names),
            staff=staff,
        )


def _make_dues(on: date) -> tuple[ProgrammeDue, ...]:
    return implementation_dues.dues(_everything(), on)


_dues = Kept(_make_dues, most=4)
