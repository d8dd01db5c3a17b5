"""Sign in, keep a session alive, and end it. Only hashes of tickets and cookies are stored."""

import hashlib
import hmac
import secrets
import threading
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.accounts import (
    FORGOTTEN_AFTER,
    LONGEST_WAIT,
    SignInRefused,
    SignInWaits,
    folded_username,
    wait_after,
)
from core.errors import NotFound
from core.permissions import Act, check_may
from core.records.access_log import LineKind
from core.records.people import Person
from db.actions.ringing import ring
from db.audit import add, find, note, note_act
from db.clock import now
from db.encryption.keys import key_for
from db.engine import reading, transaction
from db.hashing import matches
from db.models import AccountRow, SessionRow, ThrottleRow
from db.queries.acting import person_of
from db.queries.second_factors import needed
from db.queries.session_limits import stands, token_hash

TICKET_LASTS = timedelta(seconds=10)
SIGN_IN = "throttle"
"""What tries are counted for: each purpose has counts of its own."""
LONGEST = timedelta(minutes=LONGEST_WAIT)
"""A wait that ends later was begun by a clock that has been set back."""
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
    count_try(name)
    with reading() as session:
        account = session.scalar(select(AccountRow).where(AccountRow.username == name))
    fits = matches(password, account.password_hash if account else None)
    if account is None or not fits or account.closed_time is not None:
        _tell_refused(account)
        raise SignInRefused
    return account.id


def _tell_refused(account: AccountRow | None) -> None:
    """A line of the log. What was typed for a name is not in it: it may have been the password."""
    with transaction(small=True) as session:
        who = person_of(session, account) if account is not None else None
        facts = {"refused": [None, SignInRefused.code]}
        note_act(session, who, Act.OWN_ACCOUNT, "sign_in", facts, kind=LineKind.REFUSED)


def forget_tries(session: Session, username: str) -> None:
    """The password was right: the count of the name begins anew."""
    forget_tries_of(session, folded_username(username))


def forget_tries_of(session: Session, subject: str, purpose: str = SIGN_IN) -> None:
    """The count of a subject begins anew."""
    key = _throttle_id(subject, purpose)
    session.execute(delete(ThrottleRow).where(ThrottleRow.id == key))


def new_ticket(
    session: Session,
    account: AccountRow,
    *,
    proved_twice: bool = False,
    choosing_password: bool = False,
    lasts: timedelta = TICKET_LASTS,
) -> str:
    """Begin a session of the account and return its ticket.

    The session is nobody's until the second factor is given too, unless none is asked for or
    `proved_twice` says that it was. With `choosing_password` it is for a new password only. The
    emergency administrator's rings.
    """
    ticket = secrets.token_urlsafe(32)
    moment = now()
    whole = not choosing_password and (proved_twice or not needed(session, account))
    row = add(
        session,
        SessionRow(
            account_id=account.id,
            ticket_hash=token_hash(ticket),
            ticket_expires=moment + lasts,
            started_time=moment,
            seen_time=moment,
            second_factor_time=moment if whole else None,
            choosing_password=choosing_password or None,
        ),
    )
    note(session, person_of(session, account), Act.OWN_ACCOUNT, row)
    if account.emergency:
        ring(session, "emergency_sign_in", account)
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


def stay(session_id: str) -> None:
    """Write down that the session is in use, now, because somebody says so."""
    with _seen_lock:
        _seen.pop(session_id, None)
    see(session_id)


def let_lie(session_id: str) -> None:
    """Count no use for a minute: a page that closes saves its drafts, and nobody is there."""
    with _seen_lock:
        _seen[session_id] = now()


def _forget_unseen(moment: datetime) -> None:
    if len(_seen) > SEEN_AT_MOST:
        for old in [key for key, seen in _seen.items() if moment - seen >= SEEN_EVERY]:
            del _seen[old]


def end(session_id: str) -> None:
    """End one session: its cookie is nobody's from now on."""
    with transaction(small=True) as session:
        row = session.get(SessionRow, session_id)
        if row is not None and row.ended_time is None:
            end_row(session, row)


def end_own(session_id: str, *, by: Person) -> None:
    """End one of a person's own sessions. Raises NotFound for anybody else's."""
    with transaction() as session:
        row = find(session, SessionRow, session_id)
        if row.account_id != by.account_id:
            raise NotFound
        check_may(by, Act.OWN_ACCOUNT)
        if row.ended_time is None:
            end_row(session, row)


def end_of_account(account_id: str, *, by: Person) -> int:
    """End every session of one account; how many there were."""
    with transaction() as session:
        find(session, AccountRow, account_id)
        check_may(by, Act.MANAGE_ACCOUNTS)
        return end_all(session, account_id, by)


def end_everybodys(*, by: Person) -> int:
    """End every session there is, the person's own too; how many there were."""
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        return end_all(session, None, by)


def end_all(session: Session, account_id: str | None, by: Person | None = None) -> int:
    """End the sessions of an account, or everybody's, within the transaction of the reason for it.

    `by` stands in the log; without it whoever the session belongs to. Returns how many it ended.
    """
    open_ones = select(SessionRow).where(SessionRow.ended_time.is_(None))
    if account_id is not None:
        open_ones = open_ones.where(SessionRow.account_id == account_id)
    rows = session.scalars(open_ones).all()
    for row in rows:
        end_row(session, row, by)
    return len(rows)


def end_row(session: Session, row: SessionRow, by: Person | None = None) -> None:
    """End one session within a transaction."""
    row.ended_time = now()
    row.version += 1
    account = session.get_one(AccountRow, row.account_id)
    note(session, by or person_of(session, account), Act.OWN_ACCOUNT, row)
    with _seen_lock:
        _seen.pop(row.id, None)


def _throttle_id(subject: str, purpose: str) -> str:
    named = subject.encode("utf-8", "replace")
    return hmac.digest(key_for(purpose), named, hashlib.sha256).hex()


def count_try(subject: str, purpose: str = SIGN_IN) -> None:
    """Count a try before it is looked at. Raises SignInWaits where there were too many."""
    moment = now()
    key = _throttle_id(subject, purpose)
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
        if row.locked_until is not None and moment < row.locked_until <= moment + LONGEST:
            raise SignInWaits(n=_whole_minutes(row.locked_until - moment))
        row.failures, row.last_failure = row.failures + 1, moment
        wait = wait_after(row.failures)
        row.locked_until = moment + timedelta(minutes=wait) if wait else None


def _whole_minutes(left: timedelta) -> int:
    return -(-left // timedelta(minutes=1))
