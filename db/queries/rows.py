"""Rows as plain values: read past the mapper, by case, and gathered under what they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

ColumnsT = TypeVarTuple("ColumnsT")
KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def rows(session: Session, query: Select[*ColumnsT]) -> Sequence[Row[*ColumnsT]]:
    """The rows, past the mapper: where nothing is loaded it only costs time."""
    return session.connection().execute(query).all()


def by_case(session: Session, query: Select[str, date]) -> dict[str, date]:
    """A day by case."""
    return {row[0]: row[1] for row in rows(session, query)}


def gathered(pairs: Iterable[tuple[KeyT, ValueT]]) -> dict[KeyT, tuple[ValueT, ...]]:
    """What belongs to each key, in the order it came; a key without anything is not there."""
    found: dict[KeyT, list[ValueT]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
