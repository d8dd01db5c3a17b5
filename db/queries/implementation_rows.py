"""The rows of the implementation as records, within a transaction; asked by queries and actions."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.implementation import (
    Answer,
    AnswerChange,
    CooperationAgreement,
    ImplementationState,
    OrganisationChoice,
    Outcome,
    Owner,
    PdsaStep,
    SmallTest,
)
from core.small_tests import STEPS
from db.engine import danish
from db.models import (
    CooperationAgreementRow,
    ImplementationAnswerRow,
    ImplementationChangeRow,
    OrganisationChoiceRow,
    SmallTestRow,
)
from db.queries.rows import gathered

Names = Mapping[str, str]
"""Members of staff by their ids."""


def owner_of(row: ImplementationAnswerRow | SmallTestRow, names: Names) -> Owner | None:
    """Whose it is; None where it is nobody's."""
    if row.owner_id is not None:
        return Owner(row.owner_id, names.get(row.owner_id, "?"))
    return Owner(None, row.owner_name) if row.owner_name is not None else None


def answer_of(
    row: ImplementationAnswerRow, names: Names, changes: tuple[AnswerChange, ...] = ()
) -> Answer:
    """One answer as a record."""
    return Answer(
        question=row.question,
        version=row.version,
        state=ImplementationState(row.state),
        owner=owner_of(row, names),
        due_date=row.due_date,
        evidence=row.evidence,
        changes=changes,
    )


def changes_of(session: Session) -> Mapping[str, tuple[AnswerChange, ...]]:
    """The history of every answer by its row, newest first."""
    newest = (ImplementationChangeRow.time.desc(), ImplementationChangeRow.id.desc())
    rows = session.scalars(select(ImplementationChangeRow).order_by(*newest))
    return gathered((row.answer_id, _change(row)) for row in rows)


def _change(row: ImplementationChangeRow) -> AnswerChange:
    fields = {name: (old, new) for name, (old, new) in json.loads(row.fields).items()}
    return AnswerChange(row.time, row.by_name, fields, row.reason)


def answers_of(session: Session, names: Names) -> Mapping[str, Answer]:
    """The answers by their questions; a question that nobody has answered has none."""
    changes = changes_of(session)
    return {
        row.question: answer_of(row, names, changes.get(row.id, ()))
        for row in session.scalars(select(ImplementationAnswerRow))
    }


def agreement_of(row: CooperationAgreementRow) -> CooperationAgreement:
    """One agreement as a record."""
    return CooperationAgreement(
        id=row.id,
        version=row.version,
        partner=row.partner,
        organisation=row.organisation,
        contact=row.contact,
        ours=row.ours,
        theirs=row.theirs,
        signed_date=row.signed_date,
        renew_by=row.renew_by,
        ended_date=row.ended_date,
        ended_reason=row.ended_reason,
    )


def agreements_of(session: Session) -> tuple[CooperationAgreement, ...]:
    """All agreements by their organisations in Danish order."""
    ordered = (danish(CooperationAgreementRow.organisation), CooperationAgreementRow.id)
    rows = session.scalars(select(CooperationAgreementRow).order_by(*ordered))
    return tuple(agreement_of(row) for row in rows)


def choices_of(session: Session) -> tuple[OrganisationChoice, ...]:
    """All choices in the order in which they were made."""
    rows = session.scalars(select(OrganisationChoiceRow).order_by(OrganisationChoiceRow.id))
    return tuple(
        OrganisationChoice(
            row.aspect,
            row.option,
            row.valid_from,
            row.reason,
            row.counter,
            row.time,
            row.by_name,
        )
        for row in rows
    )


def small_test_of(row: SmallTestRow, names: Names) -> SmallTest:
    """One round of a test as a record."""
    return SmallTest(
        id=row.id,
        version=row.version,
        round=row.round,
        title=row.title,
        aim=row.aim,
        steps=tuple(
            PdsaStep(step, getattr(row, f"{step}_text"), getattr(row, f"{step}_date"))
            for step in STEPS
        ),
        owner=owner_of(row, names),
        due_date=row.due_date,
        outcome=Outcome(row.outcome) if row.outcome else None,
        continues_id=row.continues_id,
    )


def small_tests_of(session: Session, names: Names) -> tuple[SmallTest, ...]:
    """All rounds of all tests, the newest first."""
    rows = session.scalars(select(SmallTestRow).order_by(SmallTestRow.id.desc()))
    return tuple(small_test_of(row, names) for row in rows)
