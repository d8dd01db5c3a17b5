"""Open the file of a store, encrypted where it has a key, or the server it lies on.

An encrypted file is attached to a root connection in memory, and every connection of the engine is
a cursor of that root. The ciphers come from the wheel's own extension file; nothing is fetched.
"""

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from core.errors import RuleBroken
from db.encryption.store_keys import (
    StoreKey,
    StoreKeyMissing,
    StoreKeyWrong,
    make_store_key,
    set_outside,
    store_keys,
)
from db.errors import StorePlain, StoreUnencrypted
from db.postgres import opening as postgres
from db.postgres.turn import ManyProcesses
from db.safekeeping import commits, start_check
from db.settings import settings
from db.turns import OneProcess, Turn

ATTACHED = "app"
"""What an encrypted store is called inside DuckDB."""

NEW, KEPT = ".rewritten", ".before-rewriting"
"""How the files of a rewriting are named beside the store: the one being written, the old one."""

_REASONS: tuple[tuple[str, type[RuleBroken]], ...] = (
    ("Wrong encryption key", StoreKeyWrong),
    ("without a key", StoreKeyMissing),
    ("is not encrypted", StorePlain),
)
"""What DuckDB says, and which refusal it is."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open: its engine, and its key and root where it is encrypted."""

    engine: Engine
    key: StoreKey | None = None
    root: duckdb.DuckDBPyConnection | None = None
    turn: Turn = field(default_factory=OneProcess)

    @property
    def reading(self) -> Engine:
        """The same for what only reads."""
        return self.engine if self.turn.alone else postgres.read_only(self.engine)

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()
        if self.root is not None:
            self.root.close()


def store_path(url: str) -> Path | None:
    """The file that a DuckDB address names; None for other databases."""
    address = make_url(url)
    return Path(address.database) if address.drivername == "duckdb" and address.database else None


def opened(url: str) -> Opened:
    """Open a store. Raises StoreHeld, StoreUnreadable, StorePlain, StoreUnencrypted or of its key.

    A file that is not there yet is made: encrypted, under a key made beside it, unless the settings
    say that no key is meant.
    """
    path = store_path(url)
    if path is None:
        return _on_server(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = store_keys(path)
    if not keys and not path.exists() and not settings().unencrypted:
        keys = (make_store_key(path),)
    store = _opened_as_set(url, path, keys)
    sweep(path)
    return store


def _on_server(url: str) -> Opened:
    engine = postgres.opened(url)
    return Opened(engine, turn=ManyProcesses(engine))


def sweep(path: Path) -> None:
    """Remove what a rewriting that was cut off has left: the store has just been opened without."""
    for suffix in (NEW, KEPT):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _opened_as_set(url: str, path: Path, keys: tuple[StoreKey, ...]) -> Opened:
    try:
        return _with_one_of(url, path, keys) if keys else _without_key(url, path)
    except StorePlain:
        if settings().unencrypted and not set_outside():
            return _plain(url, path)
        raise


def _url(path: Path) -> str:
    return f"duckdb:///{path}"


def opened_any(path: Path) -> Opened:
    """Open a file as it is: with whichever known key fits, or plain. Raises what opening raises."""
    keys = store_keys(path)
    try:
        return _with_one_of(_url(path), path, keys) if keys else _plain(_url(path), path)
    except StorePlain:
        return _plain(_url(path), path)


def opened_as(path: Path, key: StoreKey | None) -> Opened:
    """Open a file with that key, or plain where it is None. Raises what opening raises."""
    return _plain(_url(path), path) if key is None else _with_one_of(_url(path), path, (key,))


def copy_into(connection: Connection, target: Path, key: StoreKey | None) -> None:
    """Copy the store of a connection into a new file, encrypted where there is a key."""
    driver: Any = connection.connection.driver_connection
    name = connection.execute(text("SELECT current_database()")).scalar_one()
    connection.commit()
    if key is not None:
        driver.execute(f"LOAD {quoted(_ciphers())}")
    attach(driver, target, "backup_copy", key)
    try:
        connection.execute(text(f'COPY FROM DATABASE "{name}" TO backup_copy'))
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("DETACH backup_copy")


def quoted(path: Path) -> str:
    """The path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def attach(connection: Any, path: Path, name: str, key: StoreKey | None) -> None:
    """Attach a file to a DuckDB connection, encrypted where there is a key.

    Raises duckdb.Error without the statement, so that no log holds the key.
    """
    option = f" (ENCRYPTION_KEY '{key.cipher_text}')" if key is not None else ""
    connection.execute(f"ATTACH {quoted(path)} AS {name}{option}")


def root_connection(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection in memory that can attach encrypted files; its temporary files are encrypted."""
    root = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    root.execute(f"LOAD {quoted(_ciphers())}")
    root.execute("SET temp_file_encryption = true")
    root.execute(f"SET temp_directory = {quoted(path.with_name(f'{path.name}.tmp'))}")
    root.execute(_threads())
    return root


def _threads() -> str:
    """On how many cores a question is answered.

    DuckDB shares out no fewer than 122,880 rows; where it may share, it wakes the other threads for
    every question all the same, which takes a sixth more of the processor.
    """
    return f"SET threads = {settings().store_threads:d}"


def _ciphers() -> Path:
    """The extension file of the wheel; it is locked to this version of DuckDB."""
    found = importlib.util.find_spec("duckdb_extension_httpfs")
    if found is None or found.origin is None:
        raise ImportError("duckdb-extension-httpfs is not installed")
    folder = Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}"
    return folder / "httpfs.duckdb_extension"


