"""How the writers of a store come one after the other, and how a change is known to all.

DuckDB is one process: the lock in it is enough. Where several processes share a store, the store
itself says whose turn it is (`db.postgres.turn`).
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction

from core.errors import RuleBroken


class Turn(Protocol):
    """What a write asks of the database besides its rows."""

    alone: bool
    """Whether no other process writes: the end of the log may then be remembered."""

    def take(self, session: Session) -> SessionTransaction:
        """Begin a transaction that no other runs beside. Raises StoreBusy."""

    def count(self, session: Session) -> None:
        """Tell the other processes, with the commit, that the content has changed."""

    def committed(self, change: int) -> None:
        """What was counted is in the store; this process counts it as that change of its own."""

    def give(self) -> None:
        """The write is over, whatever became of it."""

    def version(self) -> int:
        """How often other processes may have changed the content; it never counts down."""

    def all_ours(self, before: int, now: int, change: int) -> bool:
        """Whether each version between the two is one of this process's changes up to that."""

    def one_look(self) -> AbstractContextManager[None]:
        """Within it, this thread asks the store for the version once."""

    def refusal(self, fault: DBAPIError, *, committing: bool) -> RuleBroken | None:
        """What a fault means for who saves; None where it is a fault of the program."""

    def migrating(self) -> AbstractContextManager[None]:
        """Within it, no other process brings the store up to date."""

    def worded(self, statement: str) -> str:
        """A statement of a migration in the words of this database."""

    def lay_keys(self, connection: Connection, models: MetaData) -> None:
        """Add the keys and indexes that the models declare, where the database has such."""


class OneProcess:
    """Nobody else has the store: the write lock of the process has made it our turn already."""

    alone = True

    def take(self, session: Session) -> SessionTransaction:
        """Begin a transaction."""
        return session.begin()

    def count(self, session: Session) -> None:
        """Nobody is to be told."""

    def committed(self, change: int) -> None:
        """Nobody asks whose change it was."""

    def give(self) -> None:
        """Nothing was taken."""

    def version(self) -> int:
        """Nobody else changes anything."""
        return 0

    def all_ours(self, before: int, now: int, change: int) -> bool:  # noqa: ARG002
        """Nobody else changes anything."""
        return True

    def one_look(self) -> AbstractContextManager[None]:
        """Nothing is asked."""
        return nullcontext()

    def refusal(self, fault: DBAPIError, *, committing: bool) -> RuleBroken | None:  # noqa: ARG002
        """Writers never meet, so every fault is one."""
        return None

    def migrating(self) -> AbstractContextManager[None]:
        """Nobody else could."""
        return nullcontext()

    def worded(self, statement: str) -> str:
        """The files are in the words of DuckDB."""
        return statement

    def lay_keys(self, connection: Connection, models: MetaData) -> None:
        """DuckDB has none of ours (ADR 2)."""
