"""Make a backup, prove that it can be read, keep those of the schedule; and which there are.

A backup is written under another name, opened by another process, and gets its name only then: what
has the name of a backup is one. The store's own file is never opened here.
"""

import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy.exc import DBAPIError

from core.backup_schedule import kept
from db.clock import now
from db.engine import Store, backup_copy
from db.migrate import schema_version
from db.safekeeping.backup_errors import BackupNoFile, BackupNoRoom, BackupUnproved, BackupUnwritten
from db.safekeeping.backup_file import pack
from db.safekeeping.durable import sync_folder
from db.safekeeping.room import MEGABYTE, free_bytes
from db.safekeeping.start_check import folder_of
from db.settings import PROJECT

STAMP = "%Y%m%dT%H%M%SZ"
PATIENCE = 1800
"""Seconds that the proof may take."""
SPARE = 16 * MEGABYTE
"""Bytes that must be left when the copies are made."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that is there."""

    path: Path
    made: datetime
    """UTC, to the second."""


def backups(store_file: Path) -> tuple[Backup, ...]:
    """The backups of a store, the newest first."""
    named = re.compile(re.escape(store_file.stem) + r"\.(\d{8}T\d{6}Z)\.backup")
    folder = folder_of(store_file)
    found = (named.fullmatch(file.name) for file in folder.iterdir()) if folder.is_dir() else ()
    made = (Backup(folder / match[0], _moment(match[1])) for match in found if match)
    return tuple(sorted(made, key=lambda each: each.made, reverse=True))


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def make(store: Store, key: bytes, folder: Path | None = None) -> Backup:
    """Copy, seal, prove, name. Writing waits while the copy is made, reading does not.

    Raises BackupNoFile, BackupNoRoom, BackupUnwritten or BackupUnproved; no half backup is left.
    """
    file = store.path
    if file is None:
        raise BackupNoFile
    folder, moment = folder or folder_of(file), now().replace(microsecond=0)
    target = folder / f"{file.stem}.{moment.strftime(STAMP)}.backup"
    plain, half = part_of(file, "backup"), target.with_suffix(".backup-part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_room(file, folder)
        rows = backup_copy(store, plain)
        pack(plain, half, key=key, schema=_schema(store), made=moment, rows=rows)
        discard(plain)
        _prove(half, part_of(file, "proof"), key)
        half.replace(target)
        sync_folder(folder)
    except (OSError, DBAPIError) as fault:
        structlog.get_logger("ungespor").error("backup not written", fault=str(fault)[:200])
        raise BackupUnwritten(path=folder) from fault
    finally:
        discard(plain)
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return Backup(target, moment)


def thin(store_file: Path) -> int:
    """Let go of what the schedule does not keep; how many that were."""
    there = backups(store_file)
    stay = kept((each.made for each in there), now())
    gone = [each for each in there if each.made not in stay]
    for each in gone:
        each.path.unlink(missing_ok=True)
    return len(gone)


def part_of(store_file: Path, name: str) -> Path:
    """A file beside the store for the time of some work; what a stop leaves of it is nothing."""
    return store_file.with_name(f"{store_file.stem}.{name}-part{store_file.suffix}")


def discard(plain: Path) -> None:
    """Remove a copy of a store and its write-ahead log."""
    plain.unlink(missing_ok=True)
    plain.with_name(f"{plain.name}.wal").unlink(missing_ok=True)


def _schema(store: Store) -> int:
    with store.engine.connect() as connection:
        return schema_version(connection)


def _check_room(file: Path, folder: Path) -> None:
    """A copy and the copy of the proof beside the store, and the sealed one in the folder."""
    size = file.stat().st_size
    for place, times in ((file.parent, 3), (folder, 3)):
        needed, free = times * size + SPARE, free_bytes(place)
        if free < needed:
            raise BackupNoRoom(path=place, needed_mb=needed // MEGABYTE, free_mb=free // MEGABYTE)


def _prove(sealed: Path, scratch: Path, key: bytes) -> None:
    """Let another process open it: this one holds the store."""
    told = subprocess.run(  # noqa: S603 — our own program; the names are those of our files
        [sys.executable, "-m", "db.safekeeping.backup_proof", str(sealed), str(scratch)],
        cwd=PROJECT,
        input=key.hex(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if told.returncode:
        structlog.get_logger("ungespor").error("backup not proved", fault=told.stderr[-500:])
        raise BackupUnproved(path=sealed.parent)
