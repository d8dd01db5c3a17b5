"""Record, correct and remove contacts. Each is the recording worker's own."""

from collections.abc import Sequence
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
    with_driving,
)
from core.errors import MissingValue
from core.pathway import ACCEPTED_STEPS, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import CaseRow, ContactRow, StaffRow
from db.queries.support import contact_methods
from db.queries.visible import reach_of


def record_contact(
    case_id: str | None,
    contact: Contact,
    *,
    driving_minutes: int | None = None,
    by: Person,
    on: date,
) -> tuple[str, ...]:
    """Write down a contact: support workers in their course's method, coordinators in SM.

    With `driving_minutes` the way there and back is written down beside it. Returns the ids.
    """
    with transaction() as session:
        case = _chosen_case(session, case_id)
        reach = reach_of(session, case)
        check_may(by, Act.GIVE_SUPPORT, reach)
        check_step(Step(case.step), ACCEPTED_STEPS)
        method = chosen_method(contact.method, contact_methods(session, case, reach, by))
        rows = []
        for each in with_driving(contact, driving_minutes):
            row = ContactRow(case_id=case.id, worker_id=by.staff_id, method=method.value)
            _fill(row, checked_contact(each, referred=case.referral_date, on=on))
            rows.append(add(session, row))
        note(session, by, Act.GIVE_SUPPORT, *rows)
        return tuple(row.id for row in rows)


def remove_contacts(contact_ids: Sequence[str], *, seen_versions: int, by: Person) -> None:
    """Take contacts of one's own out again, all or none; the log keeps what they held."""
    with transaction() as session:
        rows = [find(session, ContactRow, each) for each in contact_ids]
        for row in rows:
            case = find(session, CaseRow, row.case_id)
            check_may(by, Act.GIVE_SUPPORT, reach_of(session, case))
            _check_own(session, row, by)
            claim(session, ContactRow, row.id, seen_versions)
            remove(session, row)
        note(session, by, Act.GIVE_SUPPORT, *rows)


def _chosen_case(session: Session, case_id: str | None) -> CaseRow:
    if not case_id:
        raise MissingValue("case_id")
    return find(session, CaseRow, case_id)


def correct_contact(
    contact_id: str, contact: Contact, *, seen_version: int, by: Person, on: date
) -> None:
    """Correct a contact; who recorded it, and in which method, stands."""
    with transaction() as session:
        row = find(session, ContactRow, contact_id)
        case = find(session, CaseRow, row.case_id)
        check_may(by, Act.GIVE_SUPPORT, reach_of(session, case))
        claim(session, ContactRow, contact_id, seen_version)
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
