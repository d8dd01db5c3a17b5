"""The agreements with NGOs as records: all of them, kept, and within a transaction.

Nobody's rights narrow them here; `db.queries.ngo_agreements` asks for them.
"""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.ngo_agreements import with_ngo
from core.parties import plain
from core.records.ngo_agreements import NgoAgreement, NgoAgreementEvent, NgoAgreementEventKind
from db.engine import danish, reading
from db.kept import Kept
from db.models import CaseNgoRow, NgoAgreementEventRow, NgoAgreementRow, VolunteerRow
from db.queries.rows import gathered
from db.several import parted

Events = tuple[NgoAgreementEvent, ...]


@Kept
def register() -> tuple[NgoAgreement, ...]:
    """All agreements by their NGOs in Danish order, with what happened to them."""
    with reading() as session:
        return agreements_within(session)


def with_party(party: str) -> tuple[NgoAgreement, ...] | None:
    """The agreements with the NGO that a party of a consent is or belongs to.

    Known are NGOs with an agreement, those that volunteers come from and those named on a case,
    and the volunteers by their names. None where the party is none of them.
    """
    organisation = _organisations().get(plain(party))
    return None if organisation is None else with_ngo(register(), organisation)


@Kept
def _organisations() -> Mapping[str, str]:
    """The NGO by the plain name of it, or of one of its volunteers."""
    with reading() as session:
        volunteers = session.execute(select(VolunteerRow.name, VolunteerRow.organisation)).all()
        named = session.scalars(select(CaseNgoRow.name).distinct()).all()
    ngos = [*named, *(organisation for _, organisation in volunteers)]
    ngos += [each.organisation for each in register()]
    people = {plain(name): organisation for name, organisation in volunteers}
    return people | {plain(each): each for each in ngos}


def agreements_within(session: Session) -> tuple[NgoAgreement, ...]:
    """The same within a transaction."""
    newest = (NgoAgreementEventRow.date.desc(), NgoAgreementEventRow.id.desc())
    events = session.scalars(select(NgoAgreementEventRow).order_by(*newest))
    happened = gathered((event.agreement_id, _event(event)) for event in events)
    ordered = (danish(NgoAgreementRow.organisation), NgoAgreementRow.id)
    rows = session.scalars(select(NgoAgreementRow).order_by(*ordered))
    return tuple(agreement_of(row, happened.get(row.id, ())) for row in rows)


def agreement_of(row: NgoAgreementRow, events: Events = ()) -> NgoAgreement:
    """One agreement as a record."""
    return NgoAgreement(
        id=row.id,
        version=row.version,
        organisation=row.organisation,
        gdpr_role=row.gdpr_role,
        information_types=parted(row.information_types),
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
