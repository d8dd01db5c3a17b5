"""Questions about kept network maps."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.permissions import Act, may
from core.records.network_map import KeptMap, MapPerson
from core.records.people import Person
from db.engine import reading
from db.models import CaseRow, NetworkMapRow
from db.queries.visible import reach_of


def kept_maps(case_id: str, *, by: Person) -> tuple[KeptMap, ...]:
    """The maps of a case, newest first; none where the person may not see it."""
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None or not may(by, Act.SEE_CASE, reach_of(session, case)):
            return ()
        return maps_of(session, case_id)


def maps_of(session: Session, case_id: str) -> tuple[KeptMap, ...]:
    """The same within a transaction, whoever asks."""
    rows = session.scalars(
        select(NetworkMapRow)
        .where(NetworkMapRow.case_id == case_id)
        .order_by(NetworkMapRow.date.desc(), NetworkMapRow.id.desc())
    )
    return tuple(
        KeptMap(
            id=row.id,
            day=row.date,
            note=row.note,
            by_name=row.by_name,
            people=tuple(MapPerson(**one) for one in json.loads(row.people)),
        )
        for row in rows
    )
