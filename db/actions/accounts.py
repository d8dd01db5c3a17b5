"""Accounts: who may sign in, and as what. What a person does with their own is in `own_account`."""

from collections.abc import Collection

from core.accounts import check_roles, check_staff_link, check_username
from core.codes import Role
from core.emergency import check_emergency_roles
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import NAME, optional_text, required_text
from db.actions.account_rows import (
    account_of,
    check_administrator_left,
    check_no_emergency,
    check_staff_free,
    put,
    set_areas,
    set_roles,
)
from db.actions.sessions import end_all
from db.audit import claim, note
from db.clock import now
from db.engine import transaction
from db.hashing import hash_password
from db.identifiers import optional_email
from db.models import AccountRow
from db.spelled import spelled


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
        _check_may(by)
        row = claim(session, AccountRow, account_id, seen_version)
        chosen = check_roles("roles", roles)
        check_staff_link("staff_id", chosen, staff_id)
        check_staff_free(session, staff_id, account_id)
        if row.emergency:
            check_emergency_roles("roles", chosen)
        if Role.ADMINISTRATOR not in chosen:
            check_administrator_left(session, account_id, "roles")
        row.name = required_text("name", name, NAME)
        row.organisation = optional_text("organisation", organisation, NAME)
        row.staff_id, row.allocates = staff_id, allocates
        changed = set_roles(session, account_id, chosen)
        limits = set_areas(session, account_id, areas)
        note(session, by, Act.MANAGE_ACCOUNTS, row, *changed, *limits)
        if account_id != by.account_id:
            end_all(session, account_id)


def set_email(account_id: str, email: str | None, *, seen_version: int, by: Person) -> None:
    """Say where the account's digest of the week goes. Raises BadEmail."""
    with transaction() as session:
        _check_may(by)
        row = claim(session, AccountRow, account_id, seen_version)
        row.email = optional_email("email", email)
        note(session, by, Act.MANAGE_ACCOUNTS, row)


def close(account_id: str, *, seen_version: int, by: Person) -> None:
    """Close an account: nobody signs in with it any more. Raises LastAdministrator."""
    with transaction() as session:
        _check_may(by)
        row = claim(session, AccountRow, account_id, seen_version)
        check_administrator_left(session, account_id, None)
        row.closed_time = row.closed_time or now()
        note(session, by, Act.MANAGE_ACCOUNTS, row)
        end_all(session, account_id)


def reopen(account_id: str, *, seen_version: int, by: Person) -> str:
    """Open a closed account again, with a new first password, which is returned."""
    password = first_password()
    hashed = hash_password(password)
    with transaction() as session:
        _check_may(by)
        row = claim(session, AccountRow, account_id, seen_version)
        check_staff_free(session, row.staff_id, account_id)
        if row.closed_time is not None and row.emergency:
            check_no_emergency(session)
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
        row = account_of(session, username)
        row.version += 1
        row.password_hash, row.must_change_password = hashed, not row.emergency
        row.closed_time = None
        note(session, None, Act.MANAGE_ACCOUNTS, row)
        end_all(session, row.id)
    return password


def first_password() -> str:
    """About 79 bits."""
    return spelled(4)


def _check_may(by: Person | None) -> None:
    if by is not None:
        check_may(by, Act.MANAGE_ACCOUNTS)
