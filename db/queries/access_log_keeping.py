"""How long the log is kept: what of it would be deleted on a day."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from core.access_log import kept_from
from core.records.access_log import LogCut
from db.clock import danish_midnight
from db.engine import reading
from db.kept import UntilWritten
from db.models import AuditRow
from db.queries.settings import in_force

WORKED_DAYS, WORKED_WITHIN = 7, 30
"""On so many of so many days before there are lines, or nothing is deleted; practice.

A clock that is years ahead would otherwise have the whole log deleted in one night.
"""


@UntilWritten
def cut_on(on: date) -> LogCut:
    """What would be deleted on that day: the lines before the first one that is still kept.

    Nothing, where hardly anybody worked in the days before: the clock is years ahead, most likely.
    """
    first = kept_from(in_force(on).log_months, on)
    kept = select(func.min(AuditRow.sequence)).where(AuditRow.time >= danish_midnight(first))
    with reading() as session:
        if _days_worked(session, on) < WORKED_DAYS:
            return LogCut(first, 0, None)
        stays = session.scalar(kept)
        gone: Any = AuditRow.sequence.is_not(None) if stays is None else AuditRow.sequence < stays
        count, last = session.execute(
            select(func.count(), func.max(AuditRow.sequence)).where(gone)
        ).one()
    return LogCut(first, count, last)


def _days_worked(session: Session, on: date) -> int:
    """On how many of the days before there are lines."""
    day: Any = func.distinct(cast(AuditRow.time, Date))
    since = danish_midnight(on - timedelta(days=WORKED_WITHIN))
    lately = AuditRow.time >= since, AuditRow.time < danish_midnight(on)
    return session.scalar(select(func.count(day)).where(*lately)) or 0
