"""The figures in SQLite's SQL. Days are ISO texts, so that they compare as texts."""

import sqlite3
from collections.abc import Iterable, Mapping
from statistics import mean, median, quantiles
from typing import Any

from benchmarks.rivals.sqlite_people import change_figures, housing_figures, status_figures
from benchmarks.rivals.sqlite_work import (
    agreement_figures,
    caseload_figures,
    fidelity_figures,
    hour_figures,
    meeting_figures,
)
from benchmarks.rivals.tables import BANDS
from core.codes import Combination, TargetGroup, all_codes

SERVED = """
CREATE TEMP TABLE served AS
SELECT id, young_person_id, variant, combination, target_group, start_date, end_date,
       coalesce(end_date BETWEEN :from AND :to, 0) AS gone, closure_reason,
       closure_young_person_involved AS by_young_person, closure_team_involved AS by_team
FROM cases
WHERE start_date <= :to AND (end_date IS NULL OR end_date >= :from)
  AND (:variant IS NULL OR variant = :variant)
"""
"""What most figures are over; made once for all of them."""

FLOW = """
SELECT count(*) FILTER (WHERE referral_date BETWEEN :from AND :to) AS referred,
       count(*) FILTER (WHERE decision = 'accepted' AND decision_date BETWEEN :from AND :to)
           AS accepted,
       count(*) FILTER (WHERE decision = 'rejected' AND decision_date BETWEEN :from AND :to)
           AS rejected,
       count(*) FILTER (WHERE start_date BETWEEN :from AND :to) AS started
FROM cases WHERE :variant IS NULL OR variant = :variant
"""

AGE = """
SELECT CAST(substr({on}, 1, 4) - substr(y.birth_date, 1, 4)
            - (substr({on}, 6) < substr(y.birth_date, 6)) AS INTEGER) AS years, count(*)
FROM served s LEFT JOIN young_people y ON y.id = s.young_person_id
GROUP BY years ORDER BY years
"""

WAITING = """
SELECT CAST(julianday({second}) - julianday({first}) AS INTEGER) FROM cases
WHERE {first} IS NOT NULL AND {second} IS NOT NULL
  AND max({first}, {second}) BETWEEN :from AND :to AND (:variant IS NULL OR variant = :variant)
"""

TO_OWN_HOME = """
SELECT CAST(julianday(moved) - julianday(start_date) AS INTEGER)
FROM (
    SELECT c.start_date, min(h.from_date) AS moved
    FROM housing h JOIN cases c ON c.id = h.case_id
    WHERE h.situation = 'own_home' AND h.from_date >= c.start_date
      AND (:variant IS NULL OR c.variant = :variant)
    GROUP BY h.case_id
)
WHERE moved BETWEEN :from AND :to
"""

LENGTHS = """
SELECT CAST(julianday(CASE WHEN gone THEN end_date ELSE :to END) - julianday(start_date)
            AS INTEGER)
FROM served WHERE gone = :gone
"""

CLOSURE = "SELECT closure_reason, count(*) FROM served WHERE gone GROUP BY closure_reason"

INVOLVED = "SELECT count(*) FILTER (WHERE by_young_person), count(*) FILTER (WHERE by_team)"

SPANS = {
    "referral_to_decision": ("referral_date", "decision_date"),
    "decision_to_start": ("decision_date", "start_date"),
    "referral_to_start": ("referral_date", "start_date"),
}

Asked = Mapping[str, Any]
"""`from` and `to` (ISO texts) and `variant` (None: both)."""


def figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Every figure of the period, in the shape of `python -m db tallies`."""
    store.execute("DROP TABLE IF EXISTS temp.served")
    store.execute(SERVED, asked)
    store.execute("CREATE UNIQUE INDEX temp.served_id ON served (id)")
    return {
        **_courses(store, asked),
        **change_figures(store, asked),
        **status_figures(store, asked),
        **housing_figures(store, asked),
        "closure": _closure(store),
        **meeting_figures(store, asked),
        **agreement_figures(store, asked),
        **hour_figures(store, asked),
        "caseload": caseload_figures(store, asked),
        "fidelity": fidelity_figures(store, asked),
    }


def _courses(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    flow = store.execute(FLOW, asked).fetchone()
    of_all = "SELECT count(*), coalesce(sum(gone), 0), count(DISTINCT young_person_id) FROM served"
    served, leavers, young_people = store.execute(of_all).fetchone()
    counts = (*flow, served, leavers, served - leavers)
    names = ("referred", "accepted", "rejected", "started", "served", "leavers", "stayers")
    variants = counted(store, "variant", ("H", "U"))
    del variants["unknown"]
    return {
        "cases": dict(zip(names, counts, strict=True)),
        "young_people_served": young_people,
        "age": _ages(store, asked, "max(s.start_date, :from)"),
        "age_at_start": _ages(store, asked, "s.start_date"),
        "combination": counted(store, "combination", Combination),
        "target_group": counted(store, "target_group", TargetGroup),
        "variant": variants,
        "days": _days(store, asked),
        "days_in_course": {
            name: _banded(_column(store, LENGTHS, {**asked, "gone": gone}))
            for name, gone in (("leavers", 1), ("stayers", 0))
        },
    }


def counted(store: sqlite3.Connection, column: str, codes: Iterable[str]) -> dict[str, int]:
    """Served cases by a code; zeros are kept, what is not recorded is `unknown`."""
    found = dict(store.execute(f"SELECT {column}, count(*) FROM served GROUP BY {column}"))
    return {**{str(code): found.get(code, 0) for code in codes}, "unknown": found.get(None, 0)}


def _ages(store: sqlite3.Connection, asked: Asked, on: str) -> dict[str, int]:
    found = dict(store.execute(AGE.format(on=on), asked))
    unknown = found.pop(None, 0)
    ages = {str(years): count for years, count in found.items()}
    return {**ages, "unknown": unknown} if unknown else ages


def _days(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    found = {
        name: _column(store, WAITING.format(first=first, second=second), asked)
        for name, (first, second) in SPANS.items()
    }
    found["start_to_own_home"] = _column(store, TO_OWN_HOME, asked)
    return {name: _waited(values) for name, values in found.items()}


def _column(store: sqlite3.Connection, query: str, asked: Asked) -> list[int]:
    return [row[0] for row in store.execute(query, asked)]


def _waited(values: list[int]) -> dict[str, Any]:
    tenths = quantiles(values, n=10, method="inclusive") if len(values) > 1 else values * 9
    middle = median(values) if values else None
    return {"n": len(values), "median": middle, "p90": tenths[8] if tenths else None}


def _banded(values: list[int]) -> dict[str, Any]:
    bands = dict.fromkeys(BANDS, 0)
    for name, low in reversed(_lows().items()):
        bands[name] = sum(days >= low for days in values) - sum(bands.values())
    bands[BANDS[0]] = len(values) - sum(bands[name] for name in BANDS[1:])
    some = bool(values)
    return {
        **bands,
        "n": len(values),
        "mean": mean(values) if some else None,
        "median": median(values) if some else None,
    }


def _lows() -> dict[str, int]:
    return {name: int(name.rstrip("+").split("-")[0]) for name in BANDS}


def _closure(store: sqlite3.Connection) -> dict[str, int]:
    found = dict(store.execute(CLOSURE))
    codes = {code: found.get(code, 0) for code in all_codes("closure_reason")}
    young_person, team = store.execute(f"{INVOLVED} FROM served WHERE gone").fetchone()
    return {
        **codes,
        "unknown": found.get(None, 0),
        "young_person_involved": young_person,
        "team_involved": team,
    }
