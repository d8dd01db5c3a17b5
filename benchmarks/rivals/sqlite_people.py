"""In SQLite: what changes for the young people, and where they live. Reads the table `served`."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from core.codes import all_codes, code_lists

PLACED = """
CREATE TEMP TABLE placed AS
SELECT m.*, row_number() OVER (PARTITION BY m.case_id ORDER BY m.date, m.id) AS place
FROM measurements m JOIN served s ON s.id = m.case_id
WHERE m.date <= :to
"""

ENDS = """
SELECT min(place * 10 + {domain}) % 10 AS first, max(place * 10 + {domain}) % 10 AS latest,
       count({domain}) AS scores
FROM placed GROUP BY case_id HAVING scores > 0
"""

CHANGE = f"""
SELECT count(*), avg(first), count(*) FILTER (WHERE scores > 1),
       count(*) FILTER (WHERE scores > 1 AND latest < first),
       count(*) FILTER (WHERE scores > 1 AND latest = first),
       count(*) FILTER (WHERE scores > 1 AND latest > first)
FROM ({ENDS})
"""

STATUSES = """
CREATE TEMP TABLE stood AS
SELECT t.in_education, t.employment,
       row_number() OVER (PARTITION BY t.case_id ORDER BY t.date, t.id) AS place,
       count(*) OVER (PARTITION BY t.case_id) AS last
FROM statuses t JOIN served s ON s.id = t.case_id
WHERE t.date <= :to
"""

IN_FORCE = """
SELECT (
    SELECT h.situation FROM housing h
    WHERE h.case_id = s.id AND h.from_date <= {on} AND (h.to_date IS NULL OR h.to_date >= {on})
    ORDER BY h.from_date DESC, h.id DESC LIMIT 1
) AS situation, count(*)
FROM served s WHERE {who} GROUP BY situation
"""

Asked = Mapping[str, Any]


def change_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`domain_baseline` and `domain_change`."""
    store.execute("DROP TABLE IF EXISTS temp.placed")
    store.execute(PLACED, asked)
    baseline, change = {}, {}
    for domain in all_codes("life_domain"):
        n, mean, *signs = store.execute(CHANGE.format(domain=domain)).fetchone()
        baseline[domain] = {"n": n, "mean": mean}
        names = ("n", "decline", "unchanged", "improvement")
        change[domain] = dict(zip(names, signs, strict=True))
    return {"domain_baseline": baseline, "domain_change": change}


def status_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`education` and `employment`."""
    store.execute("DROP TABLE IF EXISTS temp.stood")
    store.execute(STATUSES, asked)
    education, employment = {}, {}
    for end, place in (("first", "1"), ("latest", "last")):
        n, yes, no = store.execute(
            "SELECT count(*), count(*) FILTER (WHERE in_education), "
            f"count(*) FILTER (WHERE NOT in_education) FROM stood WHERE place = {place}"
        ).fetchone()
        education[end] = {"n": n, "yes": yes, "no": no}
        codes = store.execute(
            f"SELECT employment, count(*) FROM stood WHERE place = {place} GROUP BY employment"
        )
        found = dict(codes)
        listed = {code: found.get(code, 0) for code in all_codes("employment")}
        employment[end] = {"n": n, **listed}
    return {"education": education, "employment": employment}


def housing_figures(store: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """`housing_at_closure` and `housing_latest`."""
    latest = "min(coalesce(s.end_date, :to), :to)"
    return {
        "housing_at_closure": _housing(store, asked, on="s.end_date", who="s.gone"),
        "housing_latest": _housing(store, asked, on=latest, who="true"),
    }


def _housing(store: sqlite3.Connection, asked: Asked, **parts: str) -> dict[str, Any]:
    found = dict(store.execute(IN_FORCE.format(**parts), asked))
    found["unknown"] = found.get("unknown", 0) + found.pop(None, 0)
    codes = code_lists()["housing_situation"]
    groups = dict.fromkeys(("housed", "homeless", "unknown"), 0)
    for code in codes:
        groups[code.group] += found.get(code.code, 0)
    return {**{code.code: found.get(code.code, 0) for code in codes}, "groups": groups}
