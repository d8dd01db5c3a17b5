"""Which open cases have an agreement that somebody should be reminded of; for `open_cases` only."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.agreements import made_on
from core.reminders import OCCASIONS, reminder_due
from db.conditions import OPEN_AGREEMENT, Only, of_cases
from db.models import AgreementAnswerRow, AgreementRow, GoalRow, MeetingRow

_EARLIEST = min(occasion.first for occasion in OCCASIONS)


def reminders(session: Session, on: date, only: Only) -> dict[str, date]:
    """By case: the first last day to remind somebody in, of the occasions that have begun."""
    last_told = (
        select(AgreementAnswerRow.agreement_id, func.max(AgreementAnswerRow.date).label("day"))
        .group_by(AgreementAnswerRow.agreement_id)
        .subquery()
    )
    query = (
        select(
            GoalRow.case_id,
            AgreementRow.follow_up_date,
            GoalRow.set_date,
            MeetingRow.date,
            last_told.c.day,
        )
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .outerjoin(MeetingRow, MeetingRow.id == AgreementRow.meeting_id)
        .outerjoin(last_told, last_told.c.agreement_id == AgreementRow.id)
        .where(
            OPEN_AGREEMENT,
            AgreementRow.follow_up_date <= on - timedelta(days=_EARLIEST),
            of_cases(GoalRow.case_id, only),
        )
    )
    found: dict[str, date] = {}
    for case_id, follow_up, set_date, met, told in session.connection().execute(query):
        made = made_on(set_date, met)
        day = reminder_due(follow_up, made=made, last_told=told, on=on)
        if day is not None:
            found[case_id] = min(day, found.get(case_id, day))
    return found
