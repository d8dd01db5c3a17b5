"""What a call left in the store: which rows changed, which have a line in the log; and the way back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, event, select, text

from db.engine import Store, reading
from db.models import AuditRow, Base

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


@dataclass
class Watched:
    """A hash of each table and of each of its rows, as last looked at.

    `written` are the tables that committed statements wrote to since then: only those are hashed
    again, unless all are asked for. A copy of the store as it was lies in memory for the way back.
    """

    store: Store
    written: set[str] = field(default_factory=set)
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    first_rows: dict[str, dict[str, int]] = field(default_factory=dict)
    last_line: int = 0
    _open: dict[Connection, set[str]] = field(default_factory=dict)
    """By connection: a question that is asked beside a write and ends must not hide the write."""

    def __post_init__(self) -> None:
        event.listen(self.store.engine, "before_cursor_execute", self._saw)
        event.listen(self.store.engine, "commit", self._committed)
        event.listen(self.store.engine, "rollback", self._rolled_back)
        with self.store.engine.connect() as connection:
            name = connection.execute(text("SELECT current_database()")).scalar_one()
            connection.execute(text("ATTACH ':memory:' AS before"))
            connection.execute(text(f'COPY FROM DATABASE "{name}" TO before'))
            connection.commit()
        self.changed(everywhere=True)
        self.noted()
        self.first, self.first_rows = dict(self.tables), dict(self.rows)

    def rewind(self) -> None:
        """Put back what was there at first; only the log keeps what came."""
        for table in sorted(self.tables.keys() - {"audit"}):
            if self.tables[table] != self.first[table]:
                self._put_back(table, _different(self.rows[table], self.first_rows[table]))
        self.tables |= {name: seen for name, seen in self.first.items() if name != "audit"}
        self.rows |= {name: rows for name, rows in self.first_rows.items() if name != "audit"}
        self.written.clear()
        self.store.changed_unseen()

    def _put_back(self, table: str, rows: frozenset[str]) -> None:
        """In two transactions: DuckDB's keys know a row that is taken out only after its commit."""
        for sql in (
            f'DELETE FROM "{table}" WHERE id IN :rows',
            f'INSERT INTO "{table}" SELECT * FROM before."{table}" WHERE id IN :rows',
        ):
            with self.store.engine.begin() as connection:
                wanted = text(sql).bindparams(bindparam("rows", expanding=True))
                connection.execute(wanted, {"rows": sorted(rows)})

    def _saw(self, *told: Any) -> None:
        """The first and third of what SQLAlchemy tells are the connection and the statement."""
        found = WRITES.match(told[2])
        if found:
            self._open.setdefault(told[0], set()).add(found[1])

    def _committed(self, connection: Connection) -> None:
        self.written |= self._open.pop(connection, set())

    def _rolled_back(self, connection: Connection) -> None:
        self._open.pop(connection, None)

    def changed(self, *, everywhere: bool = False) -> dict[str, frozenset[str]]:
        """The rows that were added, changed or taken away since the last look, by table."""
        looked = set(Base.metadata.tables) if everywhere else self.written
        self.written = set()
        found = {}
        for table, now in (_hashes(looked) if looked else {}).items():
            if self.tables.get(table) != now:
                before, after = self.rows.get(table, {}), _rows(table)
                found[table] = _different(before, after)
                self.tables[table], self.rows[table] = now, after
        return {table: rows for table, rows in found.items() if rows}

    def noted(self) -> Mapping[str, set[str]]:
        """The rows, by table, that lines of the log written since the last look are about."""
        query = select(AuditRow.sequence, AuditRow.table_name, AuditRow.row_id)
        with reading() as session:
            lines = session.execute(query.where(AuditRow.sequence > self.last_line)).all()
        new: dict[str, set[str]] = {}
        for line, table, row in lines:
            self.last_line = max(self.last_line, line)
            new.setdefault(table, set()).add(row)
        return new


def _different(before: dict[str, int], after: dict[str, int]) -> frozenset[str]:
    return frozenset(
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
    )


def _hashes(tables: set[str]) -> dict[str, tuple[int, int]]:
    each = (
        f"SELECT '{name}', count(*), bit_xor(hash(t::VARCHAR)) FROM \"{name}\" t"
        for name in sorted(tables)
    )
    with reading() as session:
        return {name: (n, h) for name, n, h in session.execute(text(" UNION ALL ".join(each)))}


def _rows(table: str) -> dict[str, int]:
    with reading() as session:
        found = session.execute(text(f'SELECT id, hash(t::VARCHAR) FROM "{table}" t'))
        return {key: content for key, content in found}  # noqa: C416 — rows are no pairs
