"""Tallies of what changes for the young people: life domains, education and employment."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, func, select
from sqlalchemy.orm import Session

from core.codes import all_codes
from core.tallies import UNKNOWN, by_code, changes
from db.models import CaseRow, MeasurementRow, StatusRow
from db.ordered import at_first, at_last, earliest, latest, turn
from db.queries.tallies.population import Scope, asked_once, folded, number_of

ENDS = MappingProxyType({"first": at_first, "latest": at_last})
"""The status that is told, and what finds it among the statuses of a case."""


def domain_baseline(session: Session, scope: Scope) -> dict[str, Any]:
    """Mean (1-5) of each life domain's first score, over served cases that have one by the end."""
    return {
        domain: {"n": n, "mean": None if mean is None else float(mean)}
        for domain, (n, mean, *_) in _developments(session, scope).items()
    }


def domain_change(session: Session, scope: Scope) -> dict[str, Any]:
    """Sign of latest - first score of each life domain, over served cases with two or more (R15).

    Only scores dated by the period's end count.
    """
    return {
        domain: changes({-1: down, 0: same, 1: up})
        for domain, (_, _, down, same, up) in _developments(session, scope).items()
    }


@asked_once
def _developments(session: Session, scope: Scope) -> dict[str, tuple[Any, ...]]:
    """By life domain: first scores and their mean; declines, unchanged and improvements."""
    scores = scores_of(scope)
    columns: list[ColumnElement[Any]] = []
    for domain in _domains():
        first = first_score(scores, domain)
        signs = changed(scores, domain).values()
        columns += [func.count(first), func.avg(first), *(number_of(holds) for holds in signs)]
    numbers = session.execute(select(*_named(columns))).one()
    wide = len(columns) // len(_domains())
    return {
        domain: tuple(numbers[wide * place : wide * (place + 1)])
        for place, domain in enumerate(_domains())
    }


def education(session: Session, scope: Scope) -> dict[str, Any]:
    """In education at the first and at the latest status, over served cases with one by the end.

    `n` counts the cases with a status; n - yes - no were asked, and the answer is missing.
    """
    found = _ends(session, scope)
    return {end: _answers(folded(found, f"education_{end}")) for end in ENDS}


def _answers(found: Mapping[bool | None, int]) -> dict[str, int]:
    return {"n": sum(found.values()), "yes": found.get(True, 0), "no": found.get(False, 0)}


def employment(session: Session, scope: Scope) -> dict[str, Any]:
    """Employment at the first and at the latest status, over the same cases as `education`."""
    answered: dict[str, Any] = {}
    for end in ENDS:
        found = folded(_ends(session, scope), f"employment_{end}")
        codes = by_code(all_codes("employment"), found)
        del codes[UNKNOWN]
        answered[end] = {"n": sum(found.values()), **codes}
    return answered


def _domains() -> tuple[str, ...]:
    return all_codes("life_domain")


def deviations(session: Session, scope: Scope) -> dict[str, float | None]:
    """Standard deviation (over n - 1) of the scores behind `domain_baseline`; None below two."""
    scores = scores_of(scope)
    spreads = [func.stddev_samp(first_score(scores, domain)) for domain in _domains()]
    found = session.execute(select(*_named(spreads))).one()
    return {
        domain: None if spread is None else float(spread)
        for domain, spread in zip(_domains(), found, strict=True)
    }


def first_score(scores: CTE, domain: str) -> ColumnElement[Any]:
    """The first score of a case in the domain; NULL where it has none."""
    return scores.c[f"{domain}_first"]


def changed(scores: CTE, domain: str) -> dict[str, ColumnElement[bool]]:
    """What holds for a case measured twice or more in the domain, by the sign of the change.

    Where they differ there are two: a single score is the first and the latest.
    """
    first, last = first_score(scores, domain), scores.c[f"{domain}_latest"]
    return {
        "decline": last < first,
        "unchanged": and_(scores.c[f"{domain}_scores"] > 1, last == first),
        "improvement": last > first,
    }


def scores_of(scope: Scope) -> CTE:
    """By served case: the first and the latest score of each domain, and how many there are."""
    place = turn(MeasurementRow.date, MeasurementRow.id)
    ends: list[ColumnElement[Any]] = []
    for domain in _domains():
        score = getattr(MeasurementRow, domain)
        ends += [
            earliest(score, place).label(f"{domain}_first"),
            latest(score, place).label(f"{domain}_latest"),
            func.count(score).label(f"{domain}_scores"),
        ]
    return _by_case(MeasurementRow, scope, *ends).cte()


def _by_case(rows: Any, scope: Scope, *ends: ColumnElement[Any]) -> Select[Any]:
    """By served case: something of its rows dated by the period's end."""
    return (
        select(rows.case_id, *ends)
        .join(CaseRow, CaseRow.id == rows.case_id)
        .where(scope.served, rows.date <= scope.period.to_date)
        .group_by(rows.case_id)
    )


@asked_once
def _ends(session: Session, scope: Scope) -> Sequence[Any]:
    """How many (`n`) served cases have each first and latest answer in their statuses."""
    ends = _by_case(StatusRow, scope, *_first_and_latest()).subquery()
    traits = [column for column in ends.c if column is not ends.c.case_id]
    return session.execute(select(*traits, func.count().label("n")).group_by(*traits)).all()


def _first_and_latest() -> list[ColumnElement[Any]]:
    place = turn(StatusRow.date, StatusRow.id)
    answers = {"education": StatusRow.in_education, "employment": StatusRow.employment}
    return [
        end(answer, place).label(f"{name}_{said}")
        for name, answer in answers.items()
        for said, end in ENDS.items()
    ]


def statuses(scope: Scope, answer: Any) -> dict[str, Subquery]:
    """By case: what the first and what the latest status says; NULL where it says nothing."""
    place = turn(StatusRow.date, StatusRow.id)
    return {
        said: _by_case(StatusRow, scope, end(answer, place).label("answer")).subquery()
        for said, end in ENDS.items()
    }


def _named(columns: Sequence[ColumnElement[Any]]) -> list[Any]:
    return [column.label(f"c{index}") for index, column in enumerate(columns)]
