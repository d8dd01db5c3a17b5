"""The first and the last value by an order, as aggregates; each database says it its own way.

`earliest(value, place)` is the value of the row with the smallest place among the rows that have
a value, `latest(value, place)` that of the largest; NULL where none has.
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


@compiles(earliest, "duckdb")
def _arg_min(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"arg_min({compiler.process(element.clauses, **options)})"


@compiles(latest, "duckdb")
def _arg_max(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return f"arg_max({compiler.process(element.clauses, **options)})"


@compiles(earliest, "postgresql")
def _first_of_array(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return _end_of_array(element, compiler, "ASC", **options)


@compiles(latest, "postgresql")
def _last_of_array(element: GenericFunction[Any], compiler: Any, **options: Any) -> str:
    return _end_of_array(element, compiler, "DESC", **options)


def _end_of_array(
    element: GenericFunction[Any], compiler: Any, direction: str, **options: Any
) -> str:
    value, place = (compiler.process(each, **options) for each in element.clauses)
    ordered = f"array_agg({value} ORDER BY {place} {direction})"
    return f"({ordered} FILTER (WHERE {value} IS NOT NULL))[1]"
