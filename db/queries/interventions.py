"""Questions about what a young person already receives."""

from sqlalchemy import select

from core.interventions import USUAL_TYPE
from core.permissions import Act, may
from core.records.interventions import Intervention
from core.records.people import Person
from db.engine import danish, reading
from db.models import CaseRow, InterventionRow
from db.queries.visible import reach_of


def interventions_of(case_id: str, *, by: Person) -> tuple[Intervention, ...]:
    """The interventions of a case, the longest lasting first; none where it may not be seen."""
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None or not may(by, Act.SEE_CASE, reach_of(session, case)):
            return ()
        rows = session.scalars(
            select(InterventionRow)
            .where(InterventionRow.case_id == case_id)
            .order_by(
                InterventionRow.from_date.asc().nulls_last(),
                danish(InterventionRow.name),
                InterventionRow.id,
            )
        )
        return tuple(_record(row) for row in rows)


def _record(row: InterventionRow) -> Intervention:
    return Intervention(
        id=row.id,
        version=row.version,
        name=row.name,
        information_type=row.information_type or USUAL_TYPE,
        provider=row.provider,
        contact=row.contact,
        from_date=row.from_date,
        to_date=row.to_date,
        note=row.note,
    )
