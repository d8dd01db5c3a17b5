"""Put a backup in the place of the store: proved first, and what stood there is kept.

The old file, its log and what lies beside them are moved to quarantine, never deleted. Between the
old one and the new one stands a marker: a start in between is refused, and the command goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, update

from core.errors import RuleBroken
from core.permissions import Act
from core.records.access_log import LineKind
from db.audit import note_act
from db.check import faults
from db.clock import now, today
from db.engine import open_store, reading, store_path, transaction
from db.life import GoneListBroken, apply_gone
from db.log.anchor import Seen
from db.log.chain import head_of
from db.log.chain_check import breaks
from db.migrate import migrate
from db.models import AuditRow, SessionRow
from db.safekeeping.backup_errors import BackupNoFile, NoBackup
from db.safekeeping.backup_file import header_of
from db.safekeeping.backup_keys import backup_keys
from db.safekeeping.backup_proof import opened
from db.safekeeping.backups import Backup, backups, discard, part_of
from db.safekeeping.durable import sync_folder
from db.safekeeping.start_check import alone_with, folder_of, marker_of
from db.safekeeping.wal import wal_of


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    backup: Path
    made: datetime
    """When the backup was made, UTC."""
    quarantine: tuple[Path, ...]
    """Where what stood there lies now."""
    last: datetime | None
    """The newest line of the log in it, UTC."""
    faults: int
    """What `check` finds in the restored store."""


@dataclass(frozen=True, slots=True)
class Found:
    """The newest good backup, and those newer ones that are no good."""

    path: Path
    made: datetime
    skipped: tuple[tuple[Path, RuleBroken], ...] = field(default=())


def newest_good(url: str) -> Found:
    """The newest backup that can be opened and counted. Raises NoBackup or BackupKeyAbsent."""
    file, keys, skipped = _file(url), backup_keys(url), []
    for each in backups(file):
        try:
            _prove(each, file, keys)
        except RuleBroken as refusal:
            skipped.append((each.path, refusal))
        else:
            return Found(each.path, each.made, tuple(skipped))
    raise NoBackup(path=folder_of(file))


def restore(url: str, sealed: Path, purpose: str) -> Restored:
    """Put the backup in the place of the store, and write a line in its log.

    Every session in it is ended. Raises StoreHeld, NoBackup, BackupForeign, BackupWrongKey,
    BackupDamaged, BackupTooNew or BackupKeyAbsent; then nothing was changed. Raises GoneListBroken
    where the list of who is anonymised can not be trusted: the app does not start on the restored
    store until the command has gone through, so that nobody comes back to life.
    """
    file = _file(url)
    if not sealed.is_file():
        raise NoBackup(path=sealed)
    file.parent.mkdir(parents=True, exist_ok=True)
    with alone_with(file):
        fresh = part_of(file, "restore")
        opened(sealed, fresh, backup_keys(url))
        moved = _swap(file, fresh)
    made = datetime.fromisoformat(header_of(sealed).created)
    facts = {"backup": sealed.name, "made": made, "purpose": purpose}
    try:
        last = open_anew(url, "restore", facts)
    except GoneListBroken:
        marker_of(file).touch()
        sync_folder(file.parent)
        raise
    return Restored(sealed, made, moved, last, len(faults(today())))


def _file(url: str) -> Path:
    file = store_path(url)
    if file is None:
        raise BackupNoFile
    return file


def _prove(backup: Backup, file: Path, keys: Sequence[bytes]) -> None:
    scratch = part_of(file, "proof")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened(backup.path, scratch, keys)
    finally:
        discard(scratch)


def _swap(file: Path, fresh: Path) -> tuple[Path, ...]:
    marker, folder = marker_of(file), file.parent
    marker.touch()
    sync_folder(folder)
    stamp = now().strftime("%Y%m%dT%H%M%S")
    quarantine = file.with_name(f"{file.stem}.quarantine.{stamp}{file.suffix}")
    moved = []
    for old, kept in ((wal_of(file), wal_of(quarantine)), (file, quarantine)):
        if old.exists():
            old.rename(kept)
            moved.append(kept)
    fresh.rename(file)
    sync_folder(folder)
    marker.unlink()
    sync_folder(folder)
    return tuple(moved)


def open_anew(url: str, subject: str, facts: Mapping[str, object]) -> datetime | None:
    """Open what is a store again, bring it up to date, and begin its anchor anew.

    The anchor knows lines that are not in it any more: it is kept beside, and the line in the log
    says how far it had come. Sessions that had ended must not come back to life: all are ended.
    Who was anonymised since then is anonymised again. Returns the time of the newest line that is
    in the store, UTC.
    """
    store = open_store(url)
    migrate(store)
    seen = store.anchor.read().heads if store.anchor and store.anchor.exists() else ()
    with reading() as session:
        head, last = head_of(session), session.scalar(select(func.max(AuditRow.time)))
    if store.anchor is not None and head.sequence:
        store.anchor.begin_anew(Seen(head.sequence, head.line_hash))
    told = {name: [None, fact] for name, fact in facts.items()}
    told["log"] = [seen[-1].sequence if seen else None, head.sequence]
    with transaction(small=True) as session:
        ended = update(SessionRow).where(SessionRow.ended_time.is_(None))
        session.execute(ended.values(ended_time=now()))
        note_act(session, None, Act.KEEP_BACKUPS, subject, told, kind=LineKind.SYSTEM)
    apply_gone(store)
    store.alarm = breaks(store)
    return last
