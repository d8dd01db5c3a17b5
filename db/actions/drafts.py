"""Keep and discard what a person is typing. Not audited: nothing has been said yet."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.records.people import Person
from db.clock import now
from db.engine import transaction
from db.models import DraftRow
from db.queries.drafts import draft_id


def keep(form: str, values: Mapping[str, Any], *, seen_version: int, by: Person) -> None:
    """Write the draft of a form; the newest one wins."""
    content = json.dumps({"values": values, "seen_version": seen_version}, default=_storable)
    with transaction(small=True) as session:
        row = session.get(DraftRow, draft_id(by.account_id, form))
        if row is None:
            row = DraftRow(id=draft_id(by.account_id, form), account_id=by.account_id, form=form)
            session.add(row)
        row.content, row.saved_time = content, now()


def _storable(value: object) -> Any:
    if isinstance(value, date):
        return f"date:{value.isoformat()}"
    raise TypeError(f"a draft can not hold {type(value).__name__}")


def discard(form: str, *, by: Person) -> None:
    """Delete the draft of a form, if there is one."""
    with transaction(small=True) as session:
        row = session.get(DraftRow, draft_id(by.account_id, form))
        if row is not None:
            session.delete(row)
