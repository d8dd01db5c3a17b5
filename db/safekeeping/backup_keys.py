"""The keys that backups are sealed with, found without opening the store."""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from db.encryption.key_files import read_key
from db.encryption.keys import checked, key_file
from db.safekeeping.backup_errors import BackupKeyAbsent
from db.settings import settings

PURPOSE = b"backup"


def backup_keys(url: str) -> tuple[bytes, ...]:
    """The same 32 bytes as `key_for("backup")`, and those of secrets that went.

    So old backups stay good after a rotation. A key that is not there is not made: a new one would
    open nothing. Raises BackupKeyAbsent or KeyWeak.
    """
    texts = dict.fromkeys(_secrets(key_file(url)))
    if not texts:
        raise BackupKeyAbsent(key_file=key_file(url))
    return tuple(hmac.digest(checked(text).encode(), PURPOSE, hashlib.sha256) for text in texts)


def _secrets(file: Path | None) -> Iterator[str]:
    told = (settings().secret_key, settings().secret_key_old)
    yield from (text for text in told if text is not None)
    if file is not None:
        beside = sorted(file.parent.glob(f"{file.stem}.key*"))
        yield from (read_key(each) for each in beside if each.is_file())
