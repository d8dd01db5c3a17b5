"""What is looked at before the store is opened, so that opening never makes matters worse.

Nothing is mended here: what is wrong is said in one sentence, and `docs/drift-fejl.md` says what
to do. The store's file is not opened while somebody else may hold it.
"""

import os
import re
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.errors import RuleBroken
from db.errors import (
    DiskFull,
    FolderUnwritable,
    RestoreHalfDone,
    StoreDamaged,
    StoreGone,
    StoreHeld,
    StoreUnreadable,
    WalAlone,
    WalDamaged,
)
from db.safekeeping.room import MEGABYTE, free_bytes
from db.safekeeping.wal import hides_writes, wal_of
from db.settings import settings

LEAST_TO_START = 4 * MEGABYTE
"""Bytes: with less, opening itself can break off."""
TO_WRITE = 1
"""Linux's F_WRLCK."""
WHOLE_FILE = struct.pack("hhqqi4x", TO_WRITE, os.SEEK_SET, 0, 0, 0)
"""A lock that other closings of the file in this process do not drop (Linux)."""
FAULTS: tuple[tuple[str, type[RuleBroken]], ...] = (
    ("replaying WAL", WalDamaged),
    ("Corrupt database file", StoreDamaged),
    ("Could not read enough bytes", StoreDamaged),
    ("Permission denied", FolderUnwritable),
    ("Read-only file system", FolderUnwritable),
    ("No space left", DiskFull),
)
"""What DuckDB 1.5.5 says, and what it means; all else is a file that is none of ours."""


def check_before_opening(path: Path | None) -> None:
    """For a store that is no file there is nothing to look at.

    Raises RestoreHalfDone, FolderUnwritable, DiskFull, WalAlone, WalDamaged or StoreGone.
    """
    if path is None:
        return
    _check_folder(path)
    _check_disk(path)
    if marker_of(path).exists():
        raise RestoreHalfDone(path=path)
    if not path.exists():
        _check_nothing_lost(path)
    elif _wal_hides_writes(path) and not is_held(path):
        raise WalDamaged(path=path)


def log_before(path: Path | None) -> bytes:
    """What the write-ahead log holds: opening takes it in, whatever it is, and removes it."""
    wal = wal_of(path) if path is not None else None
    return wal.read_bytes() if wal is not None and wal.exists() else b""


def keep_log(path: Path | None, content: bytes) -> None:
    """Keep what the log was at the last start that found one; only once this process has the store.

    A log that was cut opens without a word: what was in it is then here, for whoever looks.
    """
    if path is not None and content:
        kept = _kept_log(path)
        kept.unlink(missing_ok=True)
        handle = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)


def _kept_log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal-at-start")


def why_not_opened(path: Path | None, message: str) -> RuleBroken:
    """The refusal for what the database said."""
    if "Conflicting lock" in message or "set lock" in message:
        holder = re.search(r"PID (\d+)", message)
        return StoreHeld(path=path, holder=holder[1] if holder else "?")
    for told, refusal in FAULTS:
        if told in message:
            free = free_bytes(path.parent) // MEGABYTE if path else 0
            return refusal(path=path, free_mb=free) if refusal is DiskFull else refusal(path=path)
    return StoreUnreadable(path=path)


def marker_of(path: Path) -> Path:
    """Stands beside the store while a restore is between the old one and the new one."""
    return path.with_name(f"{path.stem}.restoring")


def folder_of(path: Path) -> Path:
    """Where the backups of a store go."""
    named = settings().backup_folder
    return Path(named) if named else path.parent / "backup"


def is_held(path: Path) -> bool:
    """Whether another process holds the store. Never asked where this one does."""
    try:
        with alone_with(path):
            return False
    except StoreHeld:
        return True


def _lock(held: IO[bytes]) -> None:
    """As DuckDB locks; elsewhere than on Linux, opening the file to write has to do."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 — other systems have no such module

        fcntl.fcntl(held, fcntl.F_OFD_SETLK, WHOLE_FILE)


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Hold the store's file as DuckDB would, without opening the store. Raises StoreHeld."""
    if not path.exists():
        yield
        return
    with path.open("r+b") as held:
        try:
            _lock(held)
        except OSError as fault:
            raise StoreHeld(path=path, holder="?") from fault
        yield


def tidy(path: Path | None) -> None:
    """Remove half copies that a stop left; only while this process holds the store."""
    if path is None:
        return
    for half in path.parent.glob(f"{path.stem}.*-part{path.suffix}*"):
        half.unlink(missing_ok=True)
    for half in folder_of(path).glob(f"{path.stem}.*.backup-part"):
        half.unlink(missing_ok=True)


def _check_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writable = os.access(path.parent, os.W_OK) and not _mounted_read_only(path.parent)
    except OSError:
        writable = False
    if not writable:
        raise FolderUnwritable(path=path.parent)


def _check_disk(path: Path) -> None:
    """The log that is found is kept, in place of the one of the start before."""
    found, kept = (
        each.stat().st_size if each.exists() else 0 for each in (wal_of(path), _kept_log(path))
    )
    free = free_bytes(path.parent)
    if free + kept < LEAST_TO_START + found:
        raise DiskFull(path=path.parent, free_mb=free // MEGABYTE)


def _mounted_read_only(folder: Path) -> bool:
    return sys.platform == "linux" and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _check_nothing_lost(path: Path) -> None:
    """An empty store must not begin where one has been."""
    wal = wal_of(path)
    if wal.exists() and wal.stat().st_size:
        raise WalAlone(path=wal)
    there = sorted(folder_of(path).glob(f"{path.stem}.*.backup"))
    if there:
        raise StoreGone(path=path, newest=there[-1].name)


def _wal_hides_writes(path: Path) -> bool:
    wal = wal_of(path)
    return wal.exists() and path.stat().st_size > 0 and hides_writes(wal.read_bytes())
