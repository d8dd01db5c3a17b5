"""Questions about the week's digest: who gets it how, and what is still to be told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, select

from core.digest import week_of
from core.records.notices import Counted
from core.records.people import Person
from db.engine import reading
from db.models import AccountRow, DigestRow
from db.queries import notices
from db.settings import settings

MAIL, SCREEN, NONE = "mail", "screen", "none"
"""The channels; `NONE`: nothing was due."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """An open account with an address, and how its mail of the week stands.

    `settled`: nothing more is sent this week; it was sent or seen, or nobody knows what became of
    it. `tried_time` is the last try that failed.
    """

    account_id: str
    email: str
    language: str
    tries: int
    tried_time: datetime | None
    settled: bool


def mails() -> bool:
    """Whether this installation can send mail."""
    return bool(settings().smtp_host and settings().smtp_from)


def to_show(*, by: Person, on: date) -> tuple[Counted, ...]:
    """What the box of the week says: nothing where it was seen, or comes by mail."""
    with reading() as session:
        row = session.scalars(_row(by.account_id, on)).first()
        email = session.scalar(select(AccountRow.email).where(AccountRow.id == by.account_id))
    if row is not None and (row.channel != MAIL or row.sent_time is not None):
        return ()
    if row is None and email and mails():
        return ()
    return notices.counts_of(by.account_id, on)


def subscribers(on: date) -> tuple[Subscriber, ...]:
    """Everybody who wants the digest by mail, in the order in which the accounts were made."""
    query = (
        select(AccountRow.id, AccountRow.email, AccountRow.language, DigestRow)
        .outerjoin(
            DigestRow, and_(DigestRow.account_id == AccountRow.id, DigestRow.week == week_of(on))
        )
        .where(AccountRow.closed_time.is_(None), AccountRow.email.is_not(None))
        .order_by(AccountRow.created_time, AccountRow.id)
    )
    with reading() as session:
        return tuple(
            Subscriber(
                account_id,
                email or "",
                language,
                row.tries if row is not None else 0,
                row.tried_time if row is not None else None,
                settled=row is not None and (row.channel != MAIL or row.failure is None),
            )
            for account_id, email, language, row in session.execute(query)
        )


def _row(account_id: str, on: date) -> Select[DigestRow]:
    return select(DigestRow).where(
        DigestRow.account_id == account_id, DigestRow.week == week_of(on)
    )
