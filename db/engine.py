"""The one engine, the one way to open a transaction, and all that only DuckDB needs.

DuckDB is one process with one writer: every write meets in one lock (ADR 2). Reads take none.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
from sqlalchemy import Connection, Engine, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.schema import ForeignKeyConstraint
from sqlalchemy.sql import ColumnElement, collate

from db.opening import copy_into, opened, store_path
from db.rewriting import rewriting
from db.settings import settings
from db.store_keys import StoreKey


@compiles(ForeignKeyConstraint, "duckdb")
def _no_foreign_keys(element: ForeignKeyConstraint, compiler: Any, **options: Any) -> None:
    """DuckDB's foreign keys leak orphans and block changes: `python -m db check` looks instead."""


class Store:
    """An open store: its engine, its write lock, and how often its content has changed."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opened = opened(url)
        self.sessions = sessionmaker(self.engine, autoflush=False, expire_on_commit=False)
        self.write_lock = threading.Lock()
        self.data_version = 0

    @property
    def engine(self) -> Engine:
        """Where its connections come from."""
        return self._opened.engine

    @property
    def key(self) -> StoreKey | None:
        """What its file is encrypted with; None where it is not."""
        return self._opened.key

    @property
    def path(self) -> Path | None:
        """The file of the store; None where it is a server."""
        return store_path(self.url)

    def close(self) -> None:
        """Give the file back."""
        self._opened.close()

    def rewrite(self) -> None:
        """Write the file anew, under its key: what was replaced in it is then nowhere in it."""
        if self.path is not None:
            self.close()
            for _ in rewriting(self.path, self.key):
                pass
            self._opened = opened(self.url)
            self.sessions.configure(bind=self.engine)


_current: Store | None = None
_opening = threading.Lock()


def open_store(url: str | None = None) -> Store:
    """Open the store of the settings (or of `url`) for this process; an open one is closed."""
    global _current  # noqa: PLW0603 — one store per process is the point
    close_store()
    _current = Store(url or settings().database_url)
    return _current


def close_store() -> None:
    """Close the store of this process, if one is open."""
    global _current  # noqa: PLW0603
    if _current is not None:
        _current.close()
        _current = None


def current_store() -> Store:
    """The store of this process, opened and brought up to date at first need."""
    with _opening:
        if _current is None:
            from db.migrate import migrate  # noqa: PLC0415 — migrate needs the store

            migrate(open_store())
        return cast(Store, _current)


@contextmanager
def transaction() -> Iterator[Session]:
    """One write: alone in the process, committed at the end, rolled back by any exception.

    The version counts up even where the commit raises: DuckDB can report a failed checkpoint after
    the change is durable, and nothing kept may then be older than the store.
    """
    store = current_store()
    with store.write_lock, store.sessions() as session:
        try:
            with session.begin():
                yield session
        finally:
            if session.info.get("changed"):
                store.data_version += 1


@contextmanager
def reading() -> Iterator[Session]:
    """A consistent view of the store for as long as the block lasts."""
    with current_store().sessions() as session:
        yield session


def danish(column: Any) -> ColumnElement[str]:
    """The column in Danish order (æ, ø, å last)."""
    return collate(column, "da")


def contains(column: Any, wanted: str) -> ColumnElement[bool]:
    """Whether the column holds the text anywhere, upper and lower case alike."""
    return column.icontains(wanted, autoescape=True)  # type: ignore[no-any-return]


def bulk_insert(session: Session, kind: type[Any], columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert many rows at once, given by column; `version` is 1. Objects do not see it."""
    _in_bulk(
        session,
        kind,
        columns,
        "INSERT INTO {table} ({names}, version) SELECT {names}, 1 FROM bulk_rows",
    )


def bulk_update(session: Session, kind: type[Any], columns: Mapping[str, Sequence[Any]]) -> None:
    """Set the columns of many rows at once, found by `id`; their versions count one up."""
    _in_bulk(
        session,
        kind,
        columns,
        "UPDATE {table} SET {pairs}version = {table}.version + 1 "
        "FROM bulk_rows WHERE {table}.id = bulk_rows.id",
    )


def _in_bulk(
    session: Session, kind: type[Any], columns: Mapping[str, Sequence[Any]], statement: str
) -> None:
    if not columns["id"]:
        return
    session.flush()
    put_in_bulk(session.connection(), kind.__tablename__, kind.as_stored(columns), statement)


def put_in_bulk(
    connection: Connection, table: str, columns: Mapping[str, Sequence[Any]], statement: str
) -> None:
    """DuckDB takes an Arrow table whole: 100,000 rows in a second instead of minutes.

    The statement reads `bulk_rows` and has places for {table}, {names} and {pairs}.
    """
    names = [f'"{name}"' for name in columns]
    sql = statement.format(
        table=table,
        names=", ".join(names),
        pairs="".join(f"{name} = bulk_rows.{name}, " for name in names if name != '"id"'),
    )
    driver: Any = connection.connection.driver_connection
    driver.register("bulk_rows", _read_once(pa.table(dict(columns))))
    try:
        connection.exec_driver_sql(sql)
    finally:
        driver.unregister("bulk_rows")


def _read_once(table: pa.Table) -> pa.RecordBatchReader:
    """DuckDB keeps what was registered until the transaction ends; a reader is empty by then."""
    return pa.RecordBatchReader.from_batches(table.schema, iter(table.to_batches()))


def backup_copy(store: Store, target: Path) -> None:
    """Copy a DuckDB store into a new file by SQL, under the same key where it has one.

    The file itself is never opened beside us.
    """
    with store.write_lock, store.engine.connect() as connection:
        copy_into(connection, target, store.key)


__all__ = [
    "Store",
    "backup_copy",
    "bulk_insert",
    "bulk_update",
    "close_store",
    "contains",
    "current_store",
    "danish",
    "open_store",
    "put_in_bulk",
    "reading",
    "store_path",
    "transaction",
]
