"""Plan a meeting, invite, change it, cancel it, hold it, and set right what was written of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from core.codes import MeetingState, Step
from core.errors import UnknownCode
from core.holding import Came, Held, checked_holding
from core.meetings import (
    NETWORK,
    Invitation,
    MeetingPlan,
    check_held,
    check_not_cancelled,
    check_planned,
    checked_invitation,
    checked_plan,
)
from core.pathway import ACCEPTED_STEPS, check_move
from core.permissions import Act
from core.records.people import Person
from core.texts import TEXT, required_text
from db.actions import meeting_rows
from db.actions.events import happened
from db.actions.next_meetings import book_next
from db.actions.plan_versions import freeze
from db.actions.reached import fill, reached_case
from db.audit import add, claim, note
from db.engine import transaction
from db.models import CaseRow, MeetingRow, ParticipantRow, StaffRow
from db.queries.network import MEETING_CANCELLED
from db.several import joined

ACT = Act.HOLD_MEETINGS


def plan(
    case_id: str, told: MeetingPlan, invitations: Sequence[Invitation], *, by: Person, on: date
) -> str:
    """Plan a meeting and invite to it; returns its id. Refused without consent (R12)."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        row = add(session, MeetingRow(case_id=case.id, state=MeetingState.PLANNED.value))
        _tell(session, row, case, checked_plan(told, start=case.start_date, on=on))
        invited = [meeting_rows.invited(row, checked_invitation(each, on)) for each in invitations]
        meeting_rows.check_sharing(session, row, {each.role for each in invited})
        note(session, by, ACT, row, *(add(session, each) for each in invited), case_id=case.id)
        return row.id


def change_plan(
    meeting_id: str, told: MeetingPlan, *, seen_version: int, by: Person, on: date
) -> None:
    """Change a planned meeting."""
    with transaction() as session:
        row, case = meeting_rows.claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        _tell(session, row, case, checked_plan(told, start=case.start_date, on=on))
        meeting_rows.check_sharing(session, row, meeting_rows.roles(session, row))
        note(session, by, ACT, row)


def invite(
    meeting_id: str, invitation: Invitation, *, seen_version: int, by: Person, on: date
) -> None:
    """Invite somebody to a planned meeting, or add to a held one somebody who just came."""
    with transaction() as session:
        row, case = meeting_rows.claimed(session, meeting_id, seen_version, by)
        check_not_cancelled(MeetingState(row.state))
        invited = meeting_rows.invited(row, checked_invitation(invitation, on))
        meeting_rows.check_sharing(
            session, row, {*meeting_rows.roles(session, row), invited.role}, None
        )
        note(session, by, ACT, row, add(session, invited), case_id=case.id)


def cancel(meeting_id: str, *, reason: str | None, seen_version: int, by: Person, on: date) -> None:
    """Cancel a planned meeting, with a reason that stays in the events."""
    with transaction() as session:
        row, case = meeting_rows.claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        row.state, row.call_version = MeetingState.CANCELLED.value, row.version
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
    """Record that a planned meeting was held, and book the next one where a day was agreed.

    The first network meeting ends trin 3.
    """
    with transaction() as session:
        row, case = meeting_rows.claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        told, present = _write(session, row, case, held, on)
        meeting_rows.check_sharing(session, row, {each.role for each in present})
        row.state = MeetingState.HELD.value
        booked = book_next(session, row, case, told, present)
        if booked is not None:
            roles = {each.role for each in booked.invited}
            meeting_rows.check_sharing(session, booked.meeting, roles, "next_meeting_date")
        moved = _moved_on(session, row, case)
        following = booked.rows if booked else ()
        freeze(session, case.id, meeting_id=row.id, by=by, on=on)
        note(session, by, ACT, row, *present, *following, *moved, case_id=case.id)


def correct(meeting_id: str, held: Held, *, seen_version: int, by: Person, on: date) -> None:
    """Set right what was written of a held meeting; the log keeps what stood before."""
    with transaction() as session:
        row, case = meeting_rows.claimed(session, meeting_id, seen_version, by)
        check_held(MeetingState(row.state))
        before = row.date
        _, present = _write(session, row, case, held, on)
        if row.date != before:
            meeting_rows.check_sharing(session, row, {each.role for each in present})
        note(session, by, ACT, row, *present, case_id=case.id)


def _tell(session: Session, row: MeetingRow, case: CaseRow, told: MeetingPlan) -> None:
    if told.chair_id is not None and session.get(StaffRow, told.chair_id) is None:
        raise UnknownCode("chair_id", value=told.chair_id)
    before = _call(row)
    fill(
        row,
        kind=told.kind,
        date=told.day,
        start_time=told.start_time,
        end_time=told.end_time,
        place=told.place,
        purpose=told.purpose,
        agenda=told.agenda,
        chair_id=told.chair_id or case.coordinator_id,
    )
    if before[0] is not None and before != _call(row):
        row.call_version = row.version


def _call(row: MeetingRow) -> tuple[date | None, str | None, str | None, str | None]:
    """What an invitation tells."""
    return row.date, row.start_time, row.end_time, row.place


def _write(
    session: Session, row: MeetingRow, case: CaseRow, held: Held, on: date
) -> tuple[Held, list[ParticipantRow]]:
    present = meeting_rows.participants(session, row)
    told = checked_holding(
        held, kind=row.kind, invited=[each.id for each in present], start=case.start_date, on=on
    )
    fill(
        row,
        date=told.day,
        minutes=told.minutes,
        minutes_types=joined(told.minutes_types),
        next_meeting_date=told.next_meeting_date,
        no_next_meeting_reason=told.no_next_meeting_reason,
        **told.checklist,
    )
    for each in present:
        each.attended, each.active = each.id in told.attended, each.id in told.active
    return told, present + [add(session, _uninvited(row, each)) for each in told.came]


def _uninvited(row: MeetingRow, came: Came) -> ParticipantRow:
    return ParticipantRow(
        meeting_id=row.id,
        role=came.role,
        name=came.name,
        invited=False,
        attended=True,
        active=came.active,
    )


def _moved_on(session: Session, row: MeetingRow, case: CaseRow) -> list[CaseRow]:
    if row.kind != NETWORK or case.step != Step.START_UP:
        return []
    check_move(Step(case.step), Step.COLLABORATION)
    claimed = claim(session, CaseRow, case.id, case.version)
    claimed.step = Step.COLLABORATION.value
    return [claimed]
