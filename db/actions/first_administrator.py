"""The first administrator of an empty store, guarded by a code that only the terminal shows."""

import hmac
import threading

from sqlalchemy import func, select

from core.accounts import FirstCodeSpent, FirstCodeWrong, check_username
from core.codes import Role
from core.passwords import check_password, check_repeated
from core.texts import NAME, required_text
from db.actions.account_rows import put
from db.actions.sessions import new_ticket
from db.clock import now
from db.common_passwords import common_passwords
from db.engine import transaction
from db.hashing import hash_password
from db.models import AccountRow
from db.queries.accounts import any_account
from db.spelled import spelled

TRIES = 5


class _Code:
    """The code of this process, and how often it may still be tried. Never stored."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.code = ""
        self.tries_left = 0


_current = _Code()


def offer() -> str | None:
    """A new code for the terminal; None where the store has an account already."""
    if any_account():
        return None
    code = spelled(3).upper()
    with _current.lock:
        _current.code, _current.tries_left = code, TRIES
    return code


def create(
    *,
    code: str | None,
    username: str | None,
    name: str | None,
    password: str | None,
    again: str | None,
) -> str:
    """Make the first administrator and return a ticket for their session.

    Raises FirstCodeWrong, FirstCodeSpent, MissingValue, TooLong, UsernameBad and the refusals of a
    password.
    """
    _check_code(code)
    row = AccountRow(
        username=check_username("username", username),
        name=required_text("name", name, NAME),
        password_hash="",
        allocates=False,
        language="da",
        must_change_password=False,
        created_time=now(),
    )
    chosen = check_password("password", password, username=row.username, common=common_passwords())
    check_repeated("again", password, again)
    row.password_hash = hash_password(chosen)
    with transaction() as session:
        if session.scalar(select(func.count()).select_from(AccountRow)):
            raise FirstCodeSpent("code")
        put(session, row, {Role.ADMINISTRATOR}, None)
        session.flush()
        ticket = new_ticket(session, row)
    with _current.lock:
        _current.tries_left = 0
    return ticket


def _check_code(code: str | None) -> None:
    typed = "".join(sign for sign in (code or "").upper() if sign.isalnum())
    with _current.lock:
        if _current.tries_left <= 0 or not _current.code:
            raise FirstCodeSpent("code")
        _current.tries_left -= 1
        held = _current.code.replace("-", "")
        if not hmac.compare_digest(typed.encode(), held.encode()):
            raise FirstCodeWrong("code", n=_current.tries_left)
        _current.tries_left += 1
