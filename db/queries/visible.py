"""Which cases a person sees, as a condition on `cases`; the same rule as `core.permissions.may`."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from core.permissions import OPENED_ACTS, Act, Scope, may, scopes
from core.records.people import Person, Reach
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, SupportCourseRow


def visible_to(person: Person, act: Act = Act.SEE_CASE) -> ColumnElement[bool]:
    """The condition that holds for the cases on which the person may do the act."""
    allowed = scopes(person, act)
    if Scope.ALL in allowed:
        return true()
    conditions: list[ColumnElement[bool]] = []
    if Scope.ASSIGNED in allowed:
        conditions += _assigned(person)
    if Scope.OWN_REFERRAL in allowed:
        conditions.append(CaseRow.referred_by_id == person.account_id)
    if Scope.ASSIGNED in allowed and act in OPENED_ACTS and person.opened:
        conditions.append(CaseRow.id.in_(person.opened))
    return or_(*conditions) if conditions else false()


def _assigned(person: Person) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if person.stands_for:
        conditions.append(CaseRow.coordinator_id.in_(person.stands_for))
        conditions.append(CaseRow.contact_worker_id.in_(person.stands_for))
        conditions.append(_open_course(SupportCourseRow.worker_id.in_(person.stands_for)))
    if person.allocates:
        conditions.append(_nobodys())
    return conditions


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
    workers = session.scalars(
        select(SupportCourseRow.worker_id).where(
            SupportCourseRow.case_id == case.id, SupportCourseRow.end_date.is_(None)
        )
    )
    return Reach(
        case.coordinator_id,
        frozenset(workers),
        case.referred_by_id,
        case.contact_worker_id,
        case.id,
    )


def sees(person: Person, case_id: str) -> bool:
    """Whether there is such a case and the person sees it."""
    around = _around(case_id)
    return around is not None and may(person, Act.SEE_CASE, around)


@kept_by_case
def _around(case_id: str) -> Reach | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        return reach_of(session, case) if case is not None else None


def team_names(reach: Reach, names: Mapping[str, str]) -> tuple[str, ...]:
    """Whose own work the case is, the coordinator first; `names` are those of all staff by id."""
    return tuple(names[each] for each in reach.staff_ids if each in names)
