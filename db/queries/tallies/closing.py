"""Tallies of where the young people live and how their courses end."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from core.codes import HousingGroup, all_codes, code_lists
from core.tallies import UNKNOWN, by_code
from db.models import CaseRow, HousingRow
from db.ordered import latest, turn
from db.queries.tallies.population import (
    Condition,
    Scope,
    asked_once,
    cases,
    earlier_of,
    folded,
)

_GROUPS = {code.code: code.group for code in code_lists()["housing_situation"]}


def housing_at_closure(session: Session, scope: Scope) -> dict[str, Any]:
    """Leavers by the situation in force on their end date; no row: unknown."""
    found = [row for row in _situations(session, scope) if row.gone]
    return _housing(folded(found, "situation"))


def housing_latest(session: Session, scope: Scope) -> dict[str, Any]:
    """Served cases by the situation on the earlier of end date and the period's end."""
    return _housing(folded(_situations(session, scope), "situation"))


def at_closure(scope: Scope) -> tuple[Condition, Any]:
    """Leavers, and their end date: it is the day of `at_latest` too."""
    return scope.left, CaseRow.end_date


def at_latest(scope: Scope) -> tuple[Condition, Any]:
    """Served cases, and the day their situation is told for."""
    return scope.served, earlier_of(CaseRow.end_date, scope.period.to_date)


def closure(session: Session, scope: Scope) -> dict[str, int]:
    """Leavers by closure reason, and those whose young person or team took part in the closing."""
    traits = (
        CaseRow.closure_reason.label("reason"),
        CaseRow.closure_young_person_involved.label("young_person"),
        CaseRow.closure_team_involved.label("team"),
    )
    query = select(*traits, func.count().label("n")).where(scope.left).group_by(*traits)
    found = session.execute(query).all()
    return {
        **by_code(all_codes("closure_reason"), folded(found, "reason")),
        "young_person_involved": folded(found, "young_person")[True],
        "team_involved": folded(found, "team")[True],
    }


def _housing(found: Mapping[str | None, int]) -> dict[str, Any]:
    situations = by_code(all_codes("housing_situation"), found)
    groups: dict[str, int] = dict.fromkeys(HousingGroup, 0)
    for code, number in situations.items():
        groups[housing_group(code)] += number
    return {**situations, "groups": {str(group): groups[group] for group in groups}}


@asked_once
def _situations(session: Session, scope: Scope) -> Sequence[Any]:
    """How many (`n`) served cases, gone or not, have each situation; NULL where they have none."""
    served, on = at_latest(scope)
    standing = in_force(served, on)
    traits = (case((scope.left, 1), else_=0).label("gone"), standing.c.situation)
    query = (
        cases(served)
        .outerjoin(standing, standing.c.case_id == CaseRow.id)
        .with_only_columns(*traits, func.count().label("n"))
        .group_by(*traits)
    )
    return session.execute(query).all()


def housing_group(situation: str) -> str:
    """The group of a situation; what is not in the list is unknown."""
    return _GROUPS.get(situation, UNKNOWN)


def in_force(population: Condition, on: Any) -> Subquery:
    """By case: the situation on the day, begun last of those that hold on it, both ends in.

    Cases without any are not there: an outer join on days is slow.
    """
    begun_last = latest(HousingRow.situation, turn(HousingRow.from_date, HousingRow.id))
    return (
        select(HousingRow.case_id, begun_last.label("situation"))
        .join(CaseRow, CaseRow.id == HousingRow.case_id)
        .where(
            population,
            HousingRow.from_date <= on,
            or_(HousingRow.to_date.is_(None), HousingRow.to_date >= on),
        )
        .group_by(HousingRow.case_id)
        .subquery()
    )
