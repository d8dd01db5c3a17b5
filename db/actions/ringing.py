"""Let every administrator know of something, within the transaction of what happened."""

from sqlalchemy.orm import Session

from core.permissions import Act
from core.records.people import Person
from db.audit import add, note
from db.clock import now
from db.models import AccountRow, AlarmRow


def ring(session: Session, kind: str, about: AccountRow, by: Person | None = None) -> None:
    """An alarm about the account, until an administrator puts it away."""
    row = add(session, AlarmRow(kind=kind, account_id=about.id, time=now()))
    note(session, by, Act.MANAGE_ACCOUNTS, row)
