"""Keep what people answer about an agreement, and that they were reminded of it."""

from datetime import date

from sqlalchemy.orm import Session

from core.agreements import AgreementStatus, check_agreement_open
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from core.reminders import REMINDED, AnswerTold, checked_answer
from core.texts import LINE, required_text
from db.actions.reached import reached_case
from db.audit import add, find, note
from db.engine import transaction
from db.models import AgreementAnswerRow, AgreementRow, CaseRow, GoalRow
from db.queries.tasks import made_of

ACT = Act.FOLLOW_UP_AGREEMENTS


def remind(agreement_id: str, *, who: str | None, by: Person, on: date) -> str:
    """Keep that somebody was reminded of an open agreement today; returns the line's id."""
    with transaction() as session:
        agreement, _, case = _reached(session, agreement_id, by)
        reminded = required_text("who", who, LINE)
        row = _row(agreement, AnswerTold(kind=REMINDED, who=reminded, answered=on), by)
        note(session, by, ACT, add(session, row), case_id=case.id)
        return row.id


def answer(agreement_id: str, told: AnswerTold, *, by: Person, on: date) -> str:
    """Keep what somebody answers about an open agreement; returns the answer's id.

    That it is done does not settle it: whoever follows up does that.
    """
    with transaction() as session:
        agreement, goal, case = _reached(session, agreement_id, by)
        checked = checked_answer(told, made=made_of(session, agreement, goal), on=on)
        row = _row(agreement, checked, by)
        note(session, by, ACT, add(session, row), case_id=case.id)
        return row.id


def _reached(
    session: Session, agreement_id: str, by: Person
) -> tuple[AgreementRow, GoalRow, CaseRow]:
    agreement = find(session, AgreementRow, agreement_id)
    goal = find(session, GoalRow, agreement.goal_id)
    case = reached_case(session, goal.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
    check_agreement_open(agreement.status or AgreementStatus.OPEN.value)
    return agreement, goal, case


def _row(agreement: AgreementRow, told: AnswerTold, by: Person) -> AgreementAnswerRow:
    return AgreementAnswerRow(
        agreement_id=agreement.id,
        date=told.answered,
        kind=told.kind,
        who=told.who,
        text=told.text,
        by_name=by.name,
    )
