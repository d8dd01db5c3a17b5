"""The first and the last value by an order, as aggregates; each database says it its own way.

`earliest(value, place)` is the value of the row with the smallest place among the rows that have
a value, `latest(value, place)` that of the largest; NULL where none has. `at_first` and `at_last`
take the first and the last row of all: NULL where that row has no value. `turn(day, id)` is such a
place: by day, and rows of one day in the order of their ids. None of them sorts the rows.
"""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction, ReturnTypeFromArgs


class earliest(ReturnTypeFromArgs[Any]):  # noqa: N801 — named as it is called
    """`earliest(value, place)`."""

    inherit_cache = True


class latest(ReturnTypeFromArgs[Any]):  # noqa: N801
    """`latest(value, place)`."""

    inherit_cache = True


class at_first(ReturnTypeFromArgs[Any]):  # noqa: N801
    """`at_first(value, place)`."""

    inherit_cache = True


class at_last(ReturnTypeFromArgs[Any]):  # noqa: N801
    """`at_last(value, place)`."""

    inherit_cache = True


class turn(GenericFunction[Any]):  # noqa: N801
    """`turn(day, id)`: something to order by, and nothing to show."""

    inherit_cache = True


@compiles(earliest, "duckdb")
def _arg_min(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"arg_min({compiler.process(element.clauses, **options)})"


@compiles(latest, "duckdb")
def _arg_max(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"arg_max({compiler.process(element.clauses, **options)})"


@compiles(at_first, "duckdb")
def _arg_min_null(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"arg_min_null({compiler.process(element.clauses, **options)})"


@compiles(at_last, "duckdb")
def _arg_max_null(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"arg_max_null({compiler.process(element.clauses, **options)})"


@compiles(turn, "duckdb")
def _as_text(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    """A day is ten characters; texts compare three times as fast as rows."""
    day, key = (compiler.process(each, **options) for each in element.clauses)
    return f"(CAST({day} AS VARCHAR) || {key})"


@compiles(turn, "postgresql")
def _as_row(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"ROW({compiler.process(element.clauses, **options)})"


@compiles(earliest, "postgresql")
def _first_of_array(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return _end_of_array(element, compiler, "ASC", **options)


@compiles(latest, "postgresql")
def _last_of_array(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return _end_of_array(element, compiler, "DESC", **options)


@compiles(at_first, "postgresql")
def _first_row(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"({_array(element, compiler, 'ASC', **options)})[1]"


@compiles(at_last, "postgresql")
def _last_row(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"({_array(element, compiler, 'DESC', **options)})[1]"


def _end_of_array(
    element: GenericFunction[Any], compiler: Any, direction: str, **options: Any
) -> str:
    value = compiler.process(element.clauses.clauses[0], **options)
    ordered = _array(element, compiler, direction, **options)
    return f"({ordered} FILTER (WHERE {value} IS NOT NULL))[1]"


def _array(element: GenericFunction[Any], compiler: Any, direction: str, **options: Any) -> str:
    value, place = (compiler.process(each, **options) for each in element.clauses)
    return f"array_agg({value} ORDER BY {place} {direction})"
