"""What the models and the questions say once, and each database in its own words.

Values by an order have a module of their own (`db.ordered`).
"""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ForeignKeyConstraint
from sqlalchemy.sql.functions import ReturnTypeFromArgs


@compiles(ForeignKeyConstraint, "duckdb")
def _no_foreign_keys(element: ForeignKeyConstraint, compiler: Any, **options: Any) -> None:
    """DuckDB's foreign keys leak orphans and block changes: `python -m db check` looks instead."""


class lettered(ReturnTypeFromArgs[Any]):  # noqa: N801 — named as it is called
    """`lettered(column)`: the column as a text whose letters have upper and lower case."""

    inherit_cache = True


@compiles(lettered, "duckdb")
def _as_it_is(element: lettered, compiler: Any, **options: Any) -> str:
    """DuckDB knows all letters."""
    return str(compiler.process(element.clauses, **options))


@compiles(lettered, "postgresql")
def _in_danish(element: lettered, compiler: Any, **options: Any) -> str:
    """A column that compares by bytes knows the letters of English alone."""
    return f"({compiler.process(element.clauses, **options)} COLLATE da)"
