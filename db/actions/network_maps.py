"""Keep the network map as it stands on a day."""

import json
from dataclasses import asdict
from datetime import date

from core.network import MapEmpty, MapUnchanged
from core.network_compare import same
from core.network_map import on_map
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from core.texts import TEXT, optional_text
from db.actions.reached import reached_case
from db.audit import add, note
from db.engine import transaction
from db.models import NetworkMapRow
from db.queries.network import people_of
from db.queries.network_maps import maps_of


def keep_map(case_id: str, told: str | None, *, by: Person, on: date) -> str:
    """Keep the map of today, with a note; returns its id.

    Raises MapEmpty where nobody is on it, MapUnchanged where it is the one kept last.
    """
    with transaction() as session:
        reached_case(session, case_id, act=Act.HOLD_MEETINGS, by=by, steps=OPEN_STEPS)
        people = tuple(on_map(one) for one in people_of(session, case_id))
        if not people:
            raise MapEmpty
        last = next(iter(maps_of(session, case_id)), None)
        if last is not None and same(last.people, people):
            raise MapUnchanged(date=last.day)
        row = NetworkMapRow(
            case_id=case_id,
            date=on,
            note=optional_text("note", told, TEXT),
            people=json.dumps([asdict(one) for one in people], ensure_ascii=False),
            by_name=by.name,
        )
        note(session, by, Act.HOLD_MEETINGS, add(session, row))
        return row.id
