"""Case numbers: counted in the store, inside the write lock, so that no two cases share one."""

from sqlalchemy.orm import Session

from db.models import StoreRow

FIRST = 1001


def next_case_number(session: Session) -> int:
    """The next free case number; the count is stored in the same transaction."""
    return reserve_case_numbers(session, 1)[0]


def reserve_case_numbers(session: Session, count: int) -> range:
    """The next `count` free case numbers. Once in a transaction."""
    row = session.get(StoreRow, "last_case_number")
    if row is None:
        row = StoreRow(id="last_case_number", value=str(FIRST - 1))
        session.add(row)
    first = int(row.value) + 1
    row.value = str(first + count - 1)
    return range(first, first + count)
