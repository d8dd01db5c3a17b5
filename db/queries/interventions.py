"""Questions about what a young person already receives."""

from sqlalchemy import select

from core.interventions import USUAL_TYPE
from core.records.interventions import Intervention
from core.records.people import Person
from db.engine import danish, reading
from db.kept import kept_by_case
from db.models import InterventionRow
from db.queries.naming import readable
from db.queries.visible import sees


def interventions_of(case_id: str, *, by: Person) -> tuple[Intervention, ...]:
    """The interventions of a case, the longest lasting first; none where it may not be seen."""
    return readable(_interventions(case_id), case_id, by=by) if sees(by, case_id) else ()


@kept_by_case
def _interventions(case_id: str) -> tuple[Intervention, ...]:
    with reading() as session:
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
