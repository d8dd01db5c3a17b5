"""Which milestones of variant U are done."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.milestones import EVENT, SPAN_OF, TAKEN_BACK, DoneMilestone, standing
from core.records.people import Person
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseEventRow
from db.queries.visible import sees

KINDS = (*(f"{EVENT}{milestone}" for milestone in SPAN_OF), TAKEN_BACK)
"""The kinds of case events that say so, or take it back."""


def done(case_id: str, *, by: Person) -> tuple[DoneMilestone, ...]:
    """The milestones of a case that are done, by age; none for who may not see the case."""
    return _done(case_id) if sees(by, case_id) else ()


@kept_by_case
def _done(case_id: str) -> tuple[DoneMilestone, ...]:
    with reading() as session:
        rows = done_of(session, case_id)
        return tuple(
            DoneMilestone(name, rows[name].date, rows[name].reason, rows[name].by_name)
            for name in SPAN_OF
            if name in rows
        )


def done_of(session: Session, case_id: str) -> dict[str, CaseEventRow]:
    """The milestones of a case that are done, each with the happening that says so."""
    rows = session.scalars(
        select(CaseEventRow)
        .where(CaseEventRow.case_id == case_id, CaseEventRow.kind.in_(KINDS))
        .order_by(CaseEventRow.id)
    ).all()
    places = standing((row.kind, row.details) for row in rows)
    return {milestone: rows[place] for milestone, place in places.items()}
