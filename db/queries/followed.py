"""What came after a meeting, for other questions: answers about agreements, and feedback."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.network import Agreement, AgreementAnswer, Feedback
from db.models import AgreementAnswerRow, AgreementRow, MeetingFeedbackRow
from db.queries.rows import gathered

Answers = Mapping[str, tuple[AgreementAnswer, ...]]


def agreement_of(row: AgreementRow, answers: Answers) -> Agreement:
    """One agreement as a record, with its own of the answers."""
    return Agreement(
        id=row.id,
        version=row.version,
        text=row.text,
        responsible=row.responsible,
        follow_up_date=row.follow_up_date,
        meeting_id=row.meeting_id,
        status=row.status or "open",
        done_date=row.done_date,
        follow_up_by=row.follow_up_by,
        answers=answers.get(row.id, ()),
    )


def answers_of(session: Session, agreement_ids: Iterable[str]) -> Answers:
    """The answers and reminders by agreement, oldest first."""
    rows = session.scalars(
        select(AgreementAnswerRow)
        .where(AgreementAnswerRow.agreement_id.in_(list(agreement_ids)))
        .order_by(AgreementAnswerRow.date, AgreementAnswerRow.id)
    )
    return gathered(
        (row.agreement_id, AgreementAnswer(row.id, row.date, row.kind, row.who, row.text))
        for row in rows
    )


def feedback_of(session: Session, meeting_ids: Iterable[str]) -> Mapping[str, tuple[Feedback, ...]]:
    """The feedback by meeting, in the order it was given."""
    rows = session.scalars(
        select(MeetingFeedbackRow)
        .where(MeetingFeedbackRow.meeting_id.in_(list(meeting_ids)))
        .order_by(MeetingFeedbackRow.date, MeetingFeedbackRow.id)
    )
    return gathered((row.meeting_id, _feedback(row)) for row in rows)


def _feedback(row: MeetingFeedbackRow) -> Feedback:
    return Feedback(
        row.id, row.version, row.role, row.date, row.score, row.went_well, row.to_change
    )
