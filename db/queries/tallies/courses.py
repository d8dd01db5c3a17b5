"""Tallies of the cases themselves: how many, who they are, and how long things take."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, TargetGroup, Variant
from core.tallies import banded, by_age, by_code, waited
from db.models import CaseRow, HousingRow, YoungPersonRow
from db.queries.tallies.population import (
    Condition,
    Distribution,
    Scope,
    asked_once,
    cases,
    days_between,
    distributions,
    folded,
    later_of,
    number_of,
    years_between,
)

OWN_HOME = "own_home"


def tally_cases(session: Session, scope: Scope) -> dict[str, int]:
    """Cases referred, decided, started, served, and of those served: leavers and stayers.

    Unit: cases. A decision counts on its own day.
    """
    counts = (number_of(holds).label(name) for name, holds in flow(scope).items())
    query = select(*counts).where(scope.of_variant)
    return dict(session.execute(query).mappings().one())


def flow(scope: Scope) -> dict[str, Condition]:
    """What holds for the cases of each count; the variant besides."""
    return {
        "referred": scope.within(CaseRow.referral_date),
        "accepted": _decided(scope, Decision.ACCEPTED),
        "rejected": _decided(scope, Decision.REJECTED),
        "started": scope.within(CaseRow.start_date),
        "served": scope.served,
        "leavers": scope.left,
        "stayers": scope.stayed,
    }


def _decided(scope: Scope, decision: Decision) -> Condition:
    return scope.within(CaseRow.decision_date) & (CaseRow.decision == decision.value)


@asked_once
def young_people_served(session: Session, scope: Scope) -> int:
    """Distinct young people among the served cases."""
    query = select(func.count(CaseRow.young_person_id.distinct())).where(scope.served)
    return session.scalar(query) or 0


def age(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by age in whole years on the later of the first day and the start."""
    return _by_age(session, scope, "age")


def age_at_start(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by age in whole years on the start date."""
    return _by_age(session, scope, "age_at_start")


def aged(scope: Scope, on: Any) -> tuple[Select[Any], ColumnElement[int]]:
    """Served cases, and the young person's age on a day; NULL where there is no birth date."""
    query = cases(scope.served).outerjoin(
        YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id
    )
    return query, years_between(YoungPersonRow.birth_date, on)


def age_day(scope: Scope) -> ColumnElement[Any]:
    """The day on which `age` is told: the later of the first day and the start."""
    return later_of(CaseRow.start_date, scope.period.from_date)


def _by_age(session: Session, scope: Scope, trait: str) -> dict[str, int]:
    return by_age(folded(_traits(session, scope), trait))


def combination(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by what was granted."""
    return _by_code(session, scope, "combination", Combination)


def target_group(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by target group."""
    return _by_code(session, scope, "target_group", TargetGroup)


def variant(session: Session, scope: Scope) -> dict[str, int]:
    """Served cases by variant; every case has one."""
    found = _by_code(session, scope, "variant", Variant)
    return {code: found[code] for code in Variant}


def _by_code(session: Session, scope: Scope, trait: str, codes: Iterable[str]) -> dict[str, int]:
    return by_code(map(str, codes), folded(_traits(session, scope), trait))


@asked_once
def _traits(session: Session, scope: Scope) -> Sequence[Any]:
    """How many (`n`) served cases there are of each age, age at start, combination and so on."""
    query, years = aged(scope, age_day(scope))
    _, years_at_start = aged(scope, CaseRow.start_date)
    traits = (
        years.label("age"),
        years_at_start.label("age_at_start"),
        CaseRow.combination,
        CaseRow.target_group,
        CaseRow.variant,
    )
    counts = query.with_only_columns(*traits, func.count().label("n")).group_by(*traits)
    return session.execute(counts).all()


def days(session: Session, scope: Scope) -> dict[str, Any]:
    """Days of waiting, over the cases whose later date falls in the period."""
    found = distributions(session, waits(scope))
    return {name: waited(counted) for name, counted in found.items()}


def waits(scope: Scope) -> dict[str, Distribution]:
    """By kind of waiting: the cases with both dates, and the days between them.

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
    found: dict[str, Distribution] = {}
    for name, (first, second) in spans.items():
        query = cases(scope.of_variant, scope.within(_later(first, second)))
        if name == "start_to_own_home":
            query = query.join(moved_in, moved_in.c.case_id == CaseRow.id)
        known = query.where(first.is_not(None), second.is_not(None))
        found[name] = known, days_between(first, second)
    return found


def _later(first: Any, second: Any) -> ColumnElement[Any]:
    return func.greatest(first, second, type_=CaseRow.start_date.type)


def days_in_course(session: Session, scope: Scope) -> dict[str, Any]:
    """Served cases by days from start to end (leavers) or to the period's end (stayers)."""
    found = distributions(session, lengths(scope))
    return {name: banded(counted) for name, counted in found.items()}


def lengths(scope: Scope) -> dict[str, Distribution]:
    """Leavers and stayers, each with their days in course."""
    return {
        "leavers": (cases(scope.left), days_between(CaseRow.start_date, CaseRow.end_date)),
        "stayers": (cases(scope.stayed), days_between(CaseRow.start_date, _day(scope))),
    }


def _day(scope: Scope) -> ColumnElement[Any]:
    return literal(scope.period.to_date, CaseRow.start_date.type)
