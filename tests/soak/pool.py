"""What a store holds, as the calls made up for it see it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AccountRow, Base
from db.queries.acting import person_from

Row = Mapping[str, Any]

ENDS = (
    "ended_date",
    "closed_date",
    "end_date",
    "settled_date",
    "done_date",
    "locked_time",
    "submitted_time",
    "submitted_date",
    "withdrawn_date",
    "answered_date",
    "ended_time",
)
"""Columns that say that something is over."""
STATES = ("step", "state", "status", "kind")
ABOVE = ("case_id", "goal_id", "meeting_id", "course_id", "application_id", "wish_id")


class Pool:
    """What the store holds, as rows by table; and who may work in it."""

    def __init__(self, session: Session) -> None:
        self.rows: dict[str, list[Row]] = {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }
        self._stages: dict[str, list[list[Row]]] = {}
        self.by_id = {row["id"]: row for rows in self.rows.values() for row in rows}
        accounts = session.scalars(select(AccountRow).order_by(AccountRow.id)).all()
        self.people = [person_from(each, self._roles(each.id)) for each in accounts]

    def stages(self, table: str) -> list[list[Row]]:
        """The rows of a table by where they stand: they, and what they are about."""
        if table not in self._stages:
            found: dict[tuple[Any, ...], list[Row]] = {}
            for row in self.rows[table]:
                found.setdefault(self._stage(row), []).append(row)
            self._stages[table] = list(found.values())
        return self._stages[table]

    def _stage(self, row: Row) -> tuple[Any, ...]:
        above = [self.by_id.get(row[name]) for name in ABOVE if row.get(name)]
        own = (*(row.get(name) for name in STATES), *(row.get(name) is None for name in ENDS))
        return (*own, *(self._stage(each) for each in above if each))

    def _roles(self, account_id: str) -> list[str]:
        return [
            row["role"] for row in self.rows["account_roles"] if row["account_id"] == account_id
        ]
