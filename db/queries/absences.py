"""Questions about who is away and who stands in; the absences are kept until something is saved."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from core.absences import TOLD_AHEAD, covered, uncovered
from core.permissions import Act, Scope, scopes
from core.records.absences import Absence
from core.records.people import Person, Reach
from db.engine import reading
from db.kept import Kept
from db.models import AbsenceRow, AccountRow, StaffRow
from db.queries.overview import every_caseload
from db.queries.staff_rows import WITH_THE_YOUNG, choices_at_work

_NOBODY: frozenset[str] = frozenset()


def covers_of(staff_id: str | None, on: date) -> frozenset[str]:
    """Whose young people the member of staff looks after on the day."""
    return _covered(on).get(staff_id, _NOBODY) if staff_id is not None else _NOBODY


@Kept
def _covered(on: date) -> Mapping[str, frozenset[str]]:
    return covered(_known(), on)


@Kept
def _known() -> tuple[Absence, ...]:
    with reading() as session:
        return absences_within(session)


def absences_within(session: Session) -> tuple[Absence, ...]:
    """All absences, the earliest first, within a transaction."""
    deputy = aliased(StaffRow)
    signs_in = exists().where(
        AccountRow.staff_id == AbsenceRow.deputy_id, AccountRow.closed_time.is_(None)
    )
    rows = session.execute(
        select(AbsenceRow, StaffRow.name, deputy.name, signs_in)
        .join(StaffRow, StaffRow.id == AbsenceRow.staff_id)
        .outerjoin(deputy, deputy.id == AbsenceRow.deputy_id)
        .order_by(AbsenceRow.from_date, AbsenceRow.id)
    )
    return tuple(
        Absence(
            id=row.id,
            version=row.version,
            staff_id=row.staff_id,
            name=name,
            from_date=row.from_date,
            to_date=row.to_date,
            kind=row.kind,
            deputy_id=row.deputy_id,
            deputy_name=deputy_name,
            deputy_signs_in=bool(with_account),
        )
        for row, name, deputy_name, with_account in rows
    )


def in_force(on: date) -> Mapping[str, Absence]:
    """Who is away on the day, by member of staff; one absence each."""
    return {each.staff_id: each for each in _known() if each.runs(on)}


def around(reach: Reach, *, on: date) -> tuple[Absence, ...]:
    """Those whose own work the case is and who are away on the day."""
    away = in_force(on)
    return tuple(away[each] for each in reach.staff_ids if each in away)


def to_tell(*, by: Person, on: date) -> tuple[Absence, ...]:
    """What the home page says: who is away or soon will be.

    Project leaders are told of everybody, others of themselves and of whom they stand in for.
    """
    soon = [each for each in _known() if each.from_date <= on + TOLD_AHEAD and on <= each.to_date]
    if Scope.ALL in scopes(by, Act.PLAN_ABSENCE):
        return tuple(soon)
    mine = by.staff_id
    return tuple(each for each in soon if mine and mine in (each.staff_id, each.deputy_id))


@Kept
def without_deputy(on: date) -> frozenset[str]:
    """The ids of absences, now and soon, of workers with young people that nobody stands in for."""
    busy = {line.staff_id for line in every_caseload(on) if line.active}
    return frozenset(each.id for each in uncovered(_known(), on) if each.staff_id in busy)


def of_worker(staff_id: str, *, by: Person, on: date) -> tuple[Absence, ...]:
    """The worker's absences that are not over; for a project leader and the worker."""
    if Scope.ALL not in scopes(by, Act.PLAN_ABSENCE) and by.staff_id != staff_id:
        return ()
    return tuple(each for each in _known() if each.staff_id == staff_id and on <= each.to_date)


@Kept
def deputies(on: date) -> tuple[tuple[str, str], ...]:
    """Who can stand in for somebody, by name: at work, with an open account; id and name."""
    with reading() as session:
        return deputies_within(session, on)


def deputies_within(session: Session, on: date) -> tuple[tuple[str, str], ...]:
    """The same within a transaction."""
    signs_in = exists().where(AccountRow.staff_id == StaffRow.id, AccountRow.closed_time.is_(None))
    return choices_at_work(session, on, StaffRow.role.in_(WITH_THE_YOUNG), signs_in)
