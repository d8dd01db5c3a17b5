"""The one engine, and the one way to open a transaction, whichever database the store lies in.

Every write of a process meets in one lock (ADR 2), and takes its turn in the store where several
processes share it (ADR 26). Reads take none.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.sql import ColumnElement, collate

from db.changes import Changes
from db.dialects import lettered
from db.encryption.rewriting import rewriting
from db.encryption.store_keys import StoreKey
from db.errors import LogUnwritable
from db.log.anchor import Anchor, Seen
from db.opening import copy_into, opened, store_path
from db.row_counts import rows_by_table
from db.safekeeping import commits
from db.safekeeping.room import check_room
from db.safekeeping.start_check import check_before_opening, keep_log, log_before, tidy
from db.settings import settings
from db.written import Written, tables_written, watch


class Store:
    """An open store: its engine, its write lock, and how often its content has changed."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opened = opened(url)
        self.sessions = sessionmaker(self._opened.reading, autoflush=False, expire_on_commit=False)
        self.write_lock = threading.Lock()
        self.data_version = self.writes = 0  # writes that changed something; every write
        self.changes, self.written = Changes(self.sessions), Written()
        watch(self._opened.engine)
        self.head: Any = None
        """The last line of the log (`db.log.chain.Head`); None: to be asked for."""
        self.turn = self._opened.turn
        """Whose turn to write it is, where other processes write too."""
        self.alarm: Sequence[Any] = ()
        """Where the log does not hold (`db.log.chain.Break`): nothing is changed while it lasts."""
        self.anchor = _anchor_of(url)
        self._untold: Any = None
        """A committed line of the log that the anchor could not be told."""

    @property
    def engine(self) -> Engine:
        """Where its connections come from."""
        return self._opened.engine

    @property
    def key(self) -> StoreKey | None:
        """What its file is encrypted with; None where it is not."""
        return self._opened.key

    @property
    def path(self) -> Path | None:
        """The file of the store; None where it is a server."""
        return store_path(self.url)

    def changed_unseen(self) -> None:
        """Something was written past `transaction`: nothing that is kept holds any longer."""
        self.written.tell_any(self.writes + 1)
        self.writes += 1
        self.data_version += 1

    def tell_anchor(self, head: Any) -> None:
        """The log has come so far, and it is committed.

        A fault is no reason to call the change undone; the next one waits until it is mended.
        """
        self.head = head if self.turn.alone else None
        if self.anchor is None or head is None or head.sequence == 0:
            return
        try:
            self.anchor.append(Seen(head.sequence, head.line_hash))
            self._untold = None
        except OSError:
            self._untold = head

    def begin_anchor_anew(self, head: Any, key: bytes | None = None) -> None:
        """Forget what the anchor has seen: from here on it is this line. Raises OSError.

        `key` signs it where another key than the present one is to come.
        """
        if self.anchor is not None:
            self.anchor.begin_anew(Seen(head.sequence, head.line_hash), key)

    def check_anchored(self) -> None:
        """Raises LogUnwritable where the anchor lags behind and still can not be written."""
        if self._untold is not None:
            self.tell_anchor(self._untold)
            if self._untold is not None:
                raise LogUnwritable

    def close(self) -> None:
        """Give the file back."""
        self._opened.close()
        if self.anchor is not None:
            self.anchor.close()

    def rewrite(self) -> None:
        """Write the file anew, under its key: what was replaced in it is then nowhere in it."""
        if self.path is not None:
            self._opened.close()
            for _ in rewriting(self.path, self.key):
                pass
            self._opened = opened(self.url)
            watch(self._opened.engine)
            self.turn = self._opened.turn
            self.sessions.configure(bind=self._opened.reading)


def _anchor_of(url: str) -> Anchor | None:
    from db.encryption.keys import coming_keys, key_at  # noqa: PLC0415 — the keys need the store's address

    beside = store_path(url)
    path = settings().anchor_file or (beside.with_suffix(".anchor") if beside else None)
    if path is None:
        return None
    return Anchor(
        path,
        lambda: key_at(url, "anchor"),
        lambda: coming_keys(url, "anchor"),
        shared=beside is None,
    )


_current: Store | None = None
_opening = threading.RLock()
"""One opens at a time; while it does, the store is asked for its address and keys."""


