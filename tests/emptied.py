"""One store for many tests of a process, emptied after each: opening a new file takes longer.

Whoever asks is lent its address and opens it as the program does. What a test leaves is deleted row
by row, and what the empty store holds put back; where tables are no longer what they were, the next
test has a new file. On a server each has a database of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import create_engine

from db.engine import close_store
from tests import databases

BESIDE = (".anchor", ".gone")
"""What the program writes beside a store and a new store has not."""
_TABLES = """SELECT table_name, column_count, index_count, estimated_size > 0
FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"""


class Emptied:
    """The store that is lent; a new one where it could not be emptied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._url: str | None = None
        self._path = folder
        self._held: Any = None
        """Keeps the file open between two tests."""
        self._keeper: Any = None
        """DuckDB's own connection of it."""
        self._inode = 0
        """Which file it is: a store that is written anew is another."""
        self._tables: list[tuple[str, int, int]] = []
        self._rows: dict[str, list[Any]] = {}
        """What the empty store holds, by table."""

    @contextmanager
    def lent(self, folder: Path) -> Iterator[str]:
        """The address of an empty store; closed and emptied afterwards."""
        if databases.SERVER is not None:
            with databases.planted(folder) as url:
                yield url
            return
        if self._url is None:
            self._make()
        as_it_was = False
        try:
            yield self._url or ""
        finally:
            close_store()
            with suppress(duckdb.Error):
                as_it_was = self._empty()
            if not as_it_was:
                self.close()

    def close(self) -> None:
        """Let go of it."""
        if self._held is not None:
            with suppress(duckdb.Error):
                self._held.invalidate()
        self._url = self._held = self._keeper = None

    def _make(self) -> None:
        self._path = self._folder / f"{next(self._numbers)}.duckdb"
        self._url = databases.laid(self._path)
        self._held = create_engine(self._url).raw_connection()
        self._keeper = self._held.driver_connection
        self._inode = self._path.stat().st_ino
        self._tables, filled = self._looked_over()
        self._rows = {name: self._all_of(name) for name in filled}

    def _empty(self) -> bool:
        """Whether it is as it was when it was new."""
        tables, filled = self._looked_over()
        for name in {*filled, *self._rows}:
            kept = self._rows.get(name, [])
            if not kept or self._all_of(name) != kept:
                self._keeper.execute(f'DELETE FROM "{name}"')
                if kept:
                    marks = ", ".join("?" * len(kept[0]))
                    self._keeper.executemany(f'INSERT INTO "{name}" VALUES ({marks})', kept)
        self._keeper.execute("CHECKPOINT")
        for suffix in BESIDE:
            self._path.with_suffix(suffix).unlink(missing_ok=True)
        return tables == self._tables and self._path.stat().st_ino == self._inode

    def _looked_over(self) -> tuple[list[tuple[str, int, int]], list[str]]:
        """Each table with its columns and indexes counted, and those in which rows may be."""
        found = self._keeper.execute(_TABLES).fetchall()
        return [each[:3] for each in found], [each[0] for each in found if each[3]]

    def _all_of(self, name: str) -> list[Any]:
        found: list[Any] = self._keeper.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall()
        return found
