"""In SQLite: meetings, agreements, hours, cost, caseloads and fidelity."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from benchmarks.rivals.tables import CAPS, HOURLY_RATE, METHODS
from core.codes import all_codes

HELD = """
CREATE TEMP TABLE held AS
SELECT m.id, c.young_person_id, {items} FROM meetings m JOIN cases c ON c.id = m.case_id
WHERE m.kind = 'network' AND m.state = 'held' AND m.date BETWEEN :from AND :to
  AND (:variant IS NULL OR c.variant = :variant)
"""

PARTICIPANTS = """
SELECT role, count(*), sum(attended), sum(active)
FROM (
    SELECT p.role, max(coalesce(p.attended, 0)) AS attended, max(coalesce(p.active, 0)) AS active
    FROM held h JOIN participants p ON p.meeting_id = h.id
    GROUP BY p.meeting_id, p.role
)
GROUP BY role
"""

AGREEMENTS = """
SELECT count(*), count(*) FILTER (WHERE a.status = 'done'),
       count(*) FILTER (WHERE a.status = 'not_done'),
       count(*) FILTER (WHERE coalesce(a.status, 'open') = 'open' AND a.follow_up_date < :to)
FROM agreements a {join}
WHERE a.follow_up_date BETWEEN :from AND :to {condition}
"""
OF_GOAL = "JOIN goals g ON g.id = a.goal_id JOIN cases c ON c.id = g.case_id"

MINUTES = """
SELECT t.method, t.activity, sum(t.minutes) FROM contacts t {join}
WHERE t.date BETWEEN :since AND :until {condition}
GROUP BY t.method, t.activity
"""
OF_CASE = "JOIN cases c ON c.id = t.case_id"
OF_VARIANT = "AND c.variant = :variant"

OF_COORDINATORS = """
SELECT c.coordinator_id, count(*) FROM cases c
WHERE c.coordinator_id IS NOT NULL AND c.start_date <= :to
  AND (c.end_date IS NULL OR c.end_date >= :to) AND (:variant IS NULL OR c.variant = :variant)
GROUP BY c.coordinator_id
"""

OF_WORKERS = """
SELECT s.worker_id || ' ' || s.method, count(*)
FROM support_courses s JOIN cases c ON c.id = s.case_id
WHERE s.start_date <= :to AND (s.end_date IS NULL OR s.end_date >= :to)
  AND (:variant IS NULL OR c.variant = :variant)
GROUP BY s.worker_id, s.method
"""

STAFF = """
SELECT id, role, coalesce(methods, ''),
       coalesce(active_from, '') <= :to AND (active_to IS NULL OR active_to >= :to)
FROM staff ORDER BY id
"""

Asked = Mapping[str, Any]


def meeting_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`meetings`."""
    items = all_codes("checklist_item")
    store.execute("DROP TABLE IF EXISTS temp.held")
    store.execute(HELD.format(items=", ".join(items)), asked)
    answers = ", ".join(
        f"count({item}), coalesce(sum({item} = 1), 0), coalesce(sum({item} = 0), 0)"
        for item in items
    )
    query = f"SELECT count(*), count(DISTINCT young_person_id), {answers} FROM held"
    held, young_people, *found = store.execute(query).fetchone()
    checklist = {
        item: dict(zip(("n", "yes", "no"), found[3 * place : 3 * place + 3], strict=True))
        for place, item in enumerate(items)
    }
    roles = {role: counts for role, *counts in store.execute(PARTICIPANTS)}
    participants = {
        role: dict(zip(("meetings", "attended", "active"), roles.get(role, (0, 0, 0)), strict=True))
        for role in all_codes("participant_role")
    }
    return {
        "meetings": {
            "held": held,
            "young_people": young_people,
            "per_young_person": held / young_people if young_people else None,
            "checklist": checklist,
            "participants": participants,
        }
    }


