"""The same rows in an SQLite file: days as ISO texts, booleans as 0 and 1."""

import sqlite3
from pathlib import Path

import duckdb

from benchmarks.rivals.tables import TABLES, columns

PORTION = 50_000
"""Rows that are carried over at a time."""

INDEXES = (
    "agreements (goal_id)",
    "cases (young_person_id)",
    "contacts (date, method, activity, minutes, case_id)",
    "goals (case_id)",
    "housing (case_id, from_date, id)",
    "measurements (case_id, date, id)",
    "meetings (case_id)",
    "participants (meeting_id, role, attended, active)",
    "statuses (case_id, date, id)",
    "support_courses (case_id)",
)
"""Beside the primary keys. Those of contacts and participants hold all that is asked of them."""


def copied(source: duckdb.DuckDBPyConnection, path: Path) -> sqlite3.Connection:
    """Copy the rows into a new file; the connection is warm and allowed plenty of memory."""
    target = sqlite3.connect(path, isolation_level=None)
    target.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;"
        "PRAGMA cache_size = -2000000; PRAGMA mmap_size = 8000000000;"
    )
    for table in TABLES:
        _copy(source, target, table)
    for number, index in enumerate(INDEXES):
        target.execute(f"CREATE INDEX index_{number} ON {index}")
    target.execute("ANALYZE")
    return target


def _copy(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, table: str) -> None:
    found = columns(source, table)
    target.execute(f"CREATE TABLE {table} ({', '.join(_declared(*each) for each in found)})")
    rows = source.execute(f"SELECT {', '.join(_carried(*each) for each in found)} FROM {table}")
    marks = ", ".join("?" * len(found))
    target.execute("BEGIN")
    while portion := rows.fetchmany(PORTION):
        target.executemany(f"INSERT INTO {table} VALUES ({marks})", portion)
    target.execute("COMMIT")


def _declared(name: str, type_: str) -> str:
    kind = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "DOUBLE": "REAL"}.get(type_, "TEXT")
    return f'"{name}" {kind}' + (" PRIMARY KEY" if name == "id" else "")


def _carried(name: str, type_: str) -> str:
    return f'"{name}"::VARCHAR' if type_ == "DATE" else f'"{name}"'
