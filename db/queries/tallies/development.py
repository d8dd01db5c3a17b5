"""Tallies of what changes for the young people: life domains, education and employment."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, func, select
from sqlalchemy.orm import Session

from core.codes import all_codes
from core.tallies import UNKNOWN, by_code, changes
from db.models import CaseRow, MeasurementRow, StatusRow
from db.ordered import earliest, latest
from db.queries.tallies.population import Scope, pairs


def domain_baseline(session: Session, scope: Scope) -> dict[str, Any]:
    """Mean (1-5) of each life domain's first score, over served cases that have one by the end."""
    scores = _scores(scope)
    columns: list[ColumnElement[Any]] = []
    for domain in _domains():
        first = _first(scores, domain)
        columns += [func.count(first), func.avg(first)]
    numbers = iter(session.execute(select(*_named(columns))).one())
    return {
        domain: {"n": n, "mean": None if mean is None else float(mean)}
        for domain, n, mean in zip(_domains(), numbers, numbers, strict=False)
    }


def domain_change(session: Session, scope: Scope) -> dict[str, Any]:
    """Sign of latest - first score of each life domain, over served cases with two or more (R15).

    Only scores dated by the period's end count.
    """
    scores = _scores(scope)
    columns: list[ColumnElement[Any]] = []
    for domain in _domains():
        first, last = _first(scores, domain), scores.c[f"{domain}_latest"]
        measured_twice = scores.c[f"{domain}_scores"] > 1
        columns += [
            func.count().filter(measured_twice, sign)
            for sign in (last < first, last == first, last > first)
        ]
    numbers = iter(session.execute(select(*_named(columns))).one())
    return {
        domain: changes({-1: down, 0: same, 1: up})
        for domain, down, same, up in zip(_domains(), numbers, numbers, numbers, strict=False)
    }


def education(session: Session, scope: Scope) -> dict[str, Any]:
    """In education at the first and at the latest status, over served cases with one by the end.

    `n` counts the cases with a status; n - yes - no were asked, and the answer is missing.
    """
    return {
        end: {
            "n": sum(found.values()),
            "yes": found.get(True, 0),
            "no": found.get(False, 0),
        }
        for end, found in _statuses(session, scope, StatusRow.in_education).items()
    }


def employment(session: Session, scope: Scope) -> dict[str, Any]:
    """Employment at the first and at the latest status, over the same cases as `education`."""
    answered: dict[str, Any] = {}
    for end, found in _statuses(session, scope, StatusRow.employment).items():
        codes = by_code(all_codes("employment"), found)
        del codes[UNKNOWN]
        answered[end] = {"n": sum(found.values()), **codes}
    return answered


def _domains() -> tuple[str, ...]:
    return all_codes("life_domain")


def _first(scores: CTE, domain: str) -> ColumnElement[Any]:
    return scores.c[f"{domain}_first"]


def _scores(scope: Scope) -> CTE:
    """By served case: the first and the latest score of each domain, and how many there are."""
    columns = {domain: getattr(MeasurementRow, domain) for domain in _domains()}
    placed = _placed(MeasurementRow, scope, *columns.values())
    ends: list[ColumnElement[Any]] = []
    for domain in columns:
        score = placed.c[domain]
        ends += [
            earliest(score, placed.c.place).label(f"{domain}_first"),
            latest(score, placed.c.place).label(f"{domain}_latest"),
            func.count(score).label(f"{domain}_scores"),
        ]
    return select(*ends).group_by(placed.c.case_id).cte()


def _placed(rows: Any, scope: Scope, *columns: Any) -> CTE:
    """The rows of served cases dated by the period's end, each with its place in time.

    Rows of one day follow each other in the order of their ids.
    """
    place = func.row_number().over(partition_by=rows.case_id, order_by=(rows.date, rows.id))
    return (
        select(rows.case_id, place.label("place"), *columns)
        .join(CaseRow, CaseRow.id == rows.case_id)
        .where(scope.served, rows.date <= scope.period.to_date)
        .cte()
    )


def _statuses(session: Session, scope: Scope, answer: Any) -> dict[str, dict[Any, int]]:
    """How often each answer stands in the first and in the latest status of a case."""
    placed = _placed(StatusRow, scope, answer.label("answer"))
    last = func.max(placed.c.place).over(partition_by=placed.c.case_id)
    ends = select(placed, last.label("last")).subquery()
    found: dict[str, dict[Any, int]] = {}
    for end, place in (("first", 1), ("latest", ends.c.last)):
        query = (
            select(ends.c.answer, func.count()).where(ends.c.place == place).group_by(ends.c.answer)
        )
        found[end] = pairs(session, query)
    return found


def _named(columns: list[ColumnElement[Any]]) -> list[Any]:
    return [column.label(f"c{index}") for index, column in enumerate(columns)]
