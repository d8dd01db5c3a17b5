"""Questions about child protection notifications: that they were made, for who sees the case."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.notification import Notification
from core.records.people import Person
from core.records.timeline import Happening
from db.engine import reading
from db.kept import kept_by_case
from db.models import ChildNotificationRow
from db.queries.naming import readable
from db.queries.visible import sees


def of_case(case_id: str, *, by: Person) -> tuple[Notification, ...]:
    """Those recorded on the case, the newest first; none where the person may not see it."""
    return readable(_of_case(case_id), case_id, by=by) if sees(by, case_id) else ()


@kept_by_case
def _of_case(case_id: str) -> tuple[Notification, ...]:
    with reading() as session:
        return notifications_within(session, case_id)


def notifications_within(session: Session, case_id: str) -> tuple[Notification, ...]:
    """The same within a transaction."""
    rows = session.scalars(
        select(ChildNotificationRow)
        .where(ChildNotificationRow.case_id == case_id)
        .order_by(ChildNotificationRow.date.desc(), ChildNotificationRow.id.desc())
    )
    return tuple(Notification(row.id, row.version, row.date, row.by_name, row.unit) for row in rows)


def of_notifications(rows: Sequence[Any]) -> Iterator[Happening]:
    """The same as happenings of the case, from its rows, the oldest first."""
    for each in reversed(rows):
        yield Happening(each.date, "notification", {"who": each.by_name, "unit": each.unit})
