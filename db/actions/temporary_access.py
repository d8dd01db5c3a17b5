"""Open a case for a few hours with a purpose, close it, and take note of what others opened."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.case_numbers import case_number
from core.errors import NotAllowed, NotFound
from core.permissions import Act, check_may
from core.records.access_log import LineKind
from core.records.people import Person
from core.temporary_access import check_opening, checked_purpose, concerns, leads
from db.audit import add, claim, find, note, note_act
from db.clock import now
from db.engine import transaction
from db.models import CaseRow, TemporaryAccessRow, YoungPersonRow
from db.queries.temporary_access import access_of
from db.queries.visible import reach_of
from db.settings import settings

ACT = Act.OPEN_CASE


def open_case(number: str | None, purpose: str | None, *, by: Person) -> int:
    """Open the case for the hours of the setting; returns its number.

    Raises NotAllowed, NotFound, and the refusals of `core.temporary_access`.
    """
    with transaction() as session:
        check_may(by, ACT)
        told = checked_purpose(purpose)
        case, young = _found(session, number)
        protected = bool(young.protected_identity)
        check_opening(by, reach_of(session, case), case.number, protected=protected)
        moment = now()
        row = TemporaryAccessRow(
            case_id=case.id,
            account_id=by.account_id,
            by_name=by.name,
            purpose=told,
            opened_time=moment,
            until_time=moment + timedelta(hours=settings().opened_hours),
            lead_seen_time=moment if leads(by) else None,
        )
        add(session, row)
        note(session, by, ACT, row)
        note_act(
            session,
            by,
            ACT,
            "temporary_access",
            {},
            case_id=case.id,
            kind=LineKind.READ,
            purpose=told,
        )
        return case.number


def _found(session: Session, number: str | None) -> tuple[CaseRow, YoungPersonRow]:
    asked = case_number((number or "").strip())
    case = session.scalar(select(CaseRow).where(CaseRow.number == asked))
    if case is None:
        raise NotFound("number", case=asked)
    return case, session.get_one(YoungPersonRow, case.young_person_id)


def close(access_id: str, *, seen_version: int, by: Person) -> None:
    """End it before its time: whoever opened it, or a project leader."""
    with transaction() as session:
        check_may(by, ACT)
        row = find(session, TemporaryAccessRow, access_id)
        if row.account_id != by.account_id and not leads(by):
            raise NotAllowed
        claim(session, TemporaryAccessRow, access_id, seen_version)
        row.ended_time = row.ended_time or now()
        note(session, by, ACT, row)


def take_note(access_id: str, *, seen_version: int, by: Person) -> None:
    """The coordinator of the case or a project leader has read why it was opened."""
    with transaction() as session:
        check_may(by, ACT)
        row = find(session, TemporaryAccessRow, access_id)
        case = session.get_one(CaseRow, row.case_id)
        if not concerns(by, access_of(row, case.number, case.coordinator_id)):
            raise NotAllowed
        claim(session, TemporaryAccessRow, access_id, seen_version)
        if leads(by):
            row.lead_seen_time = row.lead_seen_time or now()
        if case.coordinator_id in by.stands_for:
            row.coordinator_seen_time = row.coordinator_seen_time or now()
        note(session, by, ACT, row)
