"""Questions about where a young person lives and has lived."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import HousingGroup, group_of
from core.records.housing import HousingLine
from core.records.people import Person
from db.engine import reading
from db.kept import kept_by_case
from db.models import HousingRow
from db.queries.visible import sees


def history(case_id: str, *, by: Person) -> list[HousingLine]:
    """Every recorded situation, oldest first; empty where the person may not see the case."""
    return list(_history(case_id)) if sees(by, case_id) else []


@kept_by_case
def _history(case_id: str) -> tuple[HousingLine, ...]:
    with reading() as session:
        return tuple(map(line_of, rows_of(session, case_id)))


def rows_of(session: Session, case_id: str) -> list[HousingRow]:
    """The rows of a case, oldest first."""
    query = (
        select(HousingRow)
        .where(HousingRow.case_id == case_id)
        .order_by(HousingRow.from_date, HousingRow.id)
    )
    return list(session.scalars(query))


def line_of(row: HousingRow) -> HousingLine:
    """The row as it travels."""
    return HousingLine(
        id=row.id,
        version=row.version,
        situation=row.situation,
        group=HousingGroup(group_of("housing_situation", row.situation)),
        from_date=row.from_date,
        to_date=row.to_date,
        allocated_date=row.allocated_date,
        lease_signed_date=row.lease_signed_date,
        waiting_list_date=row.waiting_list_date,
    )
