"""Which cases a person sees, as a condition on `cases`; the same rule as `core.permissions.may`."""

from collections.abc import Iterator, Mapping

from sqlalchemy import (
    ColumnElement,
    Executable,
    and_,
    exists,
    false,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from core.permissions import OPENED_ACTS, Act, Scope, everywhere, may, scopes
from core.records.people import Person, Reach
from db.models import CaseRow, SupportCourseRow, YoungPersonRow
from db.queries.areas import spellings
from db.queries.one_case import one_case, reach_from


def visible_to(person: Person, act: Act = Act.SEE_CASE) -> ColumnElement[bool]:
    """The condition that holds for the cases on which the person may do the act."""
    if everywhere(person, act):
        return true()
    allowed = scopes(person, act)
    found = [and_(each, within_areas(person)) for each in _asking_for_the_area(person, allowed)]
    if allowed & {Scope.ALL, Scope.ASSIGNED}:
        found += _own(person)
    if allowed and act in OPENED_ACTS and person.opened:
        found.append(CaseRow.id.in_(person.opened))
    return or_(*found) if found else false()


def _asking_for_the_area(
    person: Person, allowed: frozenset[Scope]
) -> Iterator[ColumnElement[bool]]:
    if Scope.ALL in allowed:
        yield true()
    if Scope.ASSIGNED in allowed and person.allocates:
        yield _nobodys()
    if Scope.OWN_REFERRAL in allowed:
        yield CaseRow.referred_by_id == person.account_id


def within_areas(person: Person) -> ColumnElement[bool]:
    """The condition that holds for the cases of the areas the person is limited to, or for all."""
    if not person.areas:
        return true()
    there = YoungPersonRow.municipality_area.in_(spellings(person.areas))
    return CaseRow.young_person_id.in_(select(YoungPersonRow.id).where(there))


def _own(person: Person) -> list[ColumnElement[bool]]:
    mine = person.stands_for
    if not mine:
        return []
    return [
        CaseRow.coordinator_id.in_(mine),
        CaseRow.contact_worker_id.in_(mine),
        _open_course(SupportCourseRow.worker_id.in_(mine)),
    ]


def _open_course(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        SupportCourseRow.case_id == CaseRow.id, SupportCourseRow.end_date.is_(None), *conditions
    )


def _nobodys() -> ColumnElement[bool]:
    return and_(
        CaseRow.coordinator_id.is_(None), CaseRow.contact_worker_id.is_(None), ~_open_course()
    )


def reach_of(session: Session, case: CaseRow) -> Reach:
    """The people around a case. Support workers count as long as their course is open."""
    course, young = SupportCourseRow, YoungPersonRow
    supports = select(literal(True), course.worker_id).where(
        course.case_id == case.id, course.end_date.is_(None)
    )
    lives = select(literal(False), young.municipality_area).where(young.id == case.young_person_id)
    asked: Executable = union_all(supports, lives)
    found = session.execute(asked).all()
    return reach_from(
        case,
        (worker for supporting, worker in found if supporting),
        next((area for supporting, area in found if not supporting), None),
    )


def sees(person: Person, case_id: str) -> bool:
    """Whether there is such a case and the person sees it."""
    found = one_case(case_id)
    return found is not None and may(person, Act.SEE_CASE, found.reach)


def team_names(reach: Reach, names: Mapping[str, str]) -> tuple[str, ...]:
    """Whose own work the case is, the coordinator first; `names` are those of all staff by id."""
    return tuple(names[each] for each in reach.staff_ids if each in names)
