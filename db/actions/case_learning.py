"""What a case meeting writes down: the sheet of a case, what was learnt, what was decided."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.case_learning import (
    DecisionTold,
    check_open,
    checked_decision,
    checked_outcome,
    may_settle,
    written,
)
from core.case_reviews import checked_answers
from core.errors import NotAllowed
from core.permissions import Act, check_may
from core.records.case_reviews import DecisionState
from core.records.people import Person
from db.actions.case_reviews import open_review
from db.actions.reached import fill
from db.audit import add, changed_by_other, claim, find, note, remove
from db.engine import transaction
from db.models import (
    CaseReviewAnswerRow,
    CaseReviewDecisionRow,
    CaseReviewLearningRow,
    CaseReviewPickRow,
    CaseRow,
    StaffRow,
)
from db.queries.visible import reach_of

ACT = Act.RUN_CASE_REVIEWS


def answer(pick_id: str, told: Mapping[str, str | None], *, seen_version: int, by: Person) -> None:
    """Keep the answers on the sheet of a case, to the questions of the meeting's day.

    Raises TooLong, CprInText or WrongReviewState.
    """
    with transaction() as session:
        check_may(by, ACT)
        row = find(session, CaseReviewPickRow, pick_id)
        check_may(by, ACT, reach_of(session, find(session, CaseRow, row.case_id)))
        known = _answers(session, row.id)
        if row.version != seen_version:
            refusal = changed_by_other(session, row, seen_version)
            refusal.changes = {question: each.text for question, each in known.items()}
            raise refusal
        claim(session, CaseReviewPickRow, pick_id, seen_version)
        review = open_review(session, row.review_id, by)
        written_now = _write(session, row.id, known, checked_answers(told, review.date))
        note(session, by, ACT, row, *written_now, case_id=row.case_id)


def learn(review_id: str, *, text: str | None, by: Person) -> str:
    """Write down one thing that was learnt; returns the id."""
    with transaction() as session:
        open_review(session, review_id, by)
        row = CaseReviewLearningRow(review_id=review_id, text=written("text", text))
        note(session, by, ACT, add(session, row))
        return row.id


def change_learning(learning_id: str, *, text: str | None, seen_version: int, by: Person) -> None:
    """Put it in other words."""
    with transaction() as session:
        row = find(session, CaseReviewLearningRow, learning_id)
        open_review(session, row.review_id, by)
        claim(session, CaseReviewLearningRow, learning_id, seen_version)
        row.text = written("text", text)
        note(session, by, ACT, row)


def forget_learning(learning_id: str, *, seen_version: int, by: Person) -> None:
    """Take it out; the log keeps what it said."""
    with transaction() as session:
        row = find(session, CaseReviewLearningRow, learning_id)
        open_review(session, row.review_id, by)
        claim(session, CaseReviewLearningRow, learning_id, seen_version)
        remove(session, row)
        note(session, by, ACT, row)


def decide(review_id: str, told: DecisionTold, *, by: Person) -> str:
    """Write down what was decided, who sees to it, and by when; returns the id."""
    with transaction() as session:
        open_review(session, review_id, by)
        row = CaseReviewDecisionRow(review_id=review_id, state=DecisionState.OPEN.value)
        _tell(session, row, told)
        note(session, by, ACT, add(session, row))
        return row.id


def change_decision(decision_id: str, told: DecisionTold, *, seen_version: int, by: Person) -> None:
    """Another wording, person or day for an open decision, its meeting closed or not."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, CaseReviewDecisionRow, decision_id, seen_version)
        check_open(DecisionState(row.state))
        _tell(session, row, told)
        note(session, by, ACT, row)


def settle(
    decision_id: str,
    state: DecisionState,
    *,
    outcome: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """A decision is done, or dropped for a reason: by the project leader or who sees to it.

    Raises DecisionSettled, or MissingValue where a reason is missing.
    """
    with transaction() as session:
        row = find(session, CaseReviewDecisionRow, decision_id)
        if not may_settle(by, row.responsible_id):
            raise NotAllowed
        claim(session, CaseReviewDecisionRow, decision_id, seen_version)
        check_open(DecisionState(row.state))
        row.outcome = checked_outcome(state, outcome)
        row.state, row.settled_date = state.value, on
        note(session, by, ACT, row)


def open_again(decision_id: str, *, seen_version: int, by: Person) -> None:
    """A decision that was settled by mistake stands open again; the log keeps its outcome."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, CaseReviewDecisionRow, decision_id, seen_version)
        row.state, row.settled_date, row.outcome = DecisionState.OPEN.value, None, None
        note(session, by, ACT, row)


def _tell(session: Session, row: CaseReviewDecisionRow, told: DecisionTold) -> None:
    text, responsible_id, due_date = checked_decision(told)
    find(session, StaffRow, responsible_id)
    fill(row, text=text, responsible_id=responsible_id, due_date=due_date)


def _answers(session: Session, pick_id: str) -> dict[str, CaseReviewAnswerRow]:
    query = select(CaseReviewAnswerRow).where(CaseReviewAnswerRow.pick_id == pick_id)
    return {row.question: row for row in session.scalars(query)}


def _write(
    session: Session,
    pick_id: str,
    known: Mapping[str, CaseReviewAnswerRow],
    told: Mapping[str, str],
) -> list[CaseReviewAnswerRow]:
    """Put, change and take out answers; returns the rows that are another now."""
    changed = []
    for question, text in told.items():
        row = known.get(question)
        if row is None:
            row = add(session, CaseReviewAnswerRow(pick_id=pick_id, question=question, text=text))
            changed.append(row)
        elif row.text != text:
            row.text, row.version = text, row.version + 1
            changed.append(row)
    for question, row in known.items():
        if question not in told:
            remove(session, row)
            changed.append(row)
    return changed
