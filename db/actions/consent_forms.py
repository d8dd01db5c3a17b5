"""Print a consent form, and record what the young person said to it (R12, R23)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from core.consent import checked
from core.consent_forms import (
    FormTold,
    Signature,
    check_form_move,
    checked_form,
    checked_no,
    checked_signature,
    consents_signed,
)
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.consenting import PaperState
from core.records.people import Person
from db.actions.consents import consent_row
from db.actions.reached import birth_date_of, reached_case, reached_row
from db.audit import add, note
from db.engine import transaction
from db.models import ConsentFormRow
from db.queries.consent_forms import form_of
from db.several import joined

ACT = Act.RECORD_CONSENT


def make(case_id: str, told: FormTold, *, by: Person, on: date) -> str:
    """Make a form that waits for a signature; returns its id. Nothing may be shared on it yet."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
        parties, purpose = checked_form(told, on)
        row = ConsentFormRow(
            case_id=case.id,
            made_date=on,
            purpose=purpose,
            valid_to=told.valid_to,
            parties=json.dumps([asdict(each) for each in parties], ensure_ascii=False),
            state=PaperState.WAITING.value,
            by_name=by.name,
        )
        note(session, by, ACT, add(session, row))
        return row.id


def sign(form_id: str, signature: Signature, *, seen_version: int, by: Person, on: date) -> None:
    """Record who signed: a consent stands for each party they said yes to, all or none."""
    with transaction() as session:
        row = _claimed(session, form_id, seen_version, by)
        form, born = form_of(row), birth_date_of(session, row.case_id)
        day = checked_signature(form, signature, born=born, on=on)
        told = [checked(each, born=born, on=on) for each in consents_signed(form, signature, day)]
        consents = [add(session, consent_row(row.case_id, each, row.id)) for each in told]
        _settle(row, PaperState.SIGNED, form.settled_date or day, form.given_by + signature.givers)
        note(session, by, ACT, row, *consents)


def decline(form_id: str, said: Signature, *, seen_version: int, by: Person, on: date) -> None:
    """Record that the answer is no; no consent comes of it."""
    with transaction() as session:
        row = _claimed(session, form_id, seen_version, by)
        born = birth_date_of(session, row.case_id)
        day = checked_no(form_of(row), said, born=born, on=on)
        _settle(row, PaperState.DECLINED, day, said.givers)
        note(session, by, ACT, row)


def drop(form_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """Put aside a form that was made by mistake or never used."""
    with transaction() as session:
        row = _claimed(session, form_id, seen_version, by)
        check_form_move(PaperState(row.state), PaperState.DROPPED)
        _settle(row, PaperState.DROPPED, on, ())
        note(session, by, ACT, row)


def _claimed(session: Session, form_id: str, seen_version: int, by: Person) -> ConsentFormRow:
    row, _ = reached_row(
        session, ConsentFormRow, form_id, seen_version, act=ACT, by=by, steps=OPEN_STEPS
    )
    return row


def _settle(row: ConsentFormRow, state: PaperState, day: date, givers: Sequence[str]) -> None:
    row.state, row.settled_date = state.value, day
    row.given_by = joined(dict.fromkeys(givers))
