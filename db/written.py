"""Which tables a statement names: what an answer is read from, and what a write has written to.

Seen in the words of the statements themselves, below everything that makes them. A word that is the
name of a table and of something else counts as the table.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Engine, event

_read: ContextVar[set[str] | None] = ContextVar("tables read", default=None)
_written: ContextVar[set[str] | None] = ContextVar("tables written", default=None)

_STATEMENTS = 4_096
"""So many different statements are remembered with their tables."""


class Written:
    """When each table of a store was last written to, by the count of its writes."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._any = 0

    def tell(self, count: int, tables: Iterable[str]) -> None:
        """The write of that count wrote to these tables, and to no other."""
        self._last |= dict.fromkeys(tables, count)

    def tell_any(self, count: int) -> None:
        """The write of that count may have written to any table."""
        self._any = count

    def since(self, count: int, tables: Iterable[str]) -> bool:
        """Whether one of these tables may have been written to after that count."""
        return self._any > count or any(self._last.get(table, 0) > count for table in tables)


def watch(engine: Engine) -> None:
    """See every statement that goes to the database."""
    event.listen(engine, "before_cursor_execute", _seen)


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Within it, the tables that are read; those around it have read them too."""
    around, found = _read.get(), set[str]()
    token = _read.set(found)
    try:
        yield found
    finally:
        _read.reset(token)
        if around is not None:
            around |= found


def also_read(tables: Iterable[str]) -> None:
    """What is answered here was made from these tables, though nothing is asked of them now."""
    found = _read.get()
    if found is not None:
        found.update(tables)


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """Within it, the tables that are written to."""
    found = set[str]()
    token = _written.set(found)
    try:
        yield found
    finally:
        _written.reset(token)


def _seen(*told: Any) -> None:
    """Any statement may read; all but a plain question may write."""
    statement: str = told[2]
    read, written = _read.get(), _written.get()
    if read is not None:
        read |= tables_in(statement)
    if written is not None and not statement.startswith("SELECT"):
        written |= tables_in(statement)


@lru_cache(_STATEMENTS)
def tables_in(statement: str) -> frozenset[str]:
    """The tables of the store that the words of the statement name."""
    return _tables().intersection(_WORD.findall(statement))


_WORD = re.compile(r"\w+")


@cache
def _tables() -> frozenset[str]:
    from db.models import Base  # noqa: PLC0415 — the models need the keys, those the store

    return frozenset(Base.metadata.tables)
