"""Hashes of passwords (bcrypt), two at once at the most: each takes a quarter of a second."""

import re
import threading
from functools import cache

import bcrypt

from core.passwords import LONGEST, prepared

ROUNDS = 12
AT_ONCE = 2
_HASH = re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")
_turns = threading.BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    """The hash to store. ValueError where the password is longer than bcrypt reads."""
    with _turns:
        return bcrypt.hashpw(prepared(password).encode(), bcrypt.gensalt(ROUNDS)).decode()


def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is the hashed one; takes as long where there is no hash to compare."""
    typed = prepared(password).encode("utf-8", "replace")
    known = password_hash is not None and bool(_HASH.fullmatch(password_hash))
    compared = password_hash if known and password_hash else _nobodys_hash()
    with _turns:
        same = bcrypt.checkpw(typed[:LONGEST].replace(b"\0", b" "), compared.encode())
    return same and known and len(typed) <= LONGEST


@cache
def _nobodys_hash() -> str:
    return bcrypt.hashpw(b"nobody has this password", bcrypt.gensalt(ROUNDS)).decode()
