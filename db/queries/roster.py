"""Who can be told something on a day: open accounts, who is away, who has left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from core.addressees import Roster, roster
from core.records.people import Person
from db.engine import reading
from db.kept import Kept
from db.models import AccountRoleRow, AccountRow, StaffRow
from db.queries import absences
from db.queries.accounts import person_from
from db.queries.caseload import at_work


@Kept
def of_day(on: date) -> Roster:
    """The roster of the day; nobody's rights are asked."""
    with reading() as session:
        left = {row.id for row in session.scalars(select(StaffRow)) if not at_work(row, on)}
    away = {each.staff_id: each.deputy_id for each in absences.in_force(on).values()}
    people = [
        replace(each, covers=absences.covers_of(each.staff_id, on)) for each in _open_accounts()
    ]
    return roster(people, away, left)


def _open_accounts() -> list[Person]:
    roles: dict[str, list[str]] = {}
    with reading() as session:
        for row in session.scalars(select(AccountRoleRow)):
            roles.setdefault(row.account_id, []).append(row.role)
        accounts = session.scalars(
            select(AccountRow)
            .where(AccountRow.closed_time.is_(None))
            .order_by(AccountRow.created_time, AccountRow.id)
        )
        return [person_from(row, roles.get(row.id, [])) for row in accounts]


@Kept
def staff_names() -> Mapping[str, str]:
    """The names of all staff by id."""
    with reading() as session:
        return {row.id: row.name for row in session.scalars(select(StaffRow))}
