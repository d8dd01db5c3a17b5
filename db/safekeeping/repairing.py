"""Mend a store that does not open because its log is damaged: keep all, save what can be saved.

File and log are copied to quarantine first. Then as much of the log as DuckDB can replay is kept:
the committed writes before the damage. What comes after it is told, and lies in quarantine.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.errors import RuleBroken
from db.clock import now
from db.engine import Store, store_path
from db.errors import StoreDamaged, StoreUnreadable
from db.safekeeping.backup_errors import BackupNoFile
from db.safekeeping.backups import discard, part_of
from db.safekeeping.durable import sync_folder
from db.safekeeping.restoring import open_anew
from db.safekeeping.start_check import alone_with
from db.safekeeping.wal import commits, wal_of, whole_until


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did. `kept` and `lost` are committed writes of the log."""

    quarantine: tuple[Path, ...]
    kept: int
    lost: int
    last: datetime | None
    """The newest line of the log of acts that is in the store now, UTC."""


def repair(url: str) -> Repaired | None:
    """Make the store open again; None where nothing hinders it.

    Raises StoreHeld, and StoreDamaged where the file itself is damaged: only a backup helps then.
    """
    file = store_path(url)
    if file is None:
        raise BackupNoFile
    with alone_with(file):
        wal = wal_of(file)
        written = wal.read_bytes() if wal.exists() else b""
        if _opens(file, written) and whole_until(written) >= max(commits(written), default=0):
            return None
        quarantine = _quarantine(file, wal)
        ends = _replayable(file, written)
        _put(wal, written[: ends[-1]] if ends else b"")
    kept, lost = len(ends), len(commits(written)) - len(ends)
    last = open_anew(url, "repair", {"kept": kept, "lost": lost})
    return Repaired(quarantine, kept, lost, last)


def _replayable(file: Path, written: bytes) -> tuple[int, ...]:
    """The ends of the committed writes that DuckDB replays: up to the damage, found by halving."""
    whole = whole_until(written)
    ends = tuple(end for end in commits(written) if end <= whole)
    if not _opens(file, b""):
        raise StoreDamaged(path=file)
    good, bad = 0, len(ends) + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        if _opens(file, written[: ends[middle - 1]]):
            good = middle
        else:
            bad = middle
    return ends[:good]


def _opens(file: Path, written: bytes) -> bool:
    """Whether a copy of the store opens with that log."""
    copy = part_of(file, "repair")
    discard(copy)
    try:
        shutil.copyfile(file, copy)
        if written:
            wal_of(copy).write_bytes(written)
        Store(f"duckdb:///{copy}").close()
    except RuleBroken as refusal:
        if isinstance(refusal, StoreUnreadable):
            raise
        return False
    else:
        return True
    finally:
        discard(copy)


def _quarantine(file: Path, wal: Path) -> tuple[Path, ...]:
    stamp = now().strftime("%Y%m%dT%H%M%S")
    kept = file.with_name(f"{file.stem}.quarantine.{stamp}{file.suffix}")
    shutil.copyfile(file, kept)
    if not wal.exists():
        return (kept,)
    shutil.copyfile(wal, wal_of(kept))
    sync_folder(file.parent)
    return (kept, wal_of(kept))


def _put(wal: Path, content: bytes) -> None:
    """The log in one step: a stop half way leaves the old one."""
    fresh = wal.with_suffix(".wal-new")
    fresh.write_bytes(content)
    if content:
        fresh.replace(wal)
    else:
        fresh.unlink()
        wal.unlink(missing_ok=True)
    sync_folder(wal.parent)
