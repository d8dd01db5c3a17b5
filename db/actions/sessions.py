"""Sign in, keep a session alive, and end it. Only hashes of tickets and cookies are stored."""

import hashlib
import hmac
import secrets
import threading
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.accounts import FORGOTTEN_AFTER, SignInRefused, SignInWaits, folded_username, wait_after
from core.permissions import Act
from db.audit import add, note
from db.clock import now
from db.engine import reading, transaction
from db.hashing import matches
from db.keys import key_for
from db.models import AccountRow, SessionRow, ThrottleRow
from db.queries.accounts import person_of, stands, token_hash

TICKET_SECONDS = 10
SEEN_EVERY = timedelta(minutes=1)
"""How often the last use of a session is written down at the most."""
SEEN_AT_MOST = 1000
"""Sessions remembered before those not in use are let go."""

_seen: dict[str, datetime] = {}
_seen_lock = threading.Lock()


def sign_in(username: str, password: str) -> str:
    """Check name and password and return a ticket: good once, for ten seconds.

    Raises SignInRefused or SignInWaits, alike for known and unknown names.
    """
    account_id = proved(username, password)
    with transaction(small=True) as session:
        forget_tries(session, username)
        return new_ticket(session, session.get_one(AccountRow, account_id))


def proved(username: str, password: str) -> str:
    """The id of the open account that name and password belong to.

    A try counts before the password is looked at, so that many at once gain nothing; whoever goes
    on calls `forget_tries`. Raises SignInRefused or SignInWaits.
    """
    name = folded_username(username)
    _count_try(name)
    with reading() as session:
        account = session.scalar(select(AccountRow).where(AccountRow.username == name))
    fits = matches(password, account.password_hash if account else None)
    if account is None or not fits or account.closed_time is not None:
        raise SignInRefused
    return account.id


def forget_tries(session: Session, username: str) -> None:
    """The password was right: the count of the name begins anew."""
    key = _throttle_id(folded_username(username))
    session.execute(delete(ThrottleRow).where(ThrottleRow.id == key))


def new_ticket(session: Session, account: AccountRow) -> str:
    """Begin a session of the account and return its ticket."""
    ticket = secrets.token_urlsafe(32)
    moment = now()
    row = add(
        session,
        SessionRow(
            account_id=account.id,
            ticket_hash=token_hash(ticket),
            ticket_expires=moment + timedelta(seconds=TICKET_SECONDS),
            started_time=moment,
            seen_time=moment,
        ),
    )
    note(session, person_of(session, account), Act.OWN_ACCOUNT, row)
    return ticket


def trade(ticket: str) -> str | None:
    """The cookie for a ticket; None where the ticket was used, has run out or never was."""
    with transaction(small=True) as session:
        row = session.scalar(select(SessionRow).where(SessionRow.ticket_hash == token_hash(ticket)))
        if row is None:
            return None
        in_time = row.ticket_expires is not None and now() <= row.ticket_expires
        row.ticket_hash, row.ticket_expires = None, None
        if not in_time or not stands(row):
            row.ended_time = row.ended_time or now()
            return None
        cookie = secrets.token_urlsafe(32)
        row.cookie_hash = token_hash(cookie)
        return cookie


def see(session_id: str) -> None:
    """Write down that the session is in use, at most once a minute."""
    moment = now()
    with _seen_lock:
        if moment - _seen.get(session_id, datetime.min.replace(tzinfo=moment.tzinfo)) < SEEN_EVERY:
            return
        _seen[session_id] = moment
        _forget_unseen(moment)
    with transaction(small=True) as session:
        row = session.get(SessionRow, session_id)
        if row is not None and stands(row):
            row.seen_time = moment


def _forget_unseen(moment: datetime) -> None:
    if len(_seen) > SEEN_AT_MOST:
        for old in [key for key, seen in _seen.items() if moment - seen >= SEEN_EVERY]:
            del _seen[old]


def end(session_id: str) -> None:
    """End one session: its cookie is nobody's from now on."""
    with transaction(small=True) as session:
        row = session.get(SessionRow, session_id)
        if row is not None and row.ended_time is None:
            _end(session, row)


def end_all(session: Session, account_id: str) -> None:
    """End every session of an account, within the transaction of the reason for it."""
    open_ones = select(SessionRow).where(
        SessionRow.account_id == account_id, SessionRow.ended_time.is_(None)
    )
    for row in session.scalars(open_ones).all():
        _end(session, row)


def _end(session: Session, row: SessionRow) -> None:
    row.ended_time = now()
    row.version += 1
    account = session.get_one(AccountRow, row.account_id)
    note(session, person_of(session, account), Act.OWN_ACCOUNT, row)
    with _seen_lock:
        _seen.pop(row.id, None)


def _throttle_id(name: str) -> str:
    return hmac.digest(key_for("throttle"), name.encode("utf-8", "replace"), hashlib.sha256).hex()


def _count_try(name: str) -> None:
    moment = now()
    key = _throttle_id(name)
    forgotten = moment - timedelta(hours=FORGOTTEN_AFTER)
    with transaction(small=True) as session:
        old = (ThrottleRow.last_failure < forgotten, ThrottleRow.id != key)
        session.execute(delete(ThrottleRow).where(*old))
        row = session.get(ThrottleRow, key)
        if row is None:
            row = ThrottleRow(id=key, failures=0, last_failure=moment)
            session.add(row)
        if row.last_failure < forgotten:
            row.failures = 0
        if row.locked_until is not None and moment < row.locked_until:
            raise SignInWaits(n=_whole_minutes(row.locked_until - moment))
        row.failures, row.last_failure = row.failures + 1, moment
        wait = wait_after(row.failures)
        row.locked_until = moment + timedelta(minutes=wait) if wait else None


def _whole_minutes(left: timedelta) -> int:
    return -(-left // timedelta(minutes=1))
