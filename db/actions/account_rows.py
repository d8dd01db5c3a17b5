"""The rows of an account, within the transaction of who asks: its roles, its areas, its links."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import (
    LastAdministrator,
    StaffTaken,
    UsernameTaken,
    check_staff_link,
    check_username,
)
from core.areas import checked_areas, folded
from core.codes import Role
from core.emergency import EmergencyTaken
from core.errors import NotFound
from core.permissions import Act
from core.records.people import Person
from db.actions.ringing import ring
from db.audit import add, find, note, remove
from db.models import AccountAreaRow, AccountRoleRow, AccountRow, StaffRow


def account_of(session: Session, username: str) -> AccountRow:
    """The account of a user name. Raises UsernameBad or NotFound."""
    name = check_username("username", username)
    row = session.scalar(select(AccountRow).where(AccountRow.username == name))
    if row is None:
        raise NotFound("username")
    return row


def put(
    session: Session,
    row: AccountRow,
    roles: Collection[Role],
    by: Person | None,
    areas: Collection[str] = (),
) -> None:
    """Add an account with its roles and areas. Raises UsernameTaken, StaffTaken or NotFound."""
    if session.scalar(select(AccountRow.id).where(AccountRow.username == row.username)):
        raise UsernameTaken("username")
    check_staff_free(session, row.staff_id, None)
    if row.emergency:
        check_no_emergency(session)
    add(session, row)
    kept = [add(session, AccountRoleRow(account_id=row.id, role=role)) for role in sorted(roles)]
    note(session, by, Act.MANAGE_ACCOUNTS, row, *kept, *set_areas(session, row.id, areas))
    if row.emergency:
        ring(session, "emergency_made", row, by)


def take_over_roles(session: Session, row: AccountRow, roles: Collection[Role]) -> None:
    """Give an account the roles that its sign-on says. Raises StaffNeeded or LastAdministrator."""
    check_staff_link("staff_id", roles, row.staff_id)
    if Role.ADMINISTRATOR not in roles:
        check_administrator_left(session, row.id, "roles")
    row.version += 1
    note(session, None, Act.MANAGE_ACCOUNTS, row, *set_roles(session, row.id, roles))


def set_roles(session: Session, account_id: str, chosen: Collection[Role]) -> list[AccountRoleRow]:
    """Let the account have exactly these; returns the rows that came and went."""
    rows = session.scalars(
        select(AccountRoleRow).where(AccountRoleRow.account_id == account_id)
    ).all()
    gone = [row for row in rows if row.role not in chosen]
    for row in gone:
        remove(session, row)
    held = {row.role for row in rows}
    new = [
        AccountRoleRow(account_id=account_id, role=role)
        for role in sorted(chosen)
        if role not in held
    ]
    return gone + [add(session, row) for row in new]


def set_areas(session: Session, account_id: str, areas: Collection[str]) -> list[AccountAreaRow]:
    """Let the account be limited to exactly these; returns the rows that came and went."""
    chosen = {folded(area): area for area in checked_areas(areas)}
    query = select(AccountAreaRow).where(AccountAreaRow.account_id == account_id)
    held = {folded(row.area): row for row in session.scalars(query)}
    gone = [row for area, row in held.items() if area not in chosen]
    for row in gone:
        remove(session, row)
    new = [area for known, area in chosen.items() if known not in held]
    return gone + [add(session, AccountAreaRow(account_id=account_id, area=area)) for area in new]


def check_staff_free(session: Session, staff_id: str | None, account_id: str | None) -> None:
    """Raises StaffTaken where another open account is of that member of staff, or NotFound."""
    if staff_id is None:
        return
    staff = find(session, StaffRow, staff_id)
    holder = session.scalar(
        select(AccountRow.id).where(
            AccountRow.staff_id == staff_id,
            AccountRow.closed_time.is_(None),
            AccountRow.id != (account_id or ""),
        )
    )
    if holder:
        raise StaffTaken("staff_id", name=staff.name)


def check_no_emergency(session: Session) -> None:
    """Raises EmergencyTaken where there is an emergency administrator already."""
    held = session.scalar(
        select(AccountRow.name).where(
            AccountRow.emergency.is_(True), AccountRow.closed_time.is_(None)
        )
    )
    if held is not None:
        raise EmergencyTaken("emergency", name=held)


def check_administrator_left(session: Session, leaving: str, field: str | None) -> None:
    """Raises LastAdministrator where nobody else is left to manage accounts."""
    others = session.scalar(
        select(func.count())
        .select_from(AccountRow)
        .join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(
            AccountRoleRow.role == Role.ADMINISTRATOR,
            AccountRow.closed_time.is_(None),
            AccountRow.emergency.is_not(True),
            AccountRow.id != leaving,
        )
    )
    if not others:
        raise LastAdministrator(field)
