"""Whose turn it is, where several processes share a store, and how often it was changed.

The log is one chain, so writers must meet at its end. They do at a table of one row: to lock it is
the first thing a write does, and what it then sees is all that was committed before.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction

from core.errors import RuleBroken
from db.changes import KEPT
from db.errors import StoreBusy, StoreLost
from db.postgres import keys
from db.postgres.wording import worded

_LOCK = text("LOCK TABLE ungespor.turn IN EXCLUSIVE MODE")
_VERSION = text("SELECT version FROM ungespor.turn")
_COUNT = text("UPDATE ungespor.turn SET version = version + 1")

TRIES = 3
"""How often a write tries to get in; each waits for as long as `LOCK_SECONDS` (`opening`)."""
PAUSE = 0.2
"""Seconds between two tries."""
MIGRATING = 7_083_211
"""The number of the lock that a migration holds; the server lets go of it with the connection."""
BEATEN = frozenset({"40001", "40P01", "55P03"})
"""SQLSTATE: could not be put in order, deadlock, not this lock in time. Nothing was changed."""


class ManyProcesses:
    """The turns of one store, as this process sees them.

    Its statements are run on the connection: a session would take them for writes of anything
    (`db.touched`).
    """

    alone = False

    def __init__(self, engine: Engine) -> None:
        self._asking = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._thread = threading.local()
        self._ours: deque[tuple[int, int]] = deque(maxlen=KEPT)
        self._telling = threading.Lock()

    def take(self, session: Session) -> SessionTransaction:
        """Begin a transaction that no other runs beside.

        The lock is taken before anything is read: a question would fix what the transaction sees.
        Raises StoreBusy after TRIES; the body of the write has not begun then.
        """
        for left in reversed(range(TRIES)):
            begun = session.begin()
            try:
                connection = session.connection()
                connection.execute(_LOCK)
                self._thread.writing = int(connection.execute(_VERSION).scalar_one())
            except DBAPIError as fault:
                begun.rollback()
                if self.refusal(fault, committing=False) is None:
                    raise
                if not left:
                    raise StoreBusy from fault
                time.sleep(PAUSE)
            else:
                return begun
        raise StoreBusy

    def count(self, session: Session) -> None:
        """Raise the version with the commit: who sees the new number sees the new rows."""
        session.connection().execute(_COUNT)
        self._thread.counted = True

    def committed(self, change: int) -> None:
        """The write of this thread is in the store; this process counts it as that change."""
        if getattr(self._thread, "counted", False):
            with self._telling:
                self._ours.append((self._thread.writing + 1, change))

    def give(self) -> None:
        """What this thread knew of the version held as long as the write did.

        After a change of its own it asks anew, and not here: the server may have gone away.
        """
        self._thread.writing = None
        if getattr(self._thread, "counted", False):
            self._thread.looked = None
        self._thread.counted = False

    def version(self) -> int:
        """How often the content was changed; never older than the last commit before the look."""
        writing = getattr(self._thread, "writing", None)
        known = writing if writing is not None else self._looked()
        return known if known is not None else self._ask()

    def all_ours(self, before: int, now: int, change: int) -> bool:
        """Whether what came after the one version up to the other was written by this process.

        At most as the change that is told; where it is not known any more, it was not.
        """
        with self._telling:
            ours = {version for version, told in self._ours if told <= change}
        return ours.issuperset(range(before + 1, now + 1))

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Within it, this thread asks the store once; after a change of its own, each time."""
        self._thread.looked = self._ask()
        try:
            yield
        finally:
            self._thread.looked = None

    def refusal(self, fault: DBAPIError, *, committing: bool) -> RuleBroken | None:
        """StoreBusy where nothing was changed, StoreLost where that can not be known."""
        if fault.connection_invalidated:
            return StoreLost() if committing else StoreBusy()
        return StoreBusy() if getattr(fault.orig, "sqlstate", None) in BEATEN else None

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Within it, no other process brings the store up to date."""
        with self._asking.connect() as connection:
            connection.execute(text("SET lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": MIGRATING})
            try:
                keys.prepare(connection)
                yield
            finally:
                connection.invalidate()

    def worded(self, statement: str) -> str:
        """A statement of a migration in the words of PostgreSQL."""
        return worded(statement)

    def lay_keys(self, connection: Connection, models: MetaData) -> None:
        """Add the keys and indexes that the models declare."""
        keys.lay(connection, models)

    def _looked(self) -> int | None:
        known: int | None = getattr(self._thread, "looked", None)
        return known

    def _ask(self) -> int:
        with self._asking.connect() as connection:
            return int(connection.execute(_VERSION).scalar_one())
