"""Record that a child protection notification was made; what it says is kept nowhere here."""

from datetime import date

from core.codes import Step
from core.notification import NotificationTold, checked_notification
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import birth_date_of, reached_case, reached_row
from db.audit import add, note, remove
from db.engine import transaction
from db.models import ChildNotificationRow
from db.queries.notifications import notifications_within

ACT = Act.RECORD_NOTIFICATION
EVERY_STEP = frozenset(Step)


def record(case_id: str, told: NotificationTold, *, by: Person, on: date) -> str:
    """Record a notification with its day, who made it and where it went; returns the id.

    Raises NotificationOfAdult or NotificationKnown.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=EVERY_STEP)
        earlier = notifications_within(session, case.id)
        born = birth_date_of(session, case.id)
        checked = checked_notification(told, earlier, born=born, on=on)
        row = ChildNotificationRow(
            case_id=case.id, date=checked.date, by_name=checked.by_name, unit=checked.unit
        )
        note(session, by, ACT, add(session, row))
        return row.id


def take_back(notification_id: str, *, seen_version: int, by: Person) -> None:
    """Take out one that was recorded by mistake; the log keeps it."""
    with transaction() as session:
        row, _ = reached_row(
            session,
            ChildNotificationRow,
            notification_id,
            seen_version,
            act=ACT,
            by=by,
            steps=EVERY_STEP,
        )
        remove(session, row)
        note(session, by, ACT, row)
