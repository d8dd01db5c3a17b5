"""The one secret of an installation: made at the first start beside the store, or set outside.

Everything that needs a key gets one of its own, derived from it by purpose.
"""

import hashlib
import hmac
import os
import secrets
import threading
from pathlib import Path

from core.errors import RuleBroken
from db.engine import current_store, store_path
from db.settings import settings

SHORTEST = 32
"""Characters."""
LEAST_DIFFERENT = 10
"""Different characters: 32 times the same sign is no secret."""
DEFAULTS = ("some_key", "some_signature_key", "changeme", "change_me", "change-me", "secret_key")

_making = threading.Lock()


class KeyWeak(RuleBroken):
    """The key is short, or one that everybody knows (facts: shortest)."""

    code = "key_weak"


class KeyMissing(RuleBroken):
    """The store is no file, so that no key can lie beside it, and none is set."""

    code = "key_missing"


def key_for(purpose: str) -> bytes:
    """The key for one purpose, 32 bytes. Raises KeyWeak or KeyMissing."""
    return key_at(current_store().url, purpose)


def key_at(url: str, purpose: str) -> bytes:
    """The same for the store at that address. Raises KeyWeak or KeyMissing."""
    secret = checked(settings().secret_key or _key_beside(url))
    return hmac.digest(secret.encode(), purpose.encode(), hashlib.sha256)


def secret_key() -> str:
    """The secret of this installation. Raises KeyWeak or KeyMissing."""
    return checked(settings().secret_key or _key_beside(current_store().url))


def checked(key: str) -> str:
    """The key. Raises KeyWeak where it is short or well known."""
    plain = key.casefold()
    known = any(default in plain for default in DEFAULTS)
    if len(key) < SHORTEST or len(set(key)) < LEAST_DIFFERENT or known:
        raise KeyWeak(shortest=SHORTEST)
    return key


def key_file(url: str) -> Path | None:
    """Where the key of a store lies; None where the store is no file."""
    path = store_path(url)
    return path.with_suffix(".key") if path is not None else None


def _key_beside(url: str) -> str:
    file = key_file(url)
    if file is None:
        raise KeyMissing
    with _making:
        if not file.exists():
            _make(file)
        return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    """Write the key under another name first: a stop half way leaves no empty key."""
    half = file.with_suffix(".key-new")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(48))
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)
