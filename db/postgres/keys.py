"""Keys between tables and indexes, as the models declare them: laid after the migrations.

DuckDB has none (ADR 2); the numbered files make tables and columns alone, for both databases.
Foreign keys are looked at with the commit: within a write, rows come in any order.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, inspect, text

MADE = (
    "CREATE SCHEMA IF NOT EXISTS ungespor",
    "CREATE TABLE IF NOT EXISTS ungespor.turn (id INTEGER PRIMARY KEY, version BIGINT NOT NULL)",
    "INSERT INTO ungespor.turn VALUES (1, 0) ON CONFLICT DO NOTHING",
)
"""The table is no part of the schema: it lies in a room of its own and is never copied."""

DANISH = "CREATE COLLATION IF NOT EXISTS da (provider = icu, locale = 'da-DK')"
"""So that `COLLATE da` says the same to both databases."""


def prepare(connection: Connection) -> None:
    """What has to be there before the first table is."""
    for statement in (*MADE, DANISH):
        connection.execute(text(statement))


def lay(connection: Connection, models: MetaData) -> None:
    """Add every key and every index that the models declare and the store has not."""
    found = inspect(connection)
    there = {
        each["name"]
        for table in found.get_table_names()
        for each in (*found.get_foreign_keys(table), *found.get_indexes(table))
    }
    for name, statement in wanted(models):
        if name not in there:
            connection.execute(text(statement))


def wanted(models: MetaData) -> Iterator[tuple[str, str]]:
    """Name and statement of each: a foreign key has an index on its column besides."""
    for table in models.sorted_tables:
        for key in table.foreign_key_constraints:
            column, target = key.elements[0].parent.name, key.elements[0].column
            yield (
                f"fk_{table.name}_{column}",
                (
                    f'ALTER TABLE "{table.name}" ADD CONSTRAINT "fk_{table.name}_{column}" '
                    f'FOREIGN KEY ("{column}") REFERENCES "{target.table.name}" ("{target.name}") '
                    "DEFERRABLE INITIALLY DEFERRED"
                ),
            )
            yield _index(table.name, column)
    for table_name, column in SOUGHT:
        yield _index(table_name, column)


SOUGHT = (("audit", "sequence"), ("audit", "time"), ("audit", "row_id"), ("audit", "case_id"))
"""Columns without a key that large tables are asked by."""


def _index(table: str, column: str) -> tuple[str, str]:
    return f"ix_{table}_{column}", f'CREATE INDEX "ix_{table}_{column}" ON "{table}" ("{column}")'
