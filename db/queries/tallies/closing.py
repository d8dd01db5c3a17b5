"""Tallies of where the young people live and how their courses end."""

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from core.codes import HousingGroup, all_codes, code_lists
from core.tallies import UNKNOWN, by_code
from db.models import CaseRow, HousingRow
from db.queries.tallies.population import Condition, Scope, cases, counted, earlier_of, pairs

_GROUPS = {code.code: code.group for code in code_lists()["housing_situation"]}


def housing_at_closure(session: Session, scope: Scope) -> dict[str, Any]:
    """Leavers by the situation in force on their end date; no row: unknown."""
    return _housing(session, scope.left, CaseRow.end_date)


def housing_latest(session: Session, scope: Scope) -> dict[str, Any]:
    """Served cases by the situation on the earlier of end date and the period's end."""
    return _housing(session, scope.served, earlier_of(CaseRow.end_date, scope.period.to_date))


def closure(session: Session, scope: Scope) -> dict[str, int]:
    """Leavers by closure reason, and those whose young person or team took part in the closing."""
    left = cases(scope.left)
    involved = select(
        func.count().filter(CaseRow.closure_young_person_involved.is_(True)),
        func.count().filter(CaseRow.closure_team_involved.is_(True)),
    ).where(scope.left)
    young_person, team = session.execute(involved).one()
    reasons = by_code(all_codes("closure_reason"), counted(session, left, CaseRow.closure_reason))
    return {**reasons, "young_person_involved": young_person, "team_involved": team}


def _housing(session: Session, population: Condition, on: Any) -> dict[str, Any]:
    """The situation in force is the one begun last of those that hold on the day, both ends in.

    Cases without any are found by subtraction: an outer join on days is slow.
    """
    found = pairs(session, _in_force(population, on))
    everybody = session.scalar(select(func.count()).where(population)) or 0
    found[None] = everybody - sum(found.values())
    situations = by_code(all_codes("housing_situation"), found)
    groups: dict[str, int] = dict.fromkeys(HousingGroup, 0)
    for code, number in situations.items():
        groups[_GROUPS.get(code, UNKNOWN)] += number
    return {**situations, "groups": {str(group): groups[group] for group in groups}}


def _in_force(population: Condition, on: Any) -> Select[Any]:
    """How many cases have each situation on the day."""
    place = func.row_number().over(
        partition_by=HousingRow.case_id,
        order_by=(HousingRow.from_date.desc(), HousingRow.id.desc()),
    )
    standing = (
        select(HousingRow.situation.label("situation"), place.label("place"))
        .join(CaseRow, CaseRow.id == HousingRow.case_id)
        .where(
            population,
            HousingRow.from_date <= on,
            or_(HousingRow.to_date.is_(None), HousingRow.to_date >= on),
        )
        .subquery()
    )
    return (
        select(standing.c.situation, func.count())
        .where(standing.c.place == 1)
        .group_by(standing.c.situation)
    )
