"""Plan a meeting, invite, change it, cancel it, hold it, and set right what was written of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState, Step
from core.consent import check_consent
from core.errors import NotFound, UnknownCode
from core.meetings import (
    NETWORK,
    Held,
    Invitation,
    MeetingPlan,
    check_held,
    check_not_cancelled,
    check_planned,
    checked_holding,
    checked_invitation,
    checked_plan,
    shares,
)
from core.pathway import ACCEPTED_STEPS, check_move
from core.permissions import Act
from core.records.people import Person
from core.texts import TEXT, required_text
from db.actions.events import happened
from db.actions.reached import birth_date_of, fill, reached_case
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import CaseRow, MeetingRow, ParticipantRow, StaffRow
from db.queries.network import MEETING_CANCELLED, consents_of

ACT = Act.HOLD_MEETINGS


def plan(
    case_id: str, told: MeetingPlan, invitations: Sequence[Invitation], *, by: Person, on: date
) -> str:
    """Plan a meeting and invite to it; returns its id. Refused without consent (R12)."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        row = add(session, MeetingRow(case_id=case.id, state=MeetingState.PLANNED.value))
        _tell(session, row, case, checked_plan(told, start=case.start_date, on=on))
        invited = [_invited(row, checked_invitation(each, on)) for each in invitations]
        _check_sharing(session, row, {each.role for each in invited})
        note(session, by, ACT, row, *(add(session, each) for each in invited), case_id=case.id)
        return row.id


def change_plan(
    meeting_id: str, told: MeetingPlan, *, seen_version: int, by: Person, on: date
) -> None:
    """Change a planned meeting."""
    with transaction() as session:
        row, case = _claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        _tell(session, row, case, checked_plan(told, start=case.start_date, on=on))
        _check_sharing(session, row, _roles(session, row))
        note(session, by, ACT, row)


def invite(
    meeting_id: str, invitation: Invitation, *, seen_version: int, by: Person, on: date
) -> None:
    """Invite somebody to a planned meeting, or add to a held one somebody who just came."""
    with transaction() as session:
        row, case = _claimed(session, meeting_id, seen_version, by)
        check_not_cancelled(MeetingState(row.state))
        invited = _invited(row, checked_invitation(invitation, on))
        _check_sharing(session, row, {*_roles(session, row), invited.role}, None)
        note(session, by, ACT, row, add(session, invited), case_id=case.id)


def take_back_invitation(
    meeting_id: str, participant_id: str, *, seen_version: int, by: Person
) -> None:
    """Take somebody off the list of a planned meeting."""
    with transaction() as session:
        row, case = _claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        invited = find(session, ParticipantRow, participant_id)
        if invited.meeting_id != row.id:
            raise NotFound
        remove(session, invited)
        note(session, by, ACT, row, invited, case_id=case.id)


def cancel(meeting_id: str, *, reason: str | None, seen_version: int, by: Person, on: date) -> None:
    """Cancel a planned meeting, with a reason that stays in the events."""
    with transaction() as session:
        row, case = _claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        row.state = MeetingState.CANCELLED.value
        event = happened(
            case.id,
            MEETING_CANCELLED,
            day=on,
            reason=required_text("reason", reason, TEXT),
            details={"meeting_id": row.id, "date": row.date.isoformat()},
            by=by,
        )
        note(session, by, ACT, row, add(session, event))


def hold(meeting_id: str, held: Held, *, seen_version: int, by: Person, on: date) -> None:
    """Record that a planned meeting was held; the first network meeting ends trin 3."""
    with transaction() as session:
        row, case = _claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        present = _write(session, row, case, held, on)
        _check_sharing(session, row, _roles(session, row))
        row.state = MeetingState.HELD.value
        moved = _moved_on(session, row, case)
        note(session, by, ACT, row, *present, *moved, case_id=case.id)


def correct(meeting_id: str, held: Held, *, seen_version: int, by: Person, on: date) -> None:
    """Set right what was written of a held meeting; the log keeps what stood before."""
    with transaction() as session:
        row, case = _claimed(session, meeting_id, seen_version, by)
        check_held(MeetingState(row.state))
        before = row.date
        present = _write(session, row, case, held, on)
        if row.date != before:
            _check_sharing(session, row, _roles(session, row))
        note(session, by, ACT, row, *present, case_id=case.id)


def _claimed(
    session: Session, meeting_id: str, seen_version: int, by: Person
) -> tuple[MeetingRow, CaseRow]:
    row = claim(session, MeetingRow, meeting_id, seen_version)
    return row, reached_case(session, row.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)


def _tell(session: Session, row: MeetingRow, case: CaseRow, told: MeetingPlan) -> None:
    if told.chair_id is not None and session.get(StaffRow, told.chair_id) is None:
        raise UnknownCode("chair_id", value=told.chair_id)
    fill(
        row,
        kind=told.kind,
        date=told.day,
        start_time=told.start_time,
        place=told.place,
        purpose=told.purpose,
        agenda=told.agenda,
        chair_id=told.chair_id or case.coordinator_id,
    )


def _invited(row: MeetingRow, invitation: Invitation) -> ParticipantRow:
    planned = row.state == MeetingState.PLANNED
    return ParticipantRow(
        meeting_id=row.id,
        role=invitation.role,
        name=invitation.name,
        invited=planned,
        attended=None if planned else True,
    )


def _participants(session: Session, row: MeetingRow) -> list[ParticipantRow]:
    query = select(ParticipantRow).where(ParticipantRow.meeting_id == row.id)
    return list(session.scalars(query.order_by(ParticipantRow.id)))


def _roles(session: Session, row: MeetingRow) -> set[str]:
    return {each.role for each in _participants(session, row)}


def _check_sharing(
    session: Session, row: MeetingRow, roles: set[str], field: str | None = "date"
) -> None:
    """R12: without anything on file for the day nobody else may come. Whom it covers is not asked.

    Who is outside may be invited: the page says what they may not see, and documents leave it out.
    """
    if shares(row.kind, roles):
        born = birth_date_of(session, row.case_id)
        check_consent(consents_of(session, row.case_id), row.date, field, born=born)


def _write(
    session: Session, row: MeetingRow, case: CaseRow, held: Held, on: date
) -> list[ParticipantRow]:
    present = _participants(session, row)
    told = checked_holding(
        held, kind=row.kind, invited=[each.id for each in present], start=case.start_date, on=on
    )
    fill(
        row,
        date=told.day,
        next_meeting_date=told.next_meeting_date,
        no_next_meeting_reason=told.no_next_meeting_reason,
        **told.checklist,
    )
    for each in present:
        each.attended, each.active = each.id in told.attended, each.id in told.active
    return present


def _moved_on(session: Session, row: MeetingRow, case: CaseRow) -> list[CaseRow]:
    if row.kind != NETWORK or case.step != Step.START_UP:
        return []
    check_move(Step(case.step), Step.COLLABORATION)
    claimed = claim(session, CaseRow, case.id, case.version)
    claimed.step = Step.COLLABORATION.value
    return [claimed]
