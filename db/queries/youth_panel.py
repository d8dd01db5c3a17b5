"""Questions about what the youth panel advised."""

from sqlalchemy import select

from core.permissions import Act, check_may
from core.records.people import Person
from core.records.youth_panel import Advice
from db.engine import reading
from db.kept import Kept
from db.models import PanelAdviceRow


def all_advice(*, by: Person) -> tuple[Advice, ...]:
    """Everything the panel advised, the newest first. Raises NotAllowed."""
    check_may(by, Act.SEE_VOICES)
    return every_advice()


@Kept
def every_advice() -> tuple[Advice, ...]:
    """The same, nobody's rights asked: for use inside `db`."""
    query = select(PanelAdviceRow).order_by(
        PanelAdviceRow.held_date.desc(), PanelAdviceRow.id.desc()
    )
    with reading() as session:
        return tuple(_advice(row) for row in session.scalars(query))


def _advice(row: PanelAdviceRow) -> Advice:
    return Advice(
        id=row.id,
        version=row.version,
        held_date=row.held_date,
        topic=row.topic,
        advice=row.advice,
        responsible=row.responsible,
        follow_up_date=row.follow_up_date,
        state=row.state,
        outcome=row.outcome,
        told_date=row.told_date,
    )
