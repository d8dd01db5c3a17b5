"""Accounts: who may sign in, and as what. What a person does with their own is in `own_account`."""

import secrets
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import (
    LastAdministrator,
    StaffTaken,
    UsernameTaken,
    check_roles,
    check_staff_link,
    check_username,
)
from core.areas import checked_areas, folded
from core.codes import Role
from core.emergency import EmergencyTaken, check_emergency_roles
from core.errors import NotFound
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import NAME, optional_text, required_text
from db.actions.ringing import ring
from db.actions.sessions import end_all
from db.audit import add, claim, find, note, remove
from db.clock import now
from db.engine import transaction
from db.hashing import hash_password
from db.identifiers import optional_email
from db.models import AccountAreaRow, AccountRoleRow, AccountRow, StaffRow

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No l, 1, o, 0 or i: a first password is read aloud and typed by hand."""


def create(
    *,
    username: str | None,
    name: str | None,
    roles: Collection[str],
    by: Person | None,
    staff_id: str | None = None,
    organisation: str | None = None,
    allocates: bool = False,
    emergency: bool = False,
    areas: Collection[str] = (),
) -> str:
    """Make an account and return its first password, which is shown once.

    `by` is None for whoever runs the program from the command line. The emergency account keeps
    its first password, which is long and lies in a sealed place. Raises MissingValue, TooLong,
    UsernameBad, UsernameTaken, NoRole, StaffNeeded, StaffTaken, EmergencyRoles or EmergencyTaken.
    """
    _check_may(by)
    chosen = check_roles("roles", roles)
    password = first_password()
    row = AccountRow(
        username=check_username("username", username),
        name=required_text("name", name, NAME),
        password_hash=hash_password(password),
        staff_id=staff_id,
        organisation=optional_text("organisation", organisation, NAME),
        allocates=allocates,
        language="da",
        must_change_password=not emergency,
        created_time=now(),
        emergency=emergency or None,
    )
    check_staff_link("staff_id", chosen, staff_id)
    if emergency:
        check_emergency_roles("emergency", chosen)
    with transaction() as session:
        put(session, row, chosen, by, areas)
    return password


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
    _check_staff(session, row.staff_id, None)
    if row.emergency:
        _check_no_emergency(session)
    add(session, row)
    kept = [add(session, AccountRoleRow(account_id=row.id, role=role)) for role in sorted(roles)]
    note(session, by, Act.MANAGE_ACCOUNTS, row, *kept, *_set_areas(session, row.id, areas))
    if row.emergency:
        ring(session, "emergency_made", row, by)


def change(
    account_id: str,
    *,
    name: str | None,
    roles: Collection[str],
    staff_id: str | None,
    organisation: str | None,
    allocates: bool,
    areas: Collection[str],
    seen_version: int,
    by: Person,
) -> None:
    """Change name, roles, links and areas. Another person's sessions end: new roles hold at once.

    Raises ChangedByOther, MissingValue, TooLong, NoRole, StaffNeeded, StaffTaken or
    LastAdministrator, or EmergencyRoles for the emergency account.
    """
    with transaction() as session:
        row = claim(session, AccountRow, account_id, seen_version)
        _check_may(by)
        chosen = check_roles("roles", roles)
        check_staff_link("staff_id", chosen, staff_id)
        _check_staff(session, staff_id, account_id)
        if row.emergency:
            check_emergency_roles("roles", chosen)
        if Role.ADMINISTRATOR not in chosen:
            _check_administrator_left(session, account_id, "roles")
        row.name = required_text("name", name, NAME)
        row.organisation = optional_text("organisation", organisation, NAME)
        row.staff_id, row.allocates = staff_id, allocates
        changed = _set_roles(session, account_id, chosen)
        limits = _set_areas(session, account_id, areas)
        note(session, by, Act.MANAGE_ACCOUNTS, row, *changed, *limits)
        if account_id != by.account_id:
            end_all(session, account_id)


def _set_roles(session: Session, account_id: str, chosen: Collection[Role]) -> list[AccountRoleRow]:
    rows = session.scalars(
        select(AccountRoleRow).where(AccountRoleRow.account_id == account_id)
    ).all()
    gone = [row for row in rows if row.role not in chosen]
    for row in gone:
        session.delete(row)
    held = {row.role for row in rows}
    new = [
        AccountRoleRow(account_id=account_id, role=role)
        for role in sorted(chosen)
        if role not in held
    ]
    return gone + [add(session, row) for row in new]


def _set_areas(session: Session, account_id: str, areas: Collection[str]) -> list[AccountAreaRow]:
    """Let the account be limited to exactly these; returns the rows that came and went."""
    chosen = {folded(area): area for area in checked_areas(areas)}
    query = select(AccountAreaRow).where(AccountAreaRow.account_id == account_id)
    held = {folded(row.area): row for row in session.scalars(query)}
    gone = [row for area, row in held.items() if area not in chosen]
    for row in gone:
        remove(session, row)
    new = [area for known, area in chosen.items() if known not in held]
    return gone + [add(session, AccountAreaRow(account_id=account_id, area=area)) for area in new]


def take_over_roles(session: Session, row: AccountRow, roles: Collection[Role]) -> None:
    """Give an account the roles that its sign-on says. Raises StaffNeeded or LastAdministrator."""
    check_staff_link("staff_id", roles, row.staff_id)
    if Role.ADMINISTRATOR not in roles:
        _check_administrator_left(session, row.id, "roles")
    row.version += 1
    note(session, None, Act.MANAGE_ACCOUNTS, row, *_set_roles(session, row.id, roles))


def set_email(account_id: str, email: str | None, *, seen_version: int, by: Person) -> None:
    """Say where the account's digest of the week goes. Raises BadEmail."""
    with transaction() as session:
        row = claim(session, AccountRow, account_id, seen_version)
        _check_may(by)
        row.email = optional_email("email", email)
        note(session, by, Act.MANAGE_ACCOUNTS, row)


