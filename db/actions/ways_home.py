"""The days on the way to a home, written within the transaction of what they follow from."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from core.home_days import on_the_way
from core.housing import WayHome
from core.records.housing import HousingLine
from db.models import CaseRow, HousingRow
from db.queries.housing import line_of, rows_of


def last_line(session: Session, case: CaseRow) -> HousingLine | None:
    """The newest housing situation of the case."""
    rows = rows_of(session, case.id)
    return line_of(rows[-1]) if rows else None


def feed(session: Session, case: CaseRow, change: Callable[[WayHome], WayHome]) -> list[HousingRow]:
    """Let the days of the present situation follow; returns the changed row, if any."""
    rows = rows_of(session, case.id)
    if not rows or not on_the_way(line_of(rows[-1])):
        return []
    row = rows[-1]
    before = WayHome(row.waiting_list_date, row.allocated_date, row.lease_signed_date)
    after = change(before)
    if after == before:
        return []
    row.waiting_list_date = after.waiting_list_date
    row.allocated_date = after.allocated_date
    row.lease_signed_date = after.lease_signed_date
    row.version += 1
    return [row]
