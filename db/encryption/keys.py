"""The one secret of an installation: made at the first start beside the store, or set outside.

Everything that needs a key gets one of its own, derived from it by purpose.
"""

import hashlib
import hmac
import threading
from pathlib import Path

from core.errors import RuleBroken
from db.encryption.key_files import SHORTEST, is_weak, new_key, read_key, write_key
from db.engine import current_store, store_path
from db.settings import settings

NEXT = ".key-next"
"""How the file is named that holds the secret that is to come."""

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


def coming_keys(url: str, purpose: str) -> tuple[bytes, ...]:
    """The keys for a purpose of the secrets that are about to come or to go, while they do.

    Beside the store lies the coming one; outside, the settings hold the one that goes.
    """
    file = key_file(url)
    coming = file.with_suffix(NEXT) if file is not None else None
    texts = [settings().secret_key_old, read_key(coming) if coming and coming.is_file() else None]
    return tuple(
        hmac.digest(checked(text).encode(), purpose.encode(), hashlib.sha256)
        for text in texts
        if text is not None
    )


def secret_key() -> str:
    """The secret of this installation. Raises KeyWeak or KeyMissing."""
    return checked(settings().secret_key or _key_beside(current_store().url))


def checked(key: str) -> str:
    """The key. Raises KeyWeak where it is short or well known."""
    if is_weak(key):
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
            write_key(file, new_key())
        return read_key(file)
