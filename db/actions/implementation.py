"""Answer a question of the implementation; every change stays in its history."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.implementation import AnswerTold, checked_answer, checked_question, differences
from core.permissions import Act, check_may
from core.records.implementation import Answer, Change
from core.records.people import Person
from db.actions.owned import claim_told, named_owner
from db.actions.reached import fill
from db.audit import add, note
from db.clock import now
from db.engine import transaction
from db.models import ImplementationAnswerRow, ImplementationChangeRow
from db.queries.implementation_rows import answer_of

ACT = Act.WRITE_IMPLEMENTATION


def answer(question: str, told: AnswerTold, *, seen_version: int, by: Person, on: date) -> None:
    """Keep how far a question is, whose it is, by when and what shows it.

    `seen_version` is 0 where nobody had answered yet. Raises AnswerUnchanged, or MissingValue
    where a question is called not relevant without a reason.
    """
    with transaction() as session:
        check_may(by, ACT)
        checked_question(question, on)
        row, before = _claimed(session, question, seen_version)
        checked = checked_answer(told)
        owner = named_owner(session, checked.owner_id, checked.owner_name)
        changes = differences(before, checked, owner)
        fill(
            row,
            state=checked.state,
            owner_id=checked.owner_id,
            owner_name=checked.owner_name,
            due_date=checked.due_date,
            evidence=checked.evidence,
        )
        note(session, by, ACT, row, _happened(session, row, changes, checked.reason, by))


def _claimed(
    session: Session, question: str, seen_version: int
) -> tuple[ImplementationAnswerRow, Answer]:
    query = select(ImplementationAnswerRow).where(ImplementationAnswerRow.question == question)
    row = session.scalars(query).first()
    if row is None:
        return add(session, ImplementationAnswerRow(question=question)), Answer(question)
    claimed = claim_told(session, ImplementationAnswerRow, row.id, seen_version)
    before = named_owner(session, claimed.owner_id, claimed.owner_name)
    return claimed, answer_of(claimed, {before.staff_id or "": before.name} if before else {})


def _happened(
    session: Session,
    row: ImplementationAnswerRow,
    changes: dict[str, Change],
    reason: str | None,
    by: Person,
) -> ImplementationChangeRow:
    change = ImplementationChangeRow(
        answer_id=row.id,
        time=now(),
        by_name=by.name,
        fields=json.dumps(changes, ensure_ascii=False),
        reason=reason,
    )
    return add(session, change)
