"""What the tallies read: the tables and their columns, as they lie in the store."""

from collections.abc import Sequence

import duckdb

TABLES = (
    "agreements",
    "cases",
    "contacts",
    "fidelity",
    "goals",
    "housing",
    "measurements",
    "meetings",
    "participants",
    "settings",
    "staff",
    "statuses",
    "support_courses",
    "young_people",
)
CAPS = {"CTI": 10, "ICM": 8, "SM": 20}
"""Young people per worker in full time (guide 2018, p. 11 and 21)."""

HOURLY_RATE = 390
"""Kroner, before a municipality sets its own."""

BANDS = ("0-30", "31-60", "61-90", "91-180", "181-365", "366-730", "731+")
METHODS = ("SM", "CTI", "ICM")


def columns(source: duckdb.DuckDBPyConnection, table: str) -> Sequence[tuple[str, str]]:
    """Name and type of each column, in their order."""
    found = source.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = ? ORDER BY ordinal_position",
        [table],
    )
    return found.fetchall()
