"""Tallies of the work: hours and what they cost, caseloads, and fidelity."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.caseload import Workload, limit_for
from core.codes import Method, Role, all_codes
from core.settings import Settings
from core.tallies import Period
from db.models import CaseRow, ContactRow, FidelityRow, SettingRow, StaffRow, SupportCourseRow
from db.queries.caseload import at_work, methods_of
from db.queries.settings import in_force
from db.queries.tallies.courses import young_people_served
from db.queries.tallies.population import Scope

MINUTES = 60


def hours(session: Session, scope: Scope) -> dict[str, dict[str, float]]:
    """Hours by method and activity, of the entries dated in the period, to two decimals."""
    minutes = _minutes(session, scope, scope.period)
    return {
        method: {
            activity: round(minutes.get((method, activity), 0) / MINUTES, 2)
            for activity in _activities(method, minutes)
        }
        for method in map(str, Method)
    }


def cost(session: Session, scope: Scope) -> dict[str, float | None]:
    """Hours times the hourly rate in force on their day: by method, in all, and per young person.

    Unit: kroner, to two decimals. Per young person: over the young people served.
    """
    spent = dict.fromkeys(map(str, Method), 0.0)
    for part, rate in _rates(session, scope.period):
        for (method, _), minutes in _minutes(session, scope, part).items():
            spent[method] = spent.get(method, 0.0) + minutes / MINUTES * rate
    total, served = sum(spent.values()), young_people_served(session, scope)
    return {
        **{method: round(kroner, 2) for method, kroner in spent.items()},
        "total": round(total, 2),
        "per_young_person": round(total / served, 2) if served else None,
    }


def caseload(session: Session, scope: Scope) -> list[dict[str, Any]]:
    """Who has how many on the period's last day, and the cap: coordinators by case, then workers.

    Active: started by then and not ended before. Workers count by support course. Listed are those
    employed on the day, and whoever has somebody.
    """
    on, settings = scope.period.to_date, in_force(scope.period.to_date)
    of_cases = _active(session, CaseRow.coordinator_id, CaseRow, scope)
    of_courses = _active(session, SupportCourseRow.worker_id, SupportCourseRow, scope)
    lines = []
    for staff in session.scalars(select(StaffRow).order_by(StaffRow.id)):
        coordinates = staff.role == Role.COORDINATOR.value and at_work(staff, on)
        active: dict[Method, int] = dict(of_courses.get(staff.id, {}))
        mine = of_cases.get(staff.id, {}).get(Method.SM, 0)
        if coordinates or mine:
            lines.append(_line(staff, Role.COORDINATOR, Method.SM, {Method.SM: mine}, settings, on))
        trained = methods_of(staff) if at_work(staff, on) else frozenset()
        lines += [
            _line(staff, Role.SUPPORT_WORKER, method, active, settings, on)
            for method in (Method.CTI, Method.ICM)
            if method in trained or active.get(method)
        ]
    return lines


def fidelity(session: Session, scope: Scope) -> dict[str, Any]:
    """Mean (1-4) of the answers of each theme in the period. Unit: answers."""
    query = (
        select(FidelityRow.theme, func.count(), func.avg(FidelityRow.score))
        .where(scope.within(FidelityRow.date))
        .group_by(FidelityRow.theme)
        .order_by(FidelityRow.theme)
    )
    return {theme: {"n": n, "mean": float(mean)} for theme, n, mean in session.execute(query)}


def _minutes(session: Session, scope: Scope, period: Period) -> dict[tuple[str, str], int]:
    query = (
        select(ContactRow.method, ContactRow.activity, func.sum(ContactRow.minutes))
        .join(CaseRow, CaseRow.id == ContactRow.case_id)
        .where(ContactRow.date.between(period.from_date, period.to_date), scope.of_variant)
        .group_by(ContactRow.method, ContactRow.activity)
    )
    return {(method, activity): int(sum_) for method, activity, sum_ in session.execute(query)}


def _activities(method: str, minutes: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    strange = sorted(activity for of, activity in minutes if of == method)
    return tuple(dict.fromkeys((*all_codes("activity"), *strange)))


def _rates(session: Session, period: Period) -> Iterator[tuple[Period, float]]:
    """The parts of the period in which one hourly rate (kroner) was in force, in order."""
    for first, following in pairwise(_rate_days(session, period)):
        last = following - timedelta(days=1)
        yield Period(first, last), in_force(first).hourly_rate


def _rate_days(session: Session, period: Period) -> list[date]:
    """The first day of each part, and the day after the last."""
    changed = session.scalars(
        select(SettingRow.valid_from)
        .where(
            SettingRow.name == "hourly_rate",
            SettingRow.valid_from > period.from_date,
            SettingRow.valid_from <= period.to_date,
        )
        .distinct()
    )
    return [period.from_date, *sorted(changed), period.to_date + timedelta(days=1)]


def _active(
    session: Session, staff_id: Any, rows: Any, scope: Scope
) -> dict[str, dict[Method, int]]:
    """Active cases or support courses by worker and method."""
    method = rows.method if rows is SupportCourseRow else None
    on = scope.period.to_date
    query = select(staff_id, func.count()).where(
        staff_id.is_not(None),
        rows.start_date <= on,
        or_(rows.end_date.is_(None), rows.end_date >= on),
        scope.of_variant,
    )
    if method is None:
        counted = query.group_by(staff_id)
        return {staff: {Method.SM: n} for staff, n in session.execute(counted)}
    query = query.join(CaseRow, CaseRow.id == rows.case_id).add_columns(method)
    found: dict[str, dict[Method, int]] = defaultdict(dict)
    for staff, n, code in session.execute(query.group_by(staff_id, method)):
        found[staff][Method(code)] = n
    return found


def _line(
    staff: StaffRow,
    role: Role,
    method: Method,
    active: Mapping[Method, int],
    settings: Settings,
    on: date,
) -> dict[str, Any]:
    return {
        "staff_id": staff.id,
        "role": role.value,
        "method": method.value,
        "active": active.get(method, 0),
        "cap": limit_for(method, Workload(staff.name, active, staff.fte), settings, on),
    }
