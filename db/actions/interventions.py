"""Write down what the young person already receives: add, change, end, take out."""

from datetime import date

from sqlalchemy.orm import Session

from core.interventions import InterventionTold, checked, ending
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import fill, reached_case, reached_row
from db.audit import add, note, remove
from db.engine import transaction
from db.models import InterventionRow

ACT = Act.HOLD_MEETINGS


def add_intervention(case_id: str, told: InterventionTold, *, by: Person, on: date) -> str:
    """Add something that is received; returns its id."""
    with transaction() as session:
        reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
        row = InterventionRow(case_id=case_id)
        _tell(row, checked(told, on))
        note(session, by, ACT, add(session, row))
        return row.id


def change_intervention(
    intervention_id: str, told: InterventionTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Change what is known of it."""
    with transaction() as session:
        row = _claimed(session, intervention_id, seen_version, by)
        _tell(row, checked(told, on))
        note(session, by, ACT, row)


def end_intervention(
    intervention_id: str, end: date | None, *, seen_version: int, by: Person
) -> None:
    """Say on which day it ends, or ended."""
    with transaction() as session:
        row = _claimed(session, intervention_id, seen_version, by)
        row.to_date = ending(row.from_date, row.to_date, end)
        note(session, by, ACT, row)


def remove_intervention(intervention_id: str, *, seen_version: int, by: Person) -> None:
    """Take out what was written down by mistake; the log keeps what it held."""
    with transaction() as session:
        row = _claimed(session, intervention_id, seen_version, by)
        remove(session, row)
        note(session, by, ACT, row)


def _claimed(
    session: Session, intervention_id: str, seen_version: int, by: Person
) -> InterventionRow:
    row, _ = reached_row(
        session, InterventionRow, intervention_id, seen_version, act=ACT, by=by, steps=OPEN_STEPS
    )
    return row


def _tell(row: InterventionRow, told: InterventionTold) -> None:
    fill(
        row,
        name=told.name,
        information_type=told.information_type,
        provider=told.provider,
        contact=told.contact,
        from_date=told.from_date,
        to_date=told.to_date,
        note=told.note,
    )
