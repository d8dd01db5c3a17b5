"""The write-ahead log beside the store, read without opening the store.

DuckDB says nothing of a log whose head or lengths are damaged: it takes the rest for a write that
broke off, drops it and opens. So the log is looked through first. It is a head and then entries,
each its length, its check sum and its content; what is committed ends with one fixed entry. In the
log of an encrypted store the content can not be read, but lengths can. Measured on DuckDB 1.5.5.
"""

import struct
from pathlib import Path

HEAD = bytes.fromhex("640062650002ffff")
"""The version entry of a plain store's log."""
SEALED_HEAD, HEAD_END, LONGEST_HEAD = bytes.fromhex("640062650003"), b"\xff\xff", 96
"""How that of an encrypted store begins and ends; its store is named in between."""
COMMITTED = bytes.fromhex("e7fe7d722fed3d5e640064ffff")
"""Check sum and content of the entry that ends a committed write."""
SEALED_COMMITTED = bytes.fromhex("0500000000000000")
"""Its length, which is all that can be read of it in an encrypted store's log."""
LENGTH = struct.Struct("<Q")
BESIDES, SEALED_BESIDES = 8, 36
"""Bytes of an entry besides its length and its content."""


def wal_of(store_file: Path) -> Path:
    """The log of a store."""
    return store_file.with_name(f"{store_file.name}.wal")


def commits(wal: bytes) -> tuple[int, ...]:
    """Where each committed write ends."""
    plain = _ends(wal, COMMITTED, 0)
    if plain or wal.startswith(HEAD):
        return plain
    return _ends(wal, SEALED_COMMITTED, SEALED_BESIDES + 5)


def _ends(wal: bytes, sign: bytes, beyond: int) -> tuple[int, ...]:
    ends, at = [], wal.find(sign)
    while at >= 0:
        ends.append(at + len(sign) + beyond)
        at = wal.find(sign, at + len(sign))
    return tuple(ends)


def whole_until(wal: bytes) -> int:
    """So far the log can be followed entry by entry; its length where it is whole."""
    sealed = wal.startswith(SEALED_HEAD)
    at = wal.find(HEAD_END, 0, LONGEST_HEAD) + len(HEAD_END) if sealed else len(HEAD)
    besides = SEALED_BESIDES if sealed else BESIDES
    if at < len(HEAD) or not (sealed or wal.startswith(HEAD)):
        return 0
    while at + LENGTH.size + besides <= len(wal):
        end = at + LENGTH.size + besides + LENGTH.unpack_from(wal, at)[0]
        if end > len(wal):
            return at
        at = end
    return at


def hides_writes(wal: bytes) -> bool:
    """Whether DuckDB would drop committed writes of this log without a word.

    What a loss of power leaves half written at the end is no damage: nobody was told it was saved.
    """
    if len(wal) >= len(HEAD) and not wal.startswith((HEAD, SEALED_HEAD)):
        return True
    return any(end > whole_until(wal) for end in commits(wal)[-1:] if end <= len(wal))
