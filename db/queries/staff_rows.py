"""The staff list within a transaction: who is at work on a day, what they do, and their names."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from core.calendar import holds
from core.codes import Method, Role
from core.records.accounts import StaffLine
from db.engine import danish
from db.models import AccountRoleRow, AccountRow, StaffRow
from db.several import parted

WITH_THE_YOUNG = tuple(
    role.value for role in (Role.PROJECT_LEAD, Role.COORDINATOR, Role.SUPPORT_WORKER)
)
"""The roles of those who work with the young people."""


def staff_of(session: Session, *conditions: ColumnElement[bool]) -> Sequence[StaffRow]:
    """Those for whom it all holds, by name; whoever has left too."""
    query = select(StaffRow).where(*conditions).order_by(danish(StaffRow.name), StaffRow.id)
    return session.scalars(query).all()


def staff_at_work(
    session: Session, on: date, *conditions: ColumnElement[bool]
) -> tuple[StaffRow, ...]:
    """Those for whom it all holds and who are at work on the day, by name."""
    return tuple(row for row in staff_of(session, *conditions) if at_work(row, on))


def choices_at_work(
    session: Session, on: date, *conditions: ColumnElement[bool]
) -> tuple[tuple[str, str], ...]:
    """The same to choose between: id and name of each."""
    return tuple((row.id, row.name) for row in staff_at_work(session, on, *conditions))


def staff_lines(session: Session) -> tuple[StaffLine, ...]:
    """The whole staff list as records, by name."""
    return tuple(map(_line, staff_of(session)))


def names_of(session: Session, ids: Collection[str] | None = None) -> dict[str, str]:
    """The names of members of staff by id, in Danish order; of all where none are named."""
    query = select(StaffRow.id, StaffRow.name).order_by(danish(StaffRow.name), StaffRow.id)
    if ids is not None:
        if not ids:
            return {}
        query = query.where(StaffRow.id.in_(ids))
    return dict(session.execute(query).all())


def at_work(staff: StaffRow, on: date) -> bool:
    """Whether the worker is employed on the day."""
    return holds(staff.active_from, staff.active_to, on)


def methods_of(staff: StaffRow) -> frozenset[Method]:
    """The housing support methods that the worker is trained in."""
    return frozenset(map(Method, parted(staff.methods)))


def coordinates() -> ColumnElement[bool]:
    """The condition that somebody coordinates: by their role, or an open account's."""
    by_account = exists().where(
        AccountRow.staff_id == StaffRow.id,
        AccountRow.closed_time.is_(None),
        AccountRoleRow.account_id == AccountRow.id,
        AccountRoleRow.role == Role.COORDINATOR.value,
    )
    return or_(StaffRow.role == Role.COORDINATOR.value, by_account)


def _line(row: StaffRow) -> StaffLine:
    return StaffLine(
        id=row.id,
        version=row.version,
        name=row.name,
        role=row.role,
        methods=parted(row.methods),
        fte=row.fte,
        organisation=row.organisation,
        active_from=row.active_from,
        active_to=row.active_to,
        aftercare=bool(row.aftercare),
    )
