"""Large stores for measuring: a demo store of 1,000 cases, multiplied by SQL.

Every row of a case is copied with fresh ids, and all its days are moved back by the same number of
days, drawn from a seed, so that the copies spread over the period. Rows that were written together
lie together in the copies too.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

BASE = 1000
"""Cases in the demo store that is multiplied."""

ON = date(2026, 11, 23)
"""The day that the histories end on."""

SEED = 7
SPREAD = 365
"""Days are moved back by 0 to this many less one."""

CASE_OF = {
    "young_people": "JOIN cases k ON k.young_person_id = t.id",
    "cases": "JOIN cases k ON k.id = t.id",
    "participants": "JOIN meetings m ON m.id = t.meeting_id JOIN cases k ON k.id = m.case_id",
    "agreements": "JOIN goals g ON g.id = t.goal_id JOIN cases k ON k.id = g.case_id",
    "pauses": "JOIN support_courses s ON s.id = t.course_id JOIN cases k ON k.id = s.case_id",
    **dict.fromkeys(
        (
            "consents",
            "contacts",
            "dimensions",
            "goals",
            "housing",
            "measurements",
            "meetings",
            "network_people",
            "risk_indicators",
            "statuses",
            "support_courses",
        ),
        "JOIN cases k ON k.id = t.case_id",
    ),
}
"""Tables that are multiplied, and how a row of each finds its case."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in the store."""

    name: str
    type: str


def grown_store(folder: Path, cases: int, base: int = BASE) -> Path:
    """A store of that many cases; made once in the folder.

    More than `base` are made in whole multiples of it, fewer as a demo store of their own.
    """
    path = folder / f"cases_{cases}.duckdb"
    if not path.exists():
        _fill(path, min(cases, base))
        with duckdb.connect(str(path)) as store:
            _multiply(store, base, cases // base)
    return path


def _fill(path: Path, cases: int) -> None:
    from db.demo import fill  # noqa: PLC0415 — only where a store is made
    from db.engine import close_store, open_store  # noqa: PLC0415
    from db.migrate import migrate  # noqa: PLC0415

    migrate(open_store(f"duckdb:///{path}"))
    fill(on=ON, seed=SEED, young_people=cases)
    close_store()


def _multiply(store: duckdb.DuckDBPyConnection, base: int, copies: int) -> None:
    """Add `copies` - 1 copies of every case, its rows and its workers."""
    store.execute(
        "CREATE TEMP TABLE copies AS SELECT id, i, "
        f"CAST(hash(id, i, {SEED}) % {SPREAD} AS INTEGER) AS back "
        f"FROM cases, range(1, {copies}) r(i)"
    )
    store.execute(f"CREATE TEMP TABLE teams AS SELECT i FROM range(1, {copies}) r(i)")
    statements = {"staff": _copied_staff(store)}
    statements.update({table: _copied(store, table, base) for table in CASE_OF})
    store.execute("BEGIN")
    for name, statement in statements.items():
        store.execute(f"CREATE TEMP TABLE new_{name} AS {statement}")
    for name in statements:
        store.execute(f"INSERT INTO {name} SELECT * FROM new_{name}")
    store.execute(
        f"UPDATE store SET value = CAST(value AS INTEGER) + {base * max(copies - 1, 0)} "
        "WHERE id = 'last_case_number'"
    )
    store.execute("COMMIT")
    store.execute("CHECKPOINT")


def _copied_staff(store: duckdb.DuckDBPyConnection) -> str:
    columns = ", ".join(_fresh(each, "teams.i", "0", 0) for each in columns_of(store, "staff"))
    return f"SELECT {columns} FROM staff t, teams"


def _copied(store: duckdb.DuckDBPyConnection, table: str, base: int) -> str:
    columns = ", ".join(_fresh(each, "c.i", "c.back", base) for each in columns_of(store, table))
    return (
        f"SELECT {columns} FROM {table} t {CASE_OF[table]} JOIN copies c ON c.id = k.id "
        "ORDER BY c.i, t.rowid"
    )


def _fresh(column: Column, copy: str, back: str, base: int) -> str:
    name = f't."{column.name}"'
    if column.name == "id" or column.name.endswith("_id"):
        return f"{name} || '-' || {copy} AS \"{column.name}\""
    if column.name == "number":
        return f"{name} + {base} * {copy} AS number"
    if column.type == "DATE":
        return f'{name} - {back} AS "{column.name}"'
    return name


def columns_of(store: duckdb.DuckDBPyConnection, table: str) -> list[Column]:
    """The columns of a table in their order."""
    found = store.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = ? ORDER BY ordinal_position",
        [table],
    )
    return [Column(*row) for row in found.fetchall()]
