"""Write down what an account was told of its week: seen on the screen, or sent by mail.

A mail is claimed before it is sent, so that two rounds never send two. A try that failed is written
down and made again later; of one that never came back nobody knows, and it is not made again.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.digest import may_try_again, week_of
from core.permissions import Act, check_may
from core.records.people import Person
from db.audit import add, note
from db.clock import now
from db.engine import transaction
from db.models import DigestRow
from db.queries.digests import MAIL, NONE, SCREEN

ACT = Act.SEE_NOTICES


def see(*, by: Person, on: date) -> None:
    """The person has seen what their week holds; a mail that could not be sent is not needed."""
    with transaction() as session:
        check_may(by, ACT)
        row = _found(session, by.account_id, on) or _new(session, by.account_id, on)
        row.channel, row.failure, row.sent_time = SCREEN, None, now()
        note(session, by, ACT, row)


def claim(account_id: str, *, on: date) -> bool:
    """Take the week's mail to an account for sending. False where it must not be sent (again)."""
    with transaction() as session:
        row = _found(session, account_id, on)
        if row is None:
            row = _new(session, account_id, on)
        elif not _failed_before(row):
            return False
        row.tries, row.tried_time, row.failure = row.tries + 1, now(), None
        note(session, None, ACT, row)
        return True


def was_sent(account_id: str, *, on: date) -> None:
    """The mail server has taken the mail."""
    with transaction() as session:
        row = _found(session, account_id, on)
        if row is not None and row.channel == MAIL:
            row.sent_time = now()
            note(session, None, ACT, row)


def failed(account_id: str, failure: str, *, on: date) -> None:
    """The mail could not be sent; it is tried again later."""
    with transaction() as session:
        row = _found(session, account_id, on)
        if row is not None and row.channel == MAIL:
            row.failure = failure
            note(session, None, ACT, row)


def had_nothing(account_id: str, *, on: date) -> None:
    """Nothing was due when the week's mails went out: none is sent later in the week."""
    with transaction() as session:
        if _found(session, account_id, on) is None:
            row = _new(session, account_id, on)
            row.channel, row.sent_time = NONE, now()
            note(session, None, ACT, row)


def _found(session: Session, account_id: str, on: date) -> DigestRow | None:
    query = select(DigestRow).where(
        DigestRow.account_id == account_id, DigestRow.week == week_of(on)
    )
    return session.scalars(query).first()


def _new(session: Session, account_id: str, on: date) -> DigestRow:
    week = week_of(on)
    row = DigestRow(account_id=account_id, week=week, channel=MAIL, tries=0, tried_time=now())
    return add(session, row)


def _failed_before(row: DigestRow) -> bool:
    known = row.channel == MAIL and row.failure is not None
    return known and may_try_again(row.tries, row.tried_time, now())
