"""Accounts that can sign in: their password is known, its hash quick to check."""

from functools import cache

import bcrypt

from core.codes import Role
from core.records.people import Person
from tests.factories import put_account

PASSWORD = "tolv grønne cykler"


@cache
def _hashed(password: str) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()


def put_account_with_password(
    *roles: Role,
    username: str = "karen",
    name: str = "Karen Kold",
    password: str = PASSWORD,
    staff_id: str | None = None,
    allocates: bool = False,
    must_change_password: bool = False,
) -> Person:
    """An account in the store that signs in with `password`."""
    return put_account(
        *(roles or (Role.ADMINISTRATOR,)),
        username=username,
        name=name,
        password_hash=_hashed(password),
        staff_id=staff_id,
        allocates=allocates,
        must_change_password=must_change_password,
    )
