"""Record and correct contacts. Each is the recording worker's own."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import Step
from core.contacts import (
    CheckedContact,
    Contact,
    ContactByOther,
    checked_contact,
    chosen_method,
    may_correct,
)
from core.pathway import ACCEPTED_STEPS, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import CaseRow, ContactRow, StaffRow
from db.queries.support import contact_methods
from db.queries.visible import reach_of


def record_contact(case_id: str, contact: Contact, *, by: Person, on: date) -> None:
    """Write down a contact: support workers in their course's method, coordinators in SM."""
    with transaction() as session:
        case = find(session, CaseRow, case_id)
        check_may(by, Act.GIVE_SUPPORT, reach_of(session, case))
        check_step(Step(case.step), ACCEPTED_STEPS)
        method = chosen_method(contact.method, contact_methods(session, case, by))
        told = checked_contact(contact, referred=case.referral_date, on=on)
        row = ContactRow(case_id=case.id, worker_id=by.staff_id, method=method.value)
        _fill(row, told)
        note(session, by, Act.GIVE_SUPPORT, add(session, row))


def correct_contact(
    contact_id: str, contact: Contact, *, seen_version: int, by: Person, on: date
) -> None:
    """Correct a contact; who recorded it, and in which method, stands."""
    with transaction() as session:
        row = claim(session, ContactRow, contact_id, seen_version)
        case = find(session, CaseRow, row.case_id)
        check_may(by, Act.GIVE_SUPPORT, reach_of(session, case))
        _check_own(session, row, by)
        _fill(row, checked_contact(contact, referred=case.referral_date, on=on))
        note(session, by, Act.GIVE_SUPPORT, row)


def _check_own(session: Session, row: ContactRow, by: Person) -> None:
    if not may_correct(row.worker_id, by):
        worker = session.get(StaffRow, row.worker_id)
        raise ContactByOther(worker=worker.name if worker else "?")


def _fill(row: ContactRow, told: CheckedContact) -> None:
    row.date, row.activity, row.minutes = told.day, told.activity, told.minutes
    row.mode, row.place, row.with_network = told.mode, told.place, told.with_network
    row.note = told.note
