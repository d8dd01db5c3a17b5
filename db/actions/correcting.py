"""Correct what is held of a young person: before and after in the log, the reason in the case."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.correcting import (
    Corrected,
    NothingCorrected,
    StatementTold,
    checked,
    checked_statement,
)
from core.permissions import Act, check_may
from core.records.people import Person
from core.referral import SameCpr
from core.texts import TEXT, required_text
from db.actions.events import happened
from db.actions.reached import check_not_anonymised
from db.audit import add, claim, find, note
from db.engine import transaction
from db.identifiers import check_cpr, check_email, check_phone
from db.models import CaseRow, StatementRow, YoungPersonRow
from db.queries.known import check_known
from db.queries.visible import reach_of

CORRECTED = "person_corrected"
_ACT = Act.CORRECT_PERSON


def correct(
    case_id: str, told: Corrected, *, reason: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Set what is held of the young person of the case. Raises NothingCorrected, SameCpr and so on.

    The event of the case tells which fields and why, never what they held.
    """
    with transaction() as session:
        case = _reached(session, case_id, by)
        young = find(session, YoungPersonRow, case.young_person_id)
        check_known(session, young, by)
        claim(session, YoungPersonRow, young.id, seen_version)
        fields = _set(session, young, checked(told, on))
        why = required_text("reason", reason, TEXT)
        if not fields:
            raise NothingCorrected
        details = {"fields": fields}
        event = happened(case.id, CORRECTED, day=on, reason=why, details=details, by=by)
        note(session, by, _ACT, young, add(session, event), case_id=case.id)


def _reached(session: Session, case_id: str, by: Person) -> CaseRow:
    case = find(session, CaseRow, case_id)
    check_may(by, _ACT, reach_of(session, case))
    check_not_anonymised(session, case_id)
    return case


def _set(session: Session, young: YoungPersonRow, told: Corrected) -> list[str]:
    """The names of the fields that changed."""
    values = {
        "name": told.name,
        "birth_date": told.birth_date,
        "phone": check_phone("phone", told.phone) if told.phone else None,
        "email": check_email("email", told.email) if told.email else None,
        "municipality_area": told.municipality_area,
        "protected_identity": told.protected_identity,
    }
    if told.new_cpr:
        values["cpr"] = _free_cpr(session, young, told.new_cpr)
    changed = [name for name, value in values.items() if getattr(young, name) != value]
    for name in changed:
        setattr(young, name, values[name])
    return changed


def _free_cpr(session: Session, young: YoungPersonRow, text: str) -> str:
    cpr = check_cpr("new_cpr", text)
    others = select(YoungPersonRow.id).where(YoungPersonRow.cpr == cpr)
    if session.scalar(others.where(YoungPersonRow.id != young.id)) is not None:
        raise SameCpr("new_cpr")
    return cpr


def disagree(case_id: str, told: StatementTold, *, by: Person, on: date) -> None:
    """Write down what the young person does not agree with. Raises MissingValue or TooLong."""
    with transaction() as session:
        _reached(session, case_id, by)
        clean = checked_statement(told)
        row = StatementRow(
            case_id=case_id, about=clean.about, text=clean.text, date=on, by_name=by.name
        )
        note(session, by, _ACT, add(session, row))