def open_store(url: str | None = None) -> Store:
    """Open the store of the settings (or of `url`) for this process; an open one is closed."""
    global _current  # noqa: PLW0603 — one store per process is the point
    close_store()
    wanted = url or settings().database_url
    check_before_opening(store_path(wanted))
    log = log_before(store_path(wanted))
    _current = Store(wanted)
    keep_log(_current.path, log)
    tidy(_current.path)
    return _current


def close_store() -> None:
    """Close the store of this process, if one is open."""
    global _current  # noqa: PLW0603
    if _current is not None:
        _current.close()
        _current = None


def current_store() -> Store:
    """The store of this process, opened, brought up to date and looked over at first need."""
    with _opening:
        if _current is None:
            from db.log.chain_check import breaks  # noqa: PLC0415 — both need the store
            from db.migrate import migrate  # noqa: PLC0415

            migrate(open_store())
            store = cast(Store, _current)
            store.alarm = breaks(store)
        return cast(Store, _current)


@contextmanager
def transaction(*, small: bool = False) -> Iterator[Session]:
    """One write: alone in the process, committed at the end, rolled back by any exception.

    Raises StoreReadOnly where something was changed while the log does not hold, LogUnwritable,
    DiskLow. `small` writes go on where the disk gets full: a session, a draft, a line of the log,
    so that everybody can read, keep what they typed and sign out.

    The version counts up even where the commit raises: DuckDB can report a failed checkpoint after
    the change is durable, and nothing kept may then be older than the store.
    """
    store = current_store()
    if not small:
        check_room(store.path)
    with (
        store.write_lock,
        tables_written() as written,
        store.sessions(bind=store.engine) as session,
    ):
        store.check_anchored()
        session.info["head"], before, store.head = store.head, store.head, None
        begun = store.turn.take(session)
        try:
            with _told(store, committing=False):
                try:
                    yield session
                    proof = commits.flushed(session, read_only=bool(store.alarm))
                    if session.info.get("changed"):
                        store.turn.count(session)
                except BaseException:
                    begun.rollback()
                    raise
            with _told(store, committing=True):
                commits.commit(begun, proof, store.sessions)
            store.turn.committed(store.data_version + 1)
            _tell(store, before, session.info["head"])
        finally:
            store.written.tell(store.writes + 1, written)
            store.writes += 1
            if session.info.get("changed"):
                store.changes.tell(store.data_version + 1, session)
                store.data_version += 1
            store.turn.give()


@contextmanager
def _told(store: Store, *, committing: bool) -> Iterator[None]:
    """A fault that is none of the program becomes the refusal that it means."""
    try:
        yield
    except DBAPIError as fault:
        refusal = store.turn.refusal(fault, committing=committing)
        if refusal is None:
            raise
        raise refusal from fault


def _tell(store: Store, before: Any, head: Any) -> None:
    """The transaction is committed: where it wrote to the log, the anchor is told."""
    if head == before:
        store.head = head
    else:
        store.tell_anchor(head)


@contextmanager
def reading() -> Iterator[Session]:
    """A consistent view of the store for as long as the block lasts.

    The session is a guest on a connection that ends its transaction as it goes back: on its own it
    would end it, and the pool once more, which takes as long as a small question.
    """
    sessions = current_store().sessions
    with sessions.kw["bind"].connect() as connection:
        connection.begin()
        with sessions(bind=connection, join_transaction_mode="rollback_only") as session:
            yield session


def danish(column: Any) -> ColumnElement[str]:
    """The column in Danish order (æ, ø, å last). Both databases call it `da`."""
    return collate(column, "da")


def contains(column: Any, wanted: str) -> ColumnElement[bool]:
    """Whether the column holds the text anywhere, upper and lower case alike."""
    return lettered(column).icontains(wanted, autoescape=True)


def backup_copy(store: Store, target: Path) -> dict[str, int]:
    """Copy a DuckDB store into a new file by SQL, under the same key where it has one.

    The file itself is never opened beside us. Returns the rows by table that the copy must hold.
    """
    with store.write_lock, store.engine.connect() as connection:
        rows = rows_by_table(connection)
        copy_into(connection, target, store.key)
    return rows


__all__ = [
    "Store",
    "backup_copy",
    "close_store",
    "contains",
    "current_store",
    "danish",
    "open_store",
    "reading",
    "store_path",
    "transaction",
]
