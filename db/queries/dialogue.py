"""Questions about the dialogue tool: which questions it asks, and what was answered."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.dialogue import in_force, items_on
from core.permissions import Act, may
from core.records.dialogue import Answer, Item, ItemChange
from core.records.people import Person
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import DialogueAnswerRow, DialogueItemRow, MeasurementRow
from db.queries.naming import readable
from db.queries.rows import gathered
from db.queries.visible import sees


def items(on: date) -> Mapping[str, tuple[Item, ...]]:
    """The questions in use on a day, by life domain."""
    return items_on(_changes(), on)


def item_changes(*, by: Person) -> tuple[ItemChange, ...]:
    """Every change of the questions, in the order they were made; for who may change them."""
    return _changes() if may(by, Act.EDIT_DIALOGUE_ITEMS) else ()


def standing_items(on: date, *, by: Person) -> tuple[ItemChange, ...]:
    """What holds for each question on a day, the retired ones too; for who may change them."""
    if not may(by, Act.EDIT_DIALOGUE_ITEMS):
        return ()
    return tuple(in_force(_changes(), on).values())


@Kept
def _changes() -> tuple[ItemChange, ...]:
    with reading() as session:
        return changes_of(session)


def changes_of(session: Session) -> tuple[ItemChange, ...]:
    """Every change of the questions, within a transaction."""
    rows = session.scalars(select(DialogueItemRow).order_by(DialogueItemRow.id))
    return tuple(
        ItemChange(
            item_id=row.item_id,
            domain=row.domain,
            wording=row.wording,
            valid_from=row.valid_from,
            retired=row.retired,
            by_name=row.by_name,
        )
        for row in rows
    )


def answers(case_id: str, *, by: Person) -> Mapping[str, tuple[Answer, ...]]:
    """The answered questions by measurement; none for who may not see the case."""
    return readable(_answers(case_id), case_id, by=by) if sees(by, case_id) else {}


@kept_by_case
def _answers(case_id: str) -> Mapping[str, tuple[Answer, ...]]:
    with reading() as session:
        rows = session.scalars(
            select(DialogueAnswerRow)
            .join(MeasurementRow, MeasurementRow.id == DialogueAnswerRow.measurement_id)
            .where(MeasurementRow.case_id == case_id)
            .order_by(DialogueAnswerRow.id)
        )
        return gathered((row.measurement_id, _answer(row)) for row in rows)


def _answer(row: DialogueAnswerRow) -> Answer:
    return Answer(row.item_id, row.domain, row.wording, row.score)
