"""The end of a write: sure that it is in the store, or that it is not; never "perhaps".

DuckDB can make a change durable and then fail at the checkpoint that follows. Whoever tried again
would write it twice. So what was written is looked for before a fault is told on.
"""

import os
import re
import sys
from typing import Any

import duckdb
import structlog
from sqlalchemy import event, inspect
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from db.errors import StoreReadOnly

SOFTWARE = 70
"""The exit code after which the supervisor starts the program again (EX_SOFTWARE)."""

_INVALIDATED = re.compile(r'IO Error: Database "\w+" has been invalidated')

Proof = tuple[type[Any], Any]
"""A row that this write adds: its kind and its key."""


def flushed(session: Session, *, read_only: bool) -> Proof | None:
    """Send all that is left to the database; a row that was new in it, None where none was.

    Raises StoreReadOnly where something was changed.
    """
    if read_only and session.info.get("changed"):
        raise StoreReadOnly
    added = list(session.new)
    session.flush()
    if not added:
        return None
    identity = inspect(added[-1]).identity
    return (type(added[-1]), identity) if identity else None


def commit(begun: SessionTransaction, proof: Proof | None, sessions: sessionmaker[Session]) -> None:
    """Commit. A fault is raised only where the write is not in the store."""
    try:
        begun.commit()
    except DBAPIError as fault:
        if proof is None or not _stands(proof, sessions):
            raise
        structlog.get_logger("ungespor").warning(
            "written, but not yet tidied into the file", fault=str(fault.orig)[:200]
        )


def _stands(proof: Proof, sessions: sessionmaker[Session]) -> bool:
    with sessions() as session:
        return session.get(*proof) is not None


def guard(engine: Engine) -> None:
    """End the process where the store is lost to it."""
    event.listen(engine, "handle_error", _end_where_the_store_is_lost)


def _end_where_the_store_is_lost(context: ExceptionContext) -> None:
    """After a fatal fault DuckDB answers nothing more: only a new start brings the store back."""
    if is_lost(context.original_exception):
        end_process(context.original_exception)


def is_lost(fault: BaseException) -> bool:
    """Whether the store answers nothing more to this process, whatever is asked.

    A failed checkpoint is fatal to the store that a connection opened; of one that is attached, as
    an encrypted one is, DuckDB 1.5.5 says it at the beginning of an ordinary fault. What people
    wrote never stands there.
    """
    if isinstance(fault, duckdb.FatalException):
        return True
    return isinstance(fault, duckdb.IOException) and bool(_INVALIDATED.match(str(fault)))


def end_process(fault: BaseException) -> None:
    """Say why, and end at once with the code that asks for a new start."""
    structlog.get_logger("ungespor").critical("the store is lost to this process", fault=str(fault))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(SOFTWARE)
