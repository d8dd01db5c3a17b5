"""Record what the youth panel advised, what became of it, and when the panel was told."""

from datetime import date

from core.permissions import Act, check_may
from core.records.people import Person
from core.youth_panel import AdviceTold, checked_advice
from db.actions.reached import fill
from db.audit import add, claim, note, remove
from db.engine import transaction
from db.models import PanelAdviceRow

ACT = Act.RECORD_YOUTH_PANEL


def record(told: AdviceTold, *, by: Person, on: date) -> str:
    """Put advice on the list; returns its id. Raises the refusals of `checked_advice`."""
    with transaction() as session:
        check_may(by, ACT)
        row = PanelAdviceRow()
        _tell(row, checked_advice(told, on=on))
        note(session, by, ACT, add(session, row))
        return row.id


def change(advice_id: str, told: AdviceTold, *, seen_version: int, by: Person, on: date) -> None:
    """Change what stands, such as what was done about it."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, PanelAdviceRow, advice_id, seen_version)
        _tell(row, checked_advice(told, on=on))
        note(session, by, ACT, row)


def take_back(advice_id: str, *, seen_version: int, by: Person) -> None:
    """Take advice out that was entered by mistake; the log keeps it."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, PanelAdviceRow, advice_id, seen_version)
        remove(session, row)
        note(session, by, ACT, row)


def _tell(row: PanelAdviceRow, told: AdviceTold) -> None:
    fill(
        row,
        held_date=told.held_date,
        topic=told.topic,
        advice=told.advice,
        responsible=told.responsible,
        follow_up_date=told.follow_up_date,
        state=told.state,
        outcome=told.outcome,
        told_date=told.told_date,
    )
