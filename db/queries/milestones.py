"""Which milestones of variant U are done."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.milestones import EVENT, SPAN_OF
from db.models import CaseEventRow

KINDS = tuple(f"{EVENT}{milestone}" for milestone in SPAN_OF)
"""The kinds of case events that say so."""


def done_of(session: Session, case_id: str) -> frozenset[str]:
    """The milestones of a case that somebody has said are done."""
    kinds = session.scalars(
        select(CaseEventRow.kind).where(
            CaseEventRow.case_id == case_id, CaseEventRow.kind.in_(KINDS)
        )
    )
    return frozenset(kind.removeprefix(EVENT) for kind in kinds)
