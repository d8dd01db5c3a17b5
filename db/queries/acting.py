"""Accounts as the people who act, within a transaction; without whom they stand in for.

What an account is limited to goes with it wherever it is asked what somebody may do.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from core.codes import Role
from core.records.people import Person
from db.models import AccountRoleRow, AccountRow
from db.queries.areas import areas_of
from db.queries.rows import gathered


def people(session: Session, *conditions: ColumnElement[bool]) -> tuple[Person, ...]:
    """Whoever has an account for which it all holds, in the order the accounts were made."""
    roles = roles_by_account(session)
    accounts = session.scalars(
        select(AccountRow).where(*conditions).order_by(AccountRow.created_time, AccountRow.id)
    )
    return tuple(person_from(row, roles.get(row.id, ())) for row in accounts)


def person_of(session: Session, account: AccountRow) -> Person:
    """The account as the person who acts."""
    roles = select(AccountRoleRow.role).where(AccountRoleRow.account_id == account.id)
    return person_from(account, session.scalars(roles).all())


def person_from(account: Any, roles: Sequence[str]) -> Person:
    """The account with these roles; it, or a row with its columns."""
    return Person(
        account_id=account.id,
        name=account.name,
        roles=frozenset(Role(role) for role in roles),
        staff_id=account.staff_id,
        allocates=account.allocates,
        language=account.language,
        organisation=account.organisation,
        must_change_password=account.must_change_password,
        areas=areas_of(account.id),
    )


def roles_by_account(session: Session) -> Mapping[str, Sequence[str]]:
    """The roles of every account that has any."""
    return gathered((row.account_id, row.role) for row in session.scalars(select(AccountRoleRow)))
