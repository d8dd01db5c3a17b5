"""Set goals and make agreements about them (R11), and say how they went."""

from datetime import date

from sqlalchemy.orm import Session

from core.agreements import (
    AgreementStatus,
    AgreementTold,
    GoalStatus,
    GoalTold,
    check_agreement_open,
    check_agreement_settled,
    check_goal_closed,
    check_goal_open,
    checked_agreement,
    checked_goal,
    closing,
    made_on,
    settling,
)
from core.codes import MeetingState
from core.errors import NotFound
from core.meetings import check_not_cancelled
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import fill, reached_case, reached_row
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import AgreementRow, CaseRow, GoalRow, MeetingRow

ACT = Act.HOLD_MEETINGS


def set_goal(case_id: str, told: GoalTold, *, by: Person, on: date) -> str:
    """Set a goal; returns its id."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        row = GoalRow(case_id=case.id, status=GoalStatus.OPEN.value)
        _tell_goal(row, checked_goal(told, start=case.start_date, on=on))
        note(session, by, ACT, add(session, row))
        return row.id


def change_goal(goal_id: str, told: GoalTold, *, seen_version: int, by: Person, on: date) -> None:
    """Word an open goal anew."""
    with transaction() as session:
        row, case = _claimed_goal(session, goal_id, seen_version, by)
        check_goal_open(_status(row))
        _tell_goal(row, checked_goal(told, start=case.start_date, on=on))
        note(session, by, ACT, row)


def close_goal(
    goal_id: str,
    *,
    status: str | None,
    closed_date: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Say that a goal is reached, changed or dropped, from a day."""
    with transaction() as session:
        row, _ = _claimed_goal(session, goal_id, seen_version, by)
        check_goal_open(_status(row))
        row.status = closing(status, closed_date, set_date=row.set_date, on=on).value
        row.closed_date = closed_date
        note(session, by, ACT, row)


def reopen_goal(goal_id: str, *, seen_version: int, by: Person) -> None:
    """Take a closed goal up again; the log keeps how it was closed."""
    with transaction() as session:
        row, _ = _claimed_goal(session, goal_id, seen_version, by)
        check_goal_closed(_status(row))
        row.status, row.closed_date = GoalStatus.OPEN.value, None
        note(session, by, ACT, row)


def agree(goal_id: str, told: AgreementTold, *, meeting_id: str | None = None, by: Person) -> str:
    """Make an agreement about an open goal, at a meeting or outside one; returns its id.

    The meeting may be under way: planned, and not yet told of as held.
    """
    with transaction() as session:
        goal = find(session, GoalRow, goal_id)
        case = reached_case(session, goal.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        check_goal_open(_status(goal))
        meeting = _meeting(session, meeting_id, case)
        if meeting is not None:
            check_not_cancelled(MeetingState(meeting.state))
        row = AgreementRow(
            goal_id=goal.id, meeting_id=meeting_id, status=AgreementStatus.OPEN.value
        )
        _tell_agreement(row, checked_agreement(told, made=_made(goal, meeting)))
        note(session, by, ACT, add(session, row), case_id=case.id)
        return row.id


def change_agreement(
    agreement_id: str, told: AgreementTold, *, seen_version: int, by: Person
) -> None:
    """Change who, what or when of an open agreement."""
    with transaction() as session:
        row, goal, case = _claimed_agreement(session, agreement_id, seen_version, by)
        check_agreement_open(_status(row))
        made = _made(goal, _meeting(session, row.meeting_id, case))
        _tell_agreement(row, checked_agreement(told, made=made))
        note(session, by, ACT, row, case_id=case.id)


def settle(
    agreement_id: str,
    *,
    status: str | None,
    done_date: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Say whether an agreement was kept, and on which day that was clear."""
    act = Act.FOLLOW_UP_AGREEMENTS
    with transaction() as session:
        row, goal, case = _claimed_agreement(session, agreement_id, seen_version, by, act)
        check_agreement_open(_status(row))
        made = _made(goal, _meeting(session, row.meeting_id, case))
        row.status = settling(status, done_date, made=made, on=on).value
        row.done_date = done_date
        note(session, by, act, row, case_id=case.id)


def reopen_agreement(agreement_id: str, *, seen_version: int, by: Person) -> None:
    """Take a settled agreement up again; the log keeps how it went."""
    with transaction() as session:
        row, _, case = _claimed_agreement(session, agreement_id, seen_version, by)
        check_agreement_settled(_status(row))
        row.status, row.done_date = AgreementStatus.OPEN.value, None
        note(session, by, ACT, row, case_id=case.id)


def _claimed_goal(
    session: Session, goal_id: str, seen_version: int, by: Person
) -> tuple[GoalRow, CaseRow]:
    return reached_row(
        session, GoalRow, goal_id, seen_version, act=ACT, by=by, steps=ACCEPTED_STEPS
    )


def _claimed_agreement(
    session: Session, agreement_id: str, seen_version: int, by: Person, act: Act = ACT
) -> tuple[AgreementRow, GoalRow, CaseRow]:
    row = find(session, AgreementRow, agreement_id)
    goal = find(session, GoalRow, row.goal_id)
    case = reached_case(session, goal.case_id, act=act, by=by, steps=ACCEPTED_STEPS)
    claim(session, AgreementRow, agreement_id, seen_version)
    return row, goal, case


def _status(row: GoalRow | AgreementRow) -> str:
    # Imported rows may leave the status blank, which is open.
    return row.status or GoalStatus.OPEN.value


def _meeting(session: Session, meeting_id: str | None, case: CaseRow) -> MeetingRow | None:
    if meeting_id is None:
        return None
    meeting = find(session, MeetingRow, meeting_id)
    if meeting.case_id != case.id:
        raise NotFound
    return meeting


def _made(goal: GoalRow, meeting: MeetingRow | None) -> date:
    return made_on(goal.set_date, meeting.date if meeting else None)


def _tell_goal(row: GoalRow, told: GoalTold) -> None:
    fill(
        row,
        text=told.text,
        life_domain=told.life_domain,
        set_date=told.set_date,
        own_words=told.own_words,
        information_type=told.information_type,
    )


def _tell_agreement(row: AgreementRow, told: AgreementTold) -> None:
    fill(
        row,
        text=told.text,
        responsible=told.responsible,
        follow_up_date=told.follow_up_date,
        follow_up_by=told.follow_up_by,
    )
