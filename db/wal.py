"""The write-ahead log beside the store, read without opening the store.

DuckDB says nothing of a log whose head or lengths are damaged: it takes the rest for a write that
broke off, drops it and opens. So the log is looked through first. It is a head and then entries,
each its length, its check sum and its content; what is committed ends with one fixed entry.
Measured on DuckDB 1.5.5; a sealed store's log looks different and is left to its cipher.
"""

import struct
from pathlib import Path

HEAD = bytes.fromhex("640062650002ffff")
"""The version entry of a plain store's log."""
COMMITTED = bytes.fromhex("e7fe7d722fed3d5e640064ffff")
"""Check sum and content of the entry that ends a committed write."""
ENTRY = struct.Struct("<QQ")
STORE_HEAD = 4096
MARK = slice(8, 12)
FLAGS = slice(20, 28)


def wal_of(store_file: Path) -> Path:
    """The log of a store."""
    return store_file.with_name(f"{store_file.name}.wal")


def is_plain(store_file: Path) -> bool:
    """Whether the store is a plain DuckDB file, not a sealed one."""
    with store_file.open("rb") as source:
        head = source.read(STORE_HEAD)
    sealed = int.from_bytes(head[FLAGS], "little") & 1
    return head[MARK] == b"DUCK" and not sealed


def commits(wal: bytes) -> tuple[int, ...]:
    """Where each committed write ends."""
    ends, at = [], wal.find(COMMITTED)
    while at >= 0:
        ends.append(at + len(COMMITTED))
        at = wal.find(COMMITTED, at + len(COMMITTED))
    return tuple(ends)


def whole_until(wal: bytes) -> int:
    """So far the log can be followed entry by entry; its length where it is whole."""
    if not wal.startswith(HEAD):
        return 0
    at = len(HEAD)
    while at + ENTRY.size <= len(wal):
        length = ENTRY.unpack_from(wal, at)[0]
        if at + ENTRY.size + length > len(wal):
            return at
        at += ENTRY.size + length
    return at


def hides_writes(wal: bytes) -> bool:
    """Whether DuckDB would drop committed writes of this log without a word.

    What a loss of power leaves half written at the end is no damage: nobody was told it was saved.
    """
    if len(wal) >= len(HEAD) and not wal.startswith(HEAD):
        return True
    return any(end > whole_until(wal) for end in commits(wal)[-1:])
