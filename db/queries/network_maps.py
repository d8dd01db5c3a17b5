"""Questions about kept network maps."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.network_map import KeptMap, MapPerson
from core.records.people import Person
from db.engine import reading
from db.kept import kept_by_case
from db.models import NetworkMapRow
from db.queries.naming import readable
from db.queries.visible import sees


def kept_maps(case_id: str, *, by: Person) -> tuple[KeptMap, ...]:
    """The maps of a case, newest first; none where the person may not see it."""
    return readable(_maps(case_id), case_id, by=by) if sees(by, case_id) else ()


@kept_by_case
def _maps(case_id: str) -> tuple[KeptMap, ...]:
    with reading() as session:
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
