"""Questions about measurements."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from core.codes import all_codes
from core.records.measurements import Measurement
from core.records.people import Person
from db.engine import reading
from db.kept import kept_by_case
from db.models import MeasurementRow
from db.queries.visible import sees

_DOMAINS = all_codes("life_domain")


def history(case_id: str, *, by: Person) -> tuple[Measurement, ...]:
    """The measurements of a case, oldest first; none for who may not see the case."""
    return _measured(case_id) if sees(by, case_id) else ()


@kept_by_case
def _measured(case_id: str) -> tuple[Measurement, ...]:
    with reading() as session:
        rows = session.scalars(
            select(MeasurementRow)
            .where(MeasurementRow.case_id == case_id)
            .order_by(MeasurementRow.date, MeasurementRow.id)
        )
        return tuple(map(measurement_of, rows))


def measurement_columns() -> tuple[InstrumentedAttribute[Any], ...]:
    """What `measurement_of` looks at."""
    scores = tuple(getattr(MeasurementRow, domain) for domain in _DOMAINS)
    told = (MeasurementRow.id, MeasurementRow.date, MeasurementRow.kind, MeasurementRow.scored_by)
    return (*told, *scores)


def measurement_of(row: Any) -> Measurement:
    """One measurement as a record; `row` has the columns, as a whole row or as a selection."""
    scores = {domain: getattr(row, domain) for domain in _DOMAINS}
    return Measurement(row.id, row.date, row.kind, row.scored_by, scores)
