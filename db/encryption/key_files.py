"""Files that hold one key: what a good key is, and how one is written whole or not at all.

Knows nothing of stores; `keys` holds the installation's secret, `store_keys` the store's own.
"""

import os
import secrets
from pathlib import Path

from db.safekeeping.durable import sync_folder

SHORTEST = 32
"""Characters."""
LEAST_DIFFERENT = 10
"""Different characters: 32 times the same sign is no secret."""
DEFAULTS = ("some_key", "some_signature_key", "changeme", "change_me", "change-me", "secret_key")


def is_weak(key: str) -> bool:
    """Whether the key is short, monotonous, or holds one that everybody knows."""
    plain = key.casefold()
    known = any(default in plain for default in DEFAULTS)
    return len(key) < SHORTEST or len(set(key)) < LEAST_DIFFERENT or known


def new_key() -> str:
    """64 random characters."""
    return secrets.token_urlsafe(48)


def read_key(file: Path) -> str:
    """The key in the file, as it is; characters beyond ASCII become question marks."""
    return file.read_text(encoding="ascii", errors="replace").strip()


def write_key(file: Path, key: str) -> None:
    """Write it under another name first: a stop half way leaves no empty key."""
    half = file.with_name(f"{file.name}-new")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(key)
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)
    sync_folder(file.parent)