def close(account_id: str, *, seen_version: int, by: Person) -> None:
    """Close an account: nobody signs in with it any more. Raises LastAdministrator."""
    with transaction() as session:
        row = claim(session, AccountRow, account_id, seen_version)
        _check_may(by)
        _check_administrator_left(session, account_id, None)
        row.closed_time = row.closed_time or now()
        note(session, by, Act.MANAGE_ACCOUNTS, row)
        end_all(session, account_id)


def reopen(account_id: str, *, seen_version: int, by: Person) -> str:
    """Open a closed account again, with a new first password, which is returned."""
    password = first_password()
    hashed = hash_password(password)
    with transaction() as session:
        row = claim(session, AccountRow, account_id, seen_version)
        _check_may(by)
        _check_staff(session, row.staff_id, account_id)
        if row.closed_time is not None and row.emergency:
            _check_no_emergency(session)
        row.password_hash, row.must_change_password = hashed, not row.emergency
        row.closed_time = None
        note(session, by, Act.MANAGE_ACCOUNTS, row)
        end_all(session, account_id)
    return password


def reset_by_operator(username: str) -> str:
    """A new first password for whoever runs the program from the command line. Raises NotFound."""
    password = first_password()
    hashed = hash_password(password)
    with transaction() as session:
        row = session.scalar(
            select(AccountRow).where(AccountRow.username == check_username("username", username))
        )
        if row is None:
            raise NotFound("username")
        row.version += 1
        row.password_hash, row.must_change_password = hashed, not row.emergency
        row.closed_time = None
        note(session, None, Act.MANAGE_ACCOUNTS, row)
        end_all(session, row.id)
    return password


def first_password() -> str:
    """Four groups of four signs, about 79 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))


def _check_may(by: Person | None) -> None:
    if by is not None:
        check_may(by, Act.MANAGE_ACCOUNTS)


def _check_staff(session: Session, staff_id: str | None, account_id: str | None) -> None:
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


def _check_no_emergency(session: Session) -> None:
    held = session.scalar(
        select(AccountRow.name).where(
            AccountRow.emergency.is_(True), AccountRow.closed_time.is_(None)
        )
    )
    if held is not None:
        raise EmergencyTaken("emergency", name=held)


def _check_administrator_left(session: Session, leaving: str, field: str | None) -> None:
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
