"""The agreements with NGOs as records: all of them, kept, and within a transaction.

Nobody's rights narrow them here; `db.queries.ngo_agreements` asks for them.
"""

import json
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.ngo_agreements import NgoAgreement, NgoAgreementEvent, NgoAgreementEventKind
from db.engine import danish, reading
from db.kept import Kept
from db.models import NgoAgreementEventRow, NgoAgreementRow

Events = tuple[NgoAgreementEvent, ...]


@Kept
def register() -> tuple[NgoAgreement, ...]:
    """All agreements by their NGOs in Danish order, with what happened to them."""
    with reading() as session:
        return agreements_within(session)


def agreements_within(session: Session) -> tuple[NgoAgreement, ...]:
    """The same within a transaction."""
    happened: dict[str, list[NgoAgreementEvent]] = defaultdict(list)
    newest = (NgoAgreementEventRow.date.desc(), NgoAgreementEventRow.id.desc())
    for event in session.scalars(select(NgoAgreementEventRow).order_by(*newest)):
        happened[event.agreement_id].append(_event(event))
    ordered = (danish(NgoAgreementRow.organisation), NgoAgreementRow.id)
    rows = session.scalars(select(NgoAgreementRow).order_by(*ordered))
    return tuple(agreement_of(row, tuple(happened[row.id])) for row in rows)


def agreement_of(row: NgoAgreementRow, events: Events = ()) -> NgoAgreement:
    """One agreement as a record."""
    return NgoAgreement(
        id=row.id,
        version=row.version,
        organisation=row.organisation,
        gdpr_role=row.gdpr_role,
        information_types=tuple(row.information_types.split(";")) if row.information_types else (),
        signed_date=row.signed_date,
        valid_to=row.valid_to,
        contact=row.contact,
        note=row.note,
        ended_date=row.ended_date,
        ended_reason=row.ended_reason,
        events=events,
    )


def _event(row: NgoAgreementEventRow) -> NgoAgreementEvent:
    was = json.loads(row.was) if row.was else {}
    return NgoAgreementEvent(NgoAgreementEventKind(row.kind), row.date, row.by_name, was)
