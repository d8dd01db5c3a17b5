"""Tallies of the cases themselves: how many, who they are, and how long things take."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, TargetGroup, Variant
from core.tallies import banded, by_age, by_code, waited
from db.models import CaseRow, HousingRow, YoungPersonRow
from db.queries.tallies.population import (
    Condition,
    Scope,
    cases,
    counted,
    days_between,
    later_of,
    years_between,
)

OWN_HOME = "own_home"


def tally_cases(session: Session, scope: Scope) -> dict[str, int]:
    """Cases referred, decided, started, served, and of those served: leavers and stayers.

    Unit: cases. A decision counts on its own day.
    """
    wanted = {
        "referred": scope.within(CaseRow.referral_date),
        "accepted": _decided(scope, Decision.ACCEPTED),
        "rejected": _decided(scope, Decision.REJECTED),
        "started": scope.within(CaseRow.start_date),
        "served": scope.served,
        "leavers": scope.left,
        "stayers": scope.stayed,
    }
    query = select(
        *(func.count().filter(condition).label(name) for name, condition in wanted.items())
    ).where(scope.of_variant)
    return dict(session.execute(query).mappings().one())


def _decided(scope: Scope, decision: Decision) -> Condition:
    return scope.within(CaseRow.decision_date) & (CaseRow.decision == decision.value)


def young_people_served(session: Session, scope: Scope) -> int:
    """Distinct young people among the served cases."""
    query = select(func.count(CaseRow.young_person_id.distinct())).where(scope.served)
    return session.scalar(query) or 0


def age(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by age in whole years on the later of the first day and the start."""
    return _ages(session, scope, later_of(CaseRow.start_date, scope.period.from_date))


def age_at_start(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by age in whole years on the start date."""
    return _ages(session, scope, CaseRow.start_date)


def _ages(session: Session, scope: Scope, on: Any) -> dict[str, int]:
    query = cases(scope.served).outerjoin(
        YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id
    )
    found = counted(session, query, years_between(YoungPersonRow.birth_date, on))
    return by_age({None if years is None else int(years): n for years, n in found.items()})


def combination(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by what was granted."""
    return _by_code(session, scope, CaseRow.combination, Combination)


def target_group(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by target group."""
    return _by_code(session, scope, CaseRow.target_group, TargetGroup)


def variant(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by variant; every case has one."""
    found = _by_code(session, scope, CaseRow.variant, Variant)
    return {code: found[code] for code in Variant}


def _by_code(session: Session, scope: Scope, column: Any, codes: Iterable[str]) -> dict[str, int]:
    listed = (str(code) for code in codes)
    return by_code(listed, counted(session, cases(scope.served), column))


def days(session: Session, scope: Scope) -> dict[str, Any]:
    """Days of waiting, over the cases whose later date falls in the period.

    `start_to_own_home` goes to the first own home moved into on the start date or after it.
    """
    moved_in = (
        select(HousingRow.case_id, func.min(HousingRow.from_date).label("day"))
        .join(CaseRow, CaseRow.id == HousingRow.case_id)
        .where(HousingRow.situation == OWN_HOME, HousingRow.from_date >= CaseRow.start_date)
        .group_by(HousingRow.case_id)
        .subquery()
    )
    spans = {
        "referral_to_decision": (CaseRow.referral_date, CaseRow.decision_date),
        "decision_to_start": (CaseRow.decision_date, CaseRow.start_date),
        "referral_to_start": (CaseRow.referral_date, CaseRow.start_date),
        "start_to_own_home": (CaseRow.start_date, moved_in.c.day),
    }
    found: dict[str, Any] = {}
    for name, (first, second) in spans.items():
        query = cases(scope.of_variant, scope.within(_later(first, second)))
        if name == "start_to_own_home":
            query = query.join(moved_in, moved_in.c.case_id == CaseRow.id)
        known = query.where(first.is_not(None), second.is_not(None))
        found[name] = waited(counted(session, known, days_between(first, second)))
    return found


def _later(first: Any, second: Any) -> ColumnElement[Any]:
    return func.greatest(first, second, type_=CaseRow.start_date.type)


def days_in_course(session: Session, scope: Scope) -> dict[str, Any]:
    """Served cases by days from start to end (leavers) or to the period's end (stayers)."""
    return {
        "leavers": banded(
            counted(session, cases(scope.left), days_between(CaseRow.start_date, CaseRow.end_date))
        ),
        "stayers": banded(
            counted(
                session,
                cases(scope.stayed),
                days_between(CaseRow.start_date, _day(scope)),
            )
        ),
    }


def _day(scope: Scope) -> ColumnElement[Any]:
    return literal(scope.period.to_date, CaseRow.start_date.type)
