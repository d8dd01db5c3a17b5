"""A copy of a kept store, open in this process, and the same rows for SQLite and pandas."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from benchmarks.grown import Grown, kept_store
from benchmarks.telling import milliseconds
from db.engine import Store, close_store, open_store

Key = TypeVar("Key", bound=Hashable)


@contextmanager
def opened_copy(cases: int) -> Iterator[tuple[Store, Grown, Path]]:
    """The store, what is known of it, and a folder to write in."""
    grown = kept_store(cases)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in grown.path.parent.glob(f"cases_{cases}.*"):
            shutil.copy(each, folder / each.name)
        store = open_store(f"duckdb:///{folder / grown.path.name}")
        try:
            yield store, grown, folder
        finally:
            close_store()


@contextmanager
def driver_of(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB's own connection to the store."""
    connection = store.engine.raw_connection()
    try:
        yield connection.driver_connection  # type: ignore[misc]
    finally:
        connection.close()


def durable_sqlite(path: Path) -> sqlite3.Connection:
    """SQLite as safe as ours: each commit is on the disk when it returns."""
    made = sqlite3.connect(path, isolation_level=None)
    made.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    return made


def carried(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, table: str) -> None:
    """Copy a table with its rows, everything as text or number, under its primary key."""
    frame = source.execute(f"SELECT * FROM {table}").df()
    names = ", ".join(f'"{name}"' + (" PRIMARY KEY" * (name == "id")) for name in frame.columns)
    target.execute(f"CREATE TABLE {table} ({names})")
    target.execute("BEGIN")
    marks = ", ".join("?" * len(frame.columns))
    rows = frame.astype(object).where(frame.notna(), None).astype(str).itertuples(index=False)
    target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    target.execute("COMMIT")


@dataclass(slots=True)
class Taken:
    """Seconds of each round, on the clock and of the processor (all threads together)."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """Milliseconds; the processor's are not longer where others use the machine."""
        return {
            "ms": milliseconds(self.clock),
            "p95_ms": milliseconds(self.clock, 0.95),
            "processor_ms": milliseconds(self.processor),
        }


def in_turn(each: Mapping[Key, Callable[[], Any]], rounds: int) -> dict[Key, Taken]:
    """Everything once in every round; the first round does not count."""
    taken = {key: Taken() for key in each}
    for turn in range(rounds + 1):
        for key, work in each.items():
            began, used = time.perf_counter(), time.process_time()
            work()
            if turn:
                taken[key].clock.append(time.perf_counter() - began)
                taken[key].processor.append(time.process_time() - used)
    return taken
