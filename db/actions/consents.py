"""Put a consent on file, and take it back (R12)."""

from datetime import date

from core.codes import Step
from core.consent import ConsentTold, checked, withdrawal_date
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import reached_case
from db.audit import add, claim, note
from db.engine import transaction
from db.models import ConsentRow, YoungPersonRow
from db.queries.network import consent_of

EVERY_STEP = frozenset(Step)


def add_consent(case_id: str, told: ConsentTold, *, by: Person, on: date) -> str:
    """Put a consent, or another legal basis, on file; returns its id."""
    with transaction() as session:
        case = reached_case(session, case_id, act=Act.RECORD_CONSENT, by=by, steps=OPEN_STEPS)
        young = session.get_one(YoungPersonRow, case.young_person_id)
        kept = checked(told, born=young.birth_date, on=on)
        row = ConsentRow(
            case_id=case.id,
            given_date=kept.given_date,
            given_by=kept.given_by,
            party=kept.party,
            information_types=";".join(kept.information_types),
            purpose=kept.purpose,
            valid_to=kept.valid_to,
            legal_basis=kept.legal_basis,
            legal_basis_note=kept.legal_basis_note,
        )
        note(session, by, Act.RECORD_CONSENT, add(session, row))
        return row.id


def withdraw(
    consent_id: str, *, withdrawn_date: date | None, seen_version: int, by: Person, on: date
) -> None:
    """Take a consent back; possible at any step, also after the closure."""
    with transaction() as session:
        row = claim(session, ConsentRow, consent_id, seen_version)
        reached_case(session, row.case_id, act=Act.RECORD_CONSENT, by=by, steps=EVERY_STEP)
        row.withdrawn_date = withdrawal_date(consent_of(row), withdrawn_date, on)
        note(session, by, Act.RECORD_CONSENT, row)
