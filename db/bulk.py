"""Many rows at once, by whatever way a database has for it.

The statement reads `bulk_rows` and is the same for each: INSERT … SELECT, or UPDATE … FROM.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import MappingProxyType
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.changes import all_changed

Columns = Mapping[str, Sequence[Any]]


def bulk_insert(session: Session, kind: type[Any], columns: Columns) -> None:
    """Insert many rows at once, given by column; `version` is 1. Objects do not see it."""
    _in_bulk(
        session,
        kind,
        columns,
        "INSERT INTO {table} ({names}, version) SELECT {names}, 1 FROM bulk_rows",
    )


def bulk_update(session: Session, kind: type[Any], columns: Columns) -> None:
    """Set the columns of many rows at once, found by `id`; their versions count one up."""
    _in_bulk(
        session,
        kind,
        columns,
        "UPDATE {table} SET {pairs}version = {table}.version + 1 "
        "FROM bulk_rows WHERE {table}.id = bulk_rows.id",
    )


def _in_bulk(session: Session, kind: type[Any], columns: Columns, statement: str) -> None:
    if not columns["id"]:
        return
    session.flush()
    all_changed(session)
    put_in_bulk(session.connection(), kind.__tablename__, kind.as_stored(columns), statement)


def put_in_bulk(connection: Connection, table: str, columns: Columns, statement: str) -> None:
    """Run the statement with the columns as `bulk_rows`.

    It has places for {table}, {names} and {pairs}.
    """
    names = [f'"{name}"' for name in columns]
    sql = statement.format(
        table=table,
        names=", ".join(names),
        pairs="".join(f"{name} = bulk_rows.{name}, " for name in names if name != '"id"'),
    )
    with WAYS[connection.dialect.name](connection, table, columns):
        connection.exec_driver_sql(sql)


@contextmanager
def _registered(connection: Connection, _: str, columns: Columns) -> Iterator[None]:
    """DuckDB takes an Arrow table whole: 100,000 rows in a second instead of minutes."""
    driver: Any = connection.connection.driver_connection
    driver.register("bulk_rows", _read_once(pa.table(dict(columns))))
    try:
        yield
    finally:
        driver.unregister("bulk_rows")


def _read_once(table: pa.Table) -> pa.RecordBatchReader:
    """DuckDB keeps what was registered until the transaction ends; a reader is empty by then."""
    return pa.RecordBatchReader.from_batches(table.schema, iter(table.to_batches()))


@contextmanager
def _copied(connection: Connection, table: str, columns: Columns) -> Iterator[None]:
    """PostgreSQL takes rows by COPY, into a table of the transaction with the columns' types."""
    names = ", ".join(f'"{name}"' for name in columns)
    connection.exec_driver_sql(
        f'CREATE TEMP TABLE bulk_rows ON COMMIT DROP AS SELECT {names} FROM "{table}" WHERE false'  # noqa: S608 — names of our own tables
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY bulk_rows ({names}) FROM STDIN") as copy:
        for row in zip(*columns.values(), strict=True):
            copy.write_row(row)
    yield
    connection.exec_driver_sql("DROP TABLE bulk_rows")


WAYS: Mapping[str, Callable[[Connection, str, Columns], AbstractContextManager[None]]] = (
    MappingProxyType({"duckdb": _registered, "postgresql": _copied})
)
"""By dialect."""
