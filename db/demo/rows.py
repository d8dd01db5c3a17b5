"""Rows before they are written: plain values by table, with keys that sort in the order of days."""

from datetime import UTC, date, datetime, time
from typing import Any

from db.models import Base


class Rows:
    """Collects rows. Keys look like UUIDv7: the day, then a running number, so that they repeat."""

    def __init__(self) -> None:
        self.by_table: dict[type[Base], list[dict[str, Any]]] = {}
        self._count = 0

    def key(self, day: date) -> str:
        """A new key that sorts by the day."""
        self._count += 1
        return f"{_milliseconds(day):012x}70008{self._count:015x}"

    def add(self, table: type[Base], day: date, **columns: Any) -> str:
        """Put a row, under a key of that day unless it has one, and return the key."""
        key: str = columns.get("id") or self.key(day)
        self.by_table.setdefault(table, []).append(columns | {"id": key})
        return key


def by_column(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The rows turned on their side; what a row does not say is None."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def moment(day: date) -> datetime:
    """Nine in the morning of the day, UTC."""
    return datetime.combine(day, time(9), UTC)


def _milliseconds(day: date) -> int:
    return int(moment(day).timestamp()) * 1000
