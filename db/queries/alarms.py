"""Questions about what every administrator is to know."""

from sqlalchemy import func, select

from core.permissions import Act, check_may
from core.records.people import Person
from core.records.signing_in import Alarm
from db.engine import reading
from db.kept import Kept, UntilWritten
from db.models import AccountRow, AlarmRow, AuditRow


@Kept
def ringing() -> int:
    """How many alarms ring; every run of an administrator's page asks."""
    with reading() as session:
        query = select(func.count()).where(AlarmRow.put_away_time.is_(None))
        return session.scalar(query) or 0


def all_ringing(*, by: Person) -> list[Alarm]:
    """The alarms that ring, the oldest first, each with what the account has done since."""
    check_may(by, Act.MANAGE_ACCOUNTS)
    return list(_all_ringing())


@UntilWritten
def _all_ringing() -> tuple[Alarm, ...]:
    done = (
        select(func.count())
        .where(AuditRow.account_id == AlarmRow.account_id, AuditRow.time > AlarmRow.time)
        .correlate(AlarmRow)
        .scalar_subquery()
    )
    query = (
        select(AlarmRow, AccountRow.name, done)
        .join(AccountRow, AccountRow.id == AlarmRow.account_id)
        .where(AlarmRow.put_away_time.is_(None))
        .order_by(AlarmRow.time, AlarmRow.id)
    )
    with reading() as session:
        return tuple(
            Alarm(row.id, row.version, row.kind, row.account_id, name, row.time, acts)
            for row, name, acts in session.execute(query)
        )
