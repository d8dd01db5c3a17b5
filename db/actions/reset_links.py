"""Links to choose a new password: made, traded for a session that can do nothing else, used."""

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts import folded_username
from core.passwords import check_password, check_repeated
from core.permissions import Act, check_may
from core.records.people import Person
from core.reset_links import HOURS, LinkSpent, NoMailedLinks
from db.actions.sessions import count_try, end_all, new_ticket
from db.audit import add, claim, note
from db.clock import now
from db.common_passwords import common_passwords
from db.engine import reading, transaction
from db.hashing import hash_password
from db.models import AccountRow, ResetLinkRow, SessionRow
from db.queries import digests
from db.queries.acting import person_of
from db.queries.session_limits import stands, token_hash

PLACE = "/session/link"
"""Where a link leads. The token stands behind `#`: browsers send that part to nobody."""
TRIES = "throttle-reset-link"
UNUSABLE = "-"
"""A hash that no password has."""


def make(account_id: str, *, seen_version: int, by: Person) -> str:
    """The token of a link for an account, told here only; its password and its sessions end."""
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        row = claim(session, AccountRow, account_id, seen_version)
        row.password_hash, row.must_change_password = UNUSABLE, False
        note(session, by, Act.MANAGE_ACCOUNTS, row)
        end_all(session, account_id, by)
        return _put(session, row, by)


def ask(username: str | None) -> None:
    """Count that somebody asks for a link. Raises SignInWaits or NoMailedLinks, for any name."""
    if not digests.mails():
        raise NoMailedLinks
    count_try(folded_username(username), TRIES)


def make_for_mail(username: str | None) -> tuple[str, str, str] | None:
    """Token, address and language for who asked by name; None where nobody is to get a mail."""
    query = select(AccountRow).where(
        AccountRow.username == folded_username(username),
        AccountRow.closed_time.is_(None),
        AccountRow.email.is_not(None),
        AccountRow.emergency.is_not(True),
    )
    with transaction() as session:
        row = session.scalars(query).first()
        if row is None or row.email is None:
            return None
        return _put(session, row, None), row.email, row.language


def trade(token: str) -> str | None:
    """The ticket of a session for a new password; None where the link is not good (any more)."""
    with transaction() as session:
        query = select(ResetLinkRow).where(ResetLinkRow.token_hash == token_hash(token))
        row = session.scalars(query).first()
        if row is None or row.used_time is not None or now() > row.expires:
            return None
        account = session.get_one(AccountRow, row.account_id)
        if account.closed_time is not None:
            return None
        row.version += 1
        row.used_time = now()
        note(session, person_of(session, account), Act.OWN_ACCOUNT, row)
        return new_ticket(session, account, choosing_password=True)


def choose_password(session_id: str, *, new: str | None, again: str | None) -> str:
    """Choose the password; the ticket of a session that goes on with the second step.

    Every other session ends. Raises LinkSpent and what `check_password` raises.
    """
    with reading() as session:
        username = _account(session, session_id).username
    password = check_password("new", new, username=username, common=common_passwords())
    check_repeated("again", new, again)
    hashed = hash_password(password)
    with transaction() as session:
        row = _account(session, session_id)
        row.version += 1
        row.password_hash, row.must_change_password = hashed, False
        note(session, person_of(session, row), Act.OWN_ACCOUNT, row)
        end_all(session, row.id)
        _spend_others(session, row.id)
        return new_ticket(session, row)


def _account(session: Session, session_id: str) -> AccountRow:
    held = session.get(SessionRow, session_id)
    if held is None or not held.choosing_password or not stands(held):
        raise LinkSpent
    account = session.get_one(AccountRow, held.account_id)
    if account.closed_time is not None:
        raise LinkSpent
    return account


def _put(session: Session, account: AccountRow, by: Person | None) -> str:
    token = secrets.token_urlsafe(32)
    _spend_others(session, account.id)
    row = ResetLinkRow(
        account_id=account.id,
        token_hash=token_hash(token),
        made_time=now(),
        expires=now() + timedelta(hours=HOURS),
    )
    note(session, by, Act.MANAGE_ACCOUNTS, add(session, row))
    return token


def _spend_others(session: Session, account_id: str) -> None:
    query = select(ResetLinkRow).where(
        ResetLinkRow.account_id == account_id, ResetLinkRow.used_time.is_(None)
    )
    for row in session.scalars(query):
        row.used_time = now()
