"""Record when a member of staff is away and who stands in, change it, and take it back."""

from datetime import date

from sqlalchemy.orm import Session

from core.absences import AbsenceTold, check_may_plan, check_not_begun, checked_absence
from core.errors import UnknownCode
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import fill
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import AbsenceRow, StaffRow
from db.queries.absences import absences_within, deputies_within

ACT = Act.PLAN_ABSENCE


def plan_absence(staff_id: str, told: AbsenceTold, *, by: Person, on: date) -> str:
    """Record an absence and return its id. Raises the refusals of `core.absences`."""
    with transaction() as session:
        find(session, StaffRow, staff_id)
        check_may_plan(by, staff_id)
        row = AbsenceRow(staff_id=staff_id)
        _tell(session, row, told, on)
        note(session, by, ACT, add(session, row))
        return row.id


def change_absence(
    absence_id: str, told: AbsenceTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Change its days, its kind or the deputy; who is back early ends it with yesterday."""
    with transaction() as session:
        row = find(session, AbsenceRow, absence_id)
        check_may_plan(by, row.staff_id)
        claim(session, AbsenceRow, absence_id, seen_version)
        _tell(session, row, told, on)
        note(session, by, ACT, row)


def take_back_absence(absence_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """Take an absence out that has not begun. Raises AbsenceBegun."""
    with transaction() as session:
        row = find(session, AbsenceRow, absence_id)
        check_may_plan(by, row.staff_id)
        claim(session, AbsenceRow, absence_id, seen_version)
        known = next(each for each in absences_within(session) if each.id == row.id)
        check_not_begun(known, on)
        remove(session, row)
        note(session, by, ACT, row)


def _tell(session: Session, row: AbsenceRow, told: AbsenceTold, on: date) -> None:
    known = absences_within(session)
    checked = checked_absence(told, staff_id=row.staff_id, known=known, on=on, but=row.id)
    changed = row.deputy_id != checked.deputy_id
    able = {staff_id for staff_id, _ in deputies_within(session, max(checked.from_date, on))}
    if changed and checked.deputy_id is not None and checked.deputy_id not in able:
        raise UnknownCode("deputy_id", value=checked.deputy_id)
    fill(
        row,
        from_date=checked.from_date,
        to_date=checked.to_date,
        kind=checked.kind,
        deputy_id=checked.deputy_id,
    )
