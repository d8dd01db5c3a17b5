"""Prove that a backup can be read: unseal it, open the store within, count every table.

Run as a program (`python -m db.safekeeping.backup_proof FILE SCRATCH`, the key on the standard
input) by the app, which must not do this itself; called by the commands, which hold no store.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from core.errors import RuleBroken
from db.engine import Store
from db.errors import StoreDamaged, StoreUnreadable, WalDamaged
from db.migrate import migrations, schema_version
from db.row_counts import rows_by_table
from db.safekeeping.backup_errors import BackupDamaged, BackupTooNew
from db.safekeeping.backup_file import Header, unpack
from db.safekeeping.backups import discard


def opened(sealed: Path, target: Path, keys: Sequence[bytes]) -> Header:
    """Unseal a backup into `target` and look that it is what it says.

    Raises BackupForeign, BackupWrongKey, BackupDamaged, BackupTooNew or OSError; the target is
    then gone.
    """
    try:
        header, manifest = unpack(sealed, target, keys=keys)
        known = migrations()[-1].version
        if header.schema > known:
            raise BackupTooNew(path=sealed, found=header.schema, known=known)
        if _found(sealed, target) != (header.schema, dict(manifest.rows)):
            raise BackupDamaged(path=sealed)
    except RuleBroken:
        discard(target)
        raise
    return header


def _found(sealed: Path, target: Path) -> tuple[int, dict[str, int]]:
    """The schema version and the rows by table of a store."""
    try:
        store = Store(f"duckdb:///{target}")
    except (StoreUnreadable, StoreDamaged, WalDamaged) as fault:
        raise BackupDamaged(path=sealed) from fault
    try:
        with store.engine.connect() as connection:
            return schema_version(connection), rows_by_table(connection)
    finally:
        store.close()


def main(sealed: str, scratch: str) -> None:
    """Exit code 0 where the backup is good; else what is wrong with it."""
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        opened(Path(sealed), Path(scratch), (bytes.fromhex(sys.stdin.read()),))
    except RuleBroken as refused:
        sys.exit(str(refused))
    finally:
        discard(Path(scratch))


if __name__ == "__main__":
    main(*sys.argv[1:])
