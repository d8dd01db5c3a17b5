"""Keep the cooperation agreements: make one, change or renew it, end it."""

from datetime import date

from core.cooperation import AgreementTold, check_not_ended, checked_agreement, checked_end
from core.permissions import Act, check_may
from core.records.people import Person
from db.actions.owned import claim_told
from db.actions.reached import fill
from db.audit import add, note
from db.engine import transaction
from db.models import CooperationAgreementRow
from db.queries.implementation_rows import agreement_of

ACT = Act.WRITE_IMPLEMENTATION


def make_agreement(told: AgreementTold, *, by: Person, on: date) -> str:
    """Record an agreement with a partner, signed or on its way; returns the id."""
    with transaction() as session:
        check_may(by, ACT)
        row = CooperationAgreementRow()
        _tell(row, checked_agreement(told, on))
        note(session, by, ACT, add(session, row))
        return row.id


def change_agreement(
    agreement_id: str, told: AgreementTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Change or renew an agreement. Raises AgreementEnded."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim_told(session, CooperationAgreementRow, agreement_id, seen_version)
        check_not_ended(agreement_of(row))
        _tell(row, checked_agreement(told, on))
        note(session, by, ACT, row)


def end_agreement(
    agreement_id: str,
    *,
    ended_date: date | None,
    reason: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """End an agreement with its last day and why; the partner is missing from then on."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim_told(session, CooperationAgreementRow, agreement_id, seen_version)
        day, why = checked_end(agreement_of(row), ended_date, reason, on)
        fill(row, ended_date=day, ended_reason=why)
        note(session, by, ACT, row)


def _tell(row: CooperationAgreementRow, told: AgreementTold) -> None:
    fill(
        row,
        partner=told.partner,
        organisation=told.organisation,
        contact=told.contact,
        ours=told.ours,
        theirs=told.theirs,
        signed_date=told.signed_date,
        renew_by=told.renew_by,
    )
