"""The goals of a case with their agreements, as rows become records; within a transaction."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.network import Agreement, Goal
from db.models import AgreementRow, GoalRow
from db.queries.followed import agreement_of, answers_of
from db.queries.rows import gathered


def goals_of(session: Session, case_id: str) -> tuple[Goal, ...]:
    """The plan of a case: goals in the order they were set, with their agreements."""
    rows = session.scalars(
        select(GoalRow).where(GoalRow.case_id == case_id).order_by(GoalRow.set_date, GoalRow.id)
    ).all()
    agreed = _agreements(session, [row.id for row in rows])
    return tuple(goal_of(row, agreed.get(row.id, ())) for row in rows)


def goal_of(row: GoalRow, agreements: Sequence[Agreement]) -> Goal:
    """One goal as a record."""
    return Goal(
        id=row.id,
        version=row.version,
        set_date=row.set_date,
        text=row.text,
        life_domain=row.life_domain,
        status=row.status or "open",
        closed_date=row.closed_date,
        agreements=tuple(agreements),
        own_words=row.own_words,
        information_type=row.information_type,
        further=bool(row.further),
    )


def _agreements(session: Session, goal_ids: Sequence[str]) -> dict[str, tuple[Agreement, ...]]:
    rows = session.scalars(
        select(AgreementRow)
        .where(AgreementRow.goal_id.in_(goal_ids))
        .order_by(AgreementRow.follow_up_date, AgreementRow.id)
    ).all()
    answers = answers_of(session, [row.id for row in rows])
    return gathered((row.goal_id, agreement_of(row, answers)) for row in rows)
