"""Questions about measurements."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from core.codes import all_codes
from core.permissions import Act, may
from core.records.measurements import Measurement
from core.records.people import Person, Reach
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, MeasurementRow
from db.queries.visible import reach_of

_DOMAINS = all_codes("life_domain")


def history(case_id: str, *, by: Person) -> tuple[Measurement, ...]:
    """The measurements of a case, oldest first; none for who may not see the case."""
    measured = _measured(case_id)
    return measured[1] if measured is not None and may(by, Act.SEE_CASE, measured[0]) else ()


@kept_by_case
def _measured(case_id: str) -> tuple[Reach, tuple[Measurement, ...]] | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            return None
        rows = session.scalars(
            select(MeasurementRow)
            .where(MeasurementRow.case_id == case_id)
            .order_by(MeasurementRow.date, MeasurementRow.id)
        )
        return reach_of(session, case), tuple(map(measurement_of, rows))


def measurement_columns() -> tuple[InstrumentedAttribute[Any], ...]:
    """What `measurement_of` looks at."""
    scores = tuple(getattr(MeasurementRow, domain) for domain in _DOMAINS)
    told = (MeasurementRow.id, MeasurementRow.date, MeasurementRow.kind, MeasurementRow.scored_by)
    return (*told, *scores)


def measurement_of(row: Any) -> Measurement:
    """One measurement as a record; `row` has the columns, as a whole row or as a selection."""
    scores = {domain: getattr(row, domain) for domain in _DOMAINS}
    return Measurement(row.id, row.date, row.kind, row.scored_by, scores)
