"""Write a store into a new file under another key, and put it in the old one's place.

Step by step, so that a stop between any two leaves a file that opens with a key that is there. The
old file stays until the new one has been opened and counted.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from core.errors import RuleBroken
from db.encryption.store_keys import StoreKey
from db.opening import KEPT, NEW, Opened, copy_into, opened_any, opened_as, sweep
from db.safekeeping.durable import sync_folder

Prints = dict[str, tuple[int, int]]
"""By table: how many rows, and the sum of their hashes."""


class CopyDiffers(RuleBroken):
    """The new file does not hold what the old one does (facts: tables); the old one stands."""

    code = "copy_differs"


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one rewriting."""

    path: Path

    @property
    def new(self) -> Path:
        """The file being written."""
        return self.path.with_name(f"{self.path.name}{NEW}")

    @property
    def kept(self) -> Path:
        """The old file, until the new one is known to be whole."""
        return self.path.with_name(f"{self.path.name}{KEPT}")


def rewriting(path: Path, key: StoreKey | None) -> Iterator[str]:
    """Rewrite the store under the key, or in plain text where it is None; names each step done.

    Raises CopyDiffers, or whatever keeps the store from being opened; then the old file stands.
    """
    files = Files(path)
    store = opened_any(path)
    try:
        sweep(path)
        with store.engine.connect() as connection:
            copy_into(connection, files.new, key)
            before = prints(connection)
        yield "copied"
        _check_same(before, _prints_of(files.new, key))
        yield "compared"
        _settle_log(store)
    finally:
        store.close()
    yield "closed"
    _put_in_place(files)
    yield "swapped"
    _check_same(before, _prints_of(path, key))
    files.kept.unlink()
    yield "old removed"


def prints(connection: Connection) -> Prints:
    """Row counts and sums of row hashes of every table of the connection's store."""
    names = connection.execute(
        text(
            "SELECT table_name FROM duckdb_tables() "
            "WHERE database_name = current_database() AND NOT internal ORDER BY table_name"
        )
    ).scalars()
    return {name: _print(connection, name) for name in list(names)}


def _print(connection: Connection, name: str) -> tuple[int, int]:
    query = text(f'SELECT count(*), sum(hash(each)) FROM "{name}" AS each')  # noqa: S608
    count, total = connection.execute(query).one()
    return int(count), int(total or 0)


def _prints_of(path: Path, key: StoreKey | None) -> Prints:
    store = opened_as(path, key)
    try:
        with store.engine.connect() as connection:
            return prints(connection)
    finally:
        store.close()


def _check_same(before: Prints, after: Prints) -> None:
    different = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    if different:
        raise CopyDiffers(tables=", ".join(different))


def _settle_log(store: Opened) -> None:
    """Bring all of the log into the file: it belongs to that file and to no other."""
    with store.engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))


def _put_in_place(files: Files) -> None:
    log = files.path.with_name(f"{files.path.name}.wal")
    if log.exists():
        raise CopyDiffers(tables=log.name)
    _flush(files.new)
    files.kept.unlink(missing_ok=True)
    _keep(files.path, files.kept)
    files.new.replace(files.path)
    sync_folder(files.path.parent)


def _keep(path: Path, under: Path) -> None:
    """A second name for the same file; where the disk knows no such thing, a copy."""
    try:
        os.link(path, under)
    except OSError:
        shutil.copyfile(path, under)


def _flush(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
