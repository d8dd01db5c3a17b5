"""Marks of what a sender sent: eight characters that tell whether a value has changed since.

Of a sealed column the mark is made under a key: a plain checksum of ten digits, with a known
birthday, would tell which they are.
"""

from zlib import crc32

from db.encryption.key_ring import Secret, in_use
from db.encryption.sealed import index_under

NEVER = "--------"
"""Stands for the fingerprint of a column that was not sent."""

SEALED = frozenset({"cpr"})
"""The columns of the format that the store holds sealed."""


def fingerprint(value: object) -> str:
    """The mark of a value."""
    return f"{crc32(repr(value).encode()):08x}"


def sealed_fingerprint(value: object, secret: Secret | None = None) -> str:
    """The mark of a value of a sealed column, under the secret in use or the one given."""
    if value is None:
        return fingerprint(None)
    return index_under(secret or in_use(), "fingerprint", repr(value))[: len(NEVER)]
