"""Put a consent on file, and take it back (R12)."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import Step
from core.consent import (
    ConsentTold,
    check_role_unsaid,
    checked,
    checked_role,
    withdrawal_date,
)
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import birth_date_of, reached_case, reached_row
from db.audit import add, note
from db.engine import transaction
from db.models import ConsentRow
from db.queries.network import consent_of

EVERY_STEP = frozenset(Step)


def add_consent(case_id: str, told: ConsentTold, *, by: Person, on: date) -> str:
    """Put a consent, or another legal basis, on file; returns its id."""
    with transaction() as session:
        case = reached_case(session, case_id, act=Act.RECORD_CONSENT, by=by, steps=OPEN_STEPS)
        row = consent_row(case.id, checked(told, born=birth_date_of(session, case.id), on=on))
        note(session, by, Act.RECORD_CONSENT, add(session, row))
        return row.id


def consent_row(case_id: str, kept: ConsentTold, form_id: str | None = None) -> ConsentRow:
    """The row of a consent that the core has passed."""
    return ConsentRow(
        case_id=case_id,
        given_date=kept.given_date,
        given_by=kept.given_by,
        party=kept.party,
        party_role=kept.party_role,
        information_types=";".join(kept.information_types),
        purpose=kept.purpose,
        valid_to=kept.valid_to,
        legal_basis=kept.legal_basis,
        legal_basis_note=kept.legal_basis_note,
        form=kept.form,
        consent_form_id=form_id,
    )


def say_role(
    consent_id: str, *, party_role: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Say who the party of a consent is at meetings, where it never was said: imported ones."""
    with transaction() as session:
        row = _claimed(session, consent_id, seen_version, by, OPEN_STEPS)
        check_role_unsaid(consent_of(row))
        row.party_role = checked_role(party_role, on)
        note(session, by, Act.RECORD_CONSENT, row)


def withdraw(
    consent_id: str, *, withdrawn_date: date | None, seen_version: int, by: Person, on: date
) -> None:
    """Take a consent back; possible at any step, also after the closure."""
    with transaction() as session:
        row = _claimed(session, consent_id, seen_version, by, EVERY_STEP)
        row.withdrawn_date = withdrawal_date(consent_of(row), withdrawn_date, on)
        note(session, by, Act.RECORD_CONSENT, row)


def _claimed(
    session: Session, consent_id: str, seen_version: int, by: Person, steps: frozenset[Step]
) -> ConsentRow:
    row, _ = reached_row(
        session, ConsentRow, consent_id, seen_version, act=Act.RECORD_CONSENT, by=by, steps=steps
    )
    return row
