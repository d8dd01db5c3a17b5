"""Tallies of the work: hours and what they cost, caseloads, and fidelity."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from core.caseload import Workload, limit_for
from core.codes import Method, Role, all_codes
from core.settings import RATES, Settings, rate_of
from core.tallies import Period
from db.models import CaseRow, ContactRow, FidelityRow, SettingRow, StaffRow, SupportCourseRow
from db.queries.settings import in_force
from db.queries.tallies.courses import young_people_served
from db.queries.tallies.population import Condition, Scope, asked_once
from db.several import parted

MINUTES = 60
_ROLES = MappingProxyType(
    {
        Method.SM: Role.COORDINATOR.value,
        Method.CTI: Role.SUPPORT_WORKER.value,
        Method.ICM: Role.SUPPORT_WORKER.value,
    }
)
"""Whose caseload a method fills, in the order of the lines of one worker."""


def hours(session: Session, scope: Scope) -> dict[str, dict[str, float]]:
    """Hours by method and activity, of the entries dated in the period, to two decimals."""
    minutes: dict[tuple[str, str], int] = defaultdict(int)
    for _, spent in _minutes(session, scope):
        for kind, sum_ in spent.items():
            minutes[kind] += sum_
    return {
        method: {
            activity: round(minutes.get((method, activity), 0) / MINUTES, 2)
            for activity in _activities(method, minutes)
        }
        for method in map(str, Method)
    }


def cost(session: Session, scope: Scope) -> dict[str, float | None]:
    """Hours times the hourly rate in force on their day: by method, in all, and per young person.

    Unit: kroner, to two decimals. Per young person: over the young people served. The sums are
    exact, so that half an øre does not fall now up, now down by the order of the rows.
    """
    spent = dict.fromkeys(map(str, Method), Fraction(0))
    for settings, parts in _minutes(session, scope):
        for (method, _), minutes in parts.items():
            kroner = Fraction(minutes * rate_of(settings, method), MINUTES)
            spent[method] = spent.get(method, Fraction(0)) + kroner
    total, served = sum(spent.values(), Fraction(0)), young_people_served(session, scope)
    return {
        **{method: round(float(kroner), 2) for method, kroner in spent.items()},
        "total": round(float(total), 2),
        "per_young_person": round(float(total / served), 2) if served else None,
    }


def caseload(session: Session, scope: Scope) -> list[dict[str, Any]]:
    """Who has how many on the period's last day, and the cap: coordinators by case, then workers.

    Active: started by then and not ended before. Workers count by support course. Listed are those
    employed on the day, and whoever has somebody.
    """
    limit, active = _limits(scope.period.to_date), _active(session, scope)
    lines = []
    for staff_id, role, methods, fte, employed in session.execute(_staff(scope.period.to_date)):
        offered = _methods(role, methods) if employed else frozenset()
        for method, counted_as in _ROLES.items():
            has = active.get((staff_id, method), 0)
            if has or method in offered:
                line = {
                    "staff_id": staff_id,
                    "role": counted_as,
                    "method": str(method),
                    "active": has,
                    "cap": limit(method, fte),
                }
                lines.append(line)
    return lines


def _limits(on: date) -> Callable[[Method, float | None], int]:
    """The cap of a method for a part of full time, worked out once for each.

    That of aftercare is left out: the exchange format does not say who has it.
    """
    settings = in_force(on)
    return cache(lambda method, fte: limit_for(method, Workload("", fte=fte), settings, on))


@cache
def _methods(role: str, methods: str | None) -> frozenset[str]:
    """The methods that such a worker can be given young people in."""
    coordinates = {Method.SM} if role == Role.COORDINATOR else set()
    return frozenset({*coordinates, *parted(methods)})


def _staff(on: date) -> Select[Any]:
    """Everybody, by id; `employed` on the day or not."""
    begun = or_(StaffRow.active_from.is_(None), StaffRow.active_from <= on)
    still = or_(StaffRow.active_to.is_(None), StaffRow.active_to >= on)
    columns: tuple[Any, ...] = (StaffRow.id, StaffRow.role, StaffRow.methods, StaffRow.fte)
    return select(*columns, and_(begun, still).label("employed")).order_by(StaffRow.id)


def _active(session: Session, scope: Scope) -> dict[tuple[str, str], int]:
    """How many are active by worker and method: cases of coordinators, and support courses."""
    sm = literal(Method.SM.value)
    cases = select(CaseRow.coordinator_id, sm, func.count()).where(
        CaseRow.coordinator_id.is_not(None), _active_on(CaseRow, scope), scope.of_variant
    )
    courses = select(SupportCourseRow.worker_id, SupportCourseRow.method, func.count()).where(
        _active_on(SupportCourseRow, scope), scope.owns(SupportCourseRow.case_id)
    )
    query: CompoundSelect[Any] = union_all(
        cases.group_by(CaseRow.coordinator_id),
        courses.group_by(SupportCourseRow.worker_id, SupportCourseRow.method),
    )
    return {(staff, method): count for staff, method, count in session.execute(query)}


def _active_on(rows: Any, scope: Scope) -> Condition:
    """Started by the period's last day, and not ended before it."""
    on = scope.period.to_date
    return and_(rows.start_date <= on, or_(rows.end_date.is_(None), rows.end_date >= on))


def fidelity(session: Session, scope: Scope) -> dict[str, Any]:
    """Mean (1-4) of the answers of each theme in the period. Unit: answers."""
    query = (
        select(FidelityRow.theme, func.count(), func.avg(FidelityRow.score))
        .where(scope.within(FidelityRow.date))
        .group_by(FidelityRow.theme)
        .order_by(FidelityRow.theme)
    )
    return {theme: {"n": n, "mean": float(mean)} for theme, n, mean in session.execute(query)}


@asked_once
def _minutes(session: Session, scope: Scope) -> list[tuple[Settings, dict[tuple[str, str], int]]]:
    """For each part of the period with its own hourly rates: minutes by method and activity."""
    found = []
    for part, settings in rate_parts(session, scope.period):
        query = (
            select(ContactRow.method, ContactRow.activity, func.sum(ContactRow.minutes))
            .where(Scope(part).within(ContactRow.date), scope.owns(ContactRow.case_id))
            .group_by(ContactRow.method, ContactRow.activity)
        )
        spent = {(method, activity): int(sum_) for method, activity, sum_ in session.execute(query)}
        found.append((settings, spent))
    return found


def _activities(method: str, minutes: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    strange = sorted(activity for of, activity in minutes if of == method)
    return tuple(dict.fromkeys((*all_codes("activity"), *strange)))


def rate_parts(session: Session, period: Period) -> Iterator[tuple[Period, Settings]]:
    """The parts of the period in which no hourly rate changed, in order, and what was in force."""
    for first, following in pairwise(_rate_days(session, period)):
        last = following - timedelta(days=1)
        yield Period(first, last), in_force(first)


def _rate_days(session: Session, period: Period) -> list[date]:
    """The first day of each part, and the day after the last."""
    changed = session.scalars(
        select(SettingRow.valid_from)
        .where(
            SettingRow.name.in_(RATES),
            SettingRow.valid_from > period.from_date,
            SettingRow.valid_from <= period.to_date,
        )
        .distinct()
    )
    return [period.from_date, *sorted(changed), period.to_date + timedelta(days=1)]