def _with_one_of(url: str, path: Path, keys: tuple[StoreKey, ...]) -> Opened:
    for key in keys:
        root = root_connection(path)
        try:
            attach(root, path, ATTACHED, key)
        except duckdb.Error as error:
            root.close()
            refusal = why_not_opened(path, str(error))
            if not isinstance(refusal, StoreKeyWrong):
                raise refusal from error
        else:
            return Opened(_engine_of(url, root), key, root)
    raise StoreKeyWrong(path=path)


def _engine_of(url: str, root: duckdb.DuckDBPyConnection) -> Engine:
    def connected() -> Any:
        cursor = root.cursor()
        cursor.execute(f"USE {ATTACHED}")
        return ConnectionWrapper(cursor)

    engine = create_engine(url, creator=connected)
    commits.guard(engine)
    return engine


def _without_key(url: str, path: Path) -> Opened:
    store = _plain(url, path)
    if not settings().unencrypted and _holds_somebody(store.engine):
        store.close()
        raise StoreUnencrypted(path=path)
    return store


def _plain(url: str, path: Path | None) -> Opened:
    engine = create_engine(url)
    commits.guard(engine)
    try:
        with engine.connect() as connection:
            connection.execute(text(_threads()))
            connection.commit()
    except (DBAPIError, duckdb.Error) as error:
        engine.dispose()
        raise why_not_opened(path, str(error)) from error
    return Opened(engine)


def _holds_somebody(engine: Engine) -> bool:
    """Whether anybody is in the store who is not invented."""
    try:
        with engine.connect() as connection:
            demo = connection.execute(text("SELECT value FROM store WHERE id = 'demo'")).scalar()
            people = connection.execute(text("SELECT count(*) FROM young_people")).scalar_one()
            accounts = connection.execute(text("SELECT count(*) FROM accounts")).scalar_one()
    except (DBAPIError, duckdb.Error):
        return False
    return demo != "1" and people + accounts > 0


def why_not_opened(path: Path | None, message: str) -> RuleBroken:
    """The refusal that DuckDB's message stands for."""
    kind = next((kind for said, kind in _REASONS if said in message), None)
    return kind(path=path) if kind is not None else start_check.why_not_opened(path, message)
