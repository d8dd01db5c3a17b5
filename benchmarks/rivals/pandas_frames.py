"""The same rows as DataFrames, loaded beforehand: days as days, codes as categories."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from benchmarks.rivals.tables import TABLES, columns

Frames = Mapping[str, pd.DataFrame]

CODES = frozenset(
    [
        "activity",
        "closure_reason",
        "combination",
        "decision",
        "employment",
        "kind",
        "life_domain",
        "method",
        "role",
        "situation",
        "state",
        "status",
        "target_group",
        "theme",
        "variant",
    ]
)
"""Columns with few different texts."""

UNREAD = frozenset(
    [
        "acute_needs",
        "agenda",
        "assessed_date",
        "closure_note",
        "decided_by",
        "decision_reason",
        "expected_need",
        "legal_basis",
        "no_next_meeting_reason",
        "note",
        "place",
        "purpose",
        "referral_reason",
        "referrer_name",
        "referrer_organisation",
        "reject_reason",
        "resources",
        "text",
        "version",
        "wishes",
    ]
)
"""Columns that no figure needs."""


IN_ORDER = frozenset({"measurements", "settings", "staff", "statuses"})
"""Tables whose rows are taken in the order of their ids."""


def loaded(source: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """A DataFrame for each table."""
    return {table: _frame(source, table) for table in TABLES}


def _frame(source: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    types = {name: kind for name, kind in columns(source, table) if name not in UNREAD}
    names = ", ".join(f'"{name}"' for name in types)
    order = "ORDER BY id" if table in IN_ORDER else ""
    frame = source.execute(f"SELECT {names} FROM {table} {order}").df()
    for name, kind in types.items():
        if kind == "BOOLEAN":
            frame[name] = frame[name].astype("boolean")
        elif kind == "DATE":
            frame[name] = pd.to_datetime(frame[name])
        elif name in CODES:
            frame[name] = frame[name].astype("category")
    return frame