def agreement_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`agreements`."""
    query = _narrowed(AGREEMENTS, OF_GOAL, asked)
    names = ("due", "done", "not_done", "overdue")
    return {"agreements": dict(zip(names, store.execute(query, asked).fetchone(), strict=True))}


def _narrowed(query: str, join: str, asked: Asked) -> str:
    """Only a question about one variant has to look at the cases."""
    one = asked["variant"] is not None
    return query.format(join=join if one else "", condition=OF_VARIANT if one else "")


def hour_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`hours` and `cost`."""
    minutes = dict.fromkeys(((m, a) for m in METHODS for a in all_codes("activity")), 0)
    cost = dict.fromkeys(METHODS, 0)
    query = _narrowed(MINUTES, OF_CASE, asked)
    for since, until, rates in _rates(store, asked):
        span = {**asked, "since": since, "until": until}
        for method, activity, spent in store.execute(query, span):
            minutes[method, activity] += spent
            cost[method] += spent * rates[method]
    served = store.execute("SELECT count(DISTINCT young_person_id) FROM served").fetchone()[0]
    total = sum(cost.values())
    hours: dict[str, dict[str, float]] = {method: {} for method in METHODS}
    for (method, activity), spent in minutes.items():
        hours[method][activity] = round(spent / 60, 2)
    return {
        "hours": hours,
        "cost": {
            **{method: round(sixtieths / 60, 2) for method, sixtieths in cost.items()},
            "total": round(total / 60, 2),
            "per_young_person": round(total / (60 * served), 2) if served else None,
        },
    }


def _rates(store: sqlite3.Connection, asked: Asked) -> list[tuple[str, str, dict[str, int]]]:
    """First day, last day and hourly rates by method of each part of the period."""
    query = (
        "SELECT valid_from, name, value FROM settings WHERE name LIKE 'hourly_rate%' "
        "ORDER BY valid_from, id"
    )
    held, changes = {"hourly_rate": str(HOURLY_RATE)}, {"": _by_method({})}
    for day, name, value in store.execute(query):
        held[name] = value
        changes[day] = _by_method(held)
    starts = [*changes, "9999-12-31"]
    parts = []
    for since, following in pairwise(starts):
        until = (date.fromisoformat(following) - timedelta(days=1)).isoformat()
        span = max(since, asked["from"]), min(until, asked["to"])
        if span[0] <= span[1]:
            parts.append((*span, changes[since]))
    return parts


def _by_method(held: dict[str, str]) -> dict[str, int]:
    """Each method's own rate, else the common one."""
    common = held.get("hourly_rate") or str(HOURLY_RATE)
    return {method: int(held.get(f"hourly_rate_{method.lower()}") or common) for method in METHODS}


def caseload_figures(store: sqlite3.Connection, asked: Asked) -> list[dict[str, Any]]:
    """`caseload`, for whole caps."""
    of_cases = dict(store.execute(OF_COORDINATORS, asked))
    of_courses = dict(store.execute(OF_WORKERS, asked))
    lines = []
    for staff, role, methods, at_work in store.execute(STAFF, asked):
        cases = of_cases.get(staff, 0)
        if cases or (at_work and role == "coordinator"):
            lines.append(_line(staff, "coordinator", "SM", cases))
        for method in ("CTI", "ICM"):
            courses = of_courses.get(f"{staff} {method}", 0)
            if courses or (at_work and method in methods.split(";")):
                lines.append(_line(staff, "support_worker", method, courses))
    return lines


def _line(staff: str, role: str, method: str, active: int) -> dict[str, Any]:
    return {
        "staff_id": staff,
        "role": role,
        "method": method,
        "active": active,
        "cap": CAPS[method],
    }


def fidelity_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`fidelity`."""
    query = (
        "SELECT theme, count(*), avg(score) FROM fidelity "
        "WHERE date BETWEEN :from AND :to GROUP BY theme ORDER BY theme"
    )
    return {theme: {"n": n, "mean": mean} for theme, n, mean in store.execute(query, asked)}
