"""The key that backups are sealed with, found without opening the store."""

import hashlib
import hmac

from db.backup_errors import BackupKeyAbsent
from db.keys import checked, key_file
from db.settings import settings

PURPOSE = b"backup"


def backup_key(url: str) -> bytes:
    """The same 32 bytes as `key_for("backup")`. Raises BackupKeyAbsent or KeyWeak.

    A key that is not there is not made: a new one would open nothing.
    """
    secret, file = settings().secret_key, key_file(url)
    if secret is None:
        if file is None or not file.exists():
            raise BackupKeyAbsent(key_file=file)
        secret = file.read_text(encoding="ascii").strip()
    return hmac.digest(checked(secret).encode(), PURPOSE, hashlib.sha256)
