"""The file a backup is: sealed whole, so that a cut, a changed or a foreign one is refused.

It begins with a line that names the format and a header in plain JSON: the schema version, when it
was made, and which key opens it. All else is AES-256-GCM in pieces of a mebibyte, each made smaller
first. Each piece is bound to the header, to its place and to being the last or not; the first holds
the manifest: the size and the SHA-256 of the store within, and its rows by table.
"""

import hashlib
import hmac
import json
import os
import secrets
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.safekeeping.backup_errors import BackupDamaged, BackupForeign, BackupWrongKey

MAGIC = b"UNGESPOR BACKUP 1\n"
PIECE = 1 << 20
"""Bytes sealed at a time."""
QUICKLY = 1
"""How hard a piece is pressed: a store becomes a twentieth of itself already."""
LONGEST_HEADER = 4096
LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Header:
    """What can be read of a backup without the key."""

    schema: int
    created: str
    """UTC, ISO 8601."""
    key_id: str
    salt: str
    """Makes the key of this file its own, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store within is: `size` in bytes, and `rows` by table."""

    size: int
    sha256: str
    rows: Mapping[str, int]


def key_id(key: bytes) -> str:
    """Which key it is, without saying anything of the key."""
    return hmac.digest(key, b"id", hashlib.sha256).hex()[:16]


def pack(
    plain: Path, target: Path, *, key: bytes, schema: int, made: datetime, rows: Mapping[str, int]
) -> None:
    """Seal the copy of a store into a new file, written through to the disk. Raises OSError."""
    header = Header(schema, made.isoformat(), key_id(key), secrets.token_hex(16))
    told = json.dumps(asdict(header)).encode()
    manifest = Manifest(plain.stat().st_size, sha256_of(plain), dict(rows))
    with _private(target) as out, plain.open("rb") as source:
        out.write(MAGIC + LENGTH.pack(len(told)) + told)
        cipher, bound = _cipher(key, header), hashlib.sha256(MAGIC + told).digest()
        pieces = _with_last(_pieces(json.dumps(asdict(manifest)).encode(), source))
        for place, (piece, last) in enumerate(pieces):
            sealed = cipher.encrypt(_nonce(place, last=last), piece, bound)
            out.write(LENGTH.pack(len(sealed)) + sealed)


def header_of(path: Path) -> Header:
    """The header, as it stands. Raises BackupForeign, BackupDamaged or OSError."""
    with path.open("rb") as source:
        return _header(path, source)[0]


def unpack(path: Path, target: Path, *, keys: Sequence[bytes]) -> tuple[Header, Manifest]:
    """Open a backup into a new file, by the key that fits, and check every byte of it.

    Raises BackupForeign, BackupWrongKey, BackupDamaged or OSError; the target is then gone.
    """
    try:
        return _unpacked(path, target, keys)
    except (InvalidTag, EOFError, ValueError, TypeError, zlib.error) as fault:
        target.unlink(missing_ok=True)
        raise BackupDamaged(path=path) from fault
    except Exception:
        target.unlink(missing_ok=True)
        raise


def _unpacked(path: Path, target: Path, keys: Sequence[bytes]) -> tuple[Header, Manifest]:
    with path.open("rb") as source, _private(target) as out:
        header, told = _header(path, source)
        key = next((each for each in keys if key_id(each) == header.key_id), None)
        if key is None:
            raise BackupWrongKey(path=path)
        opened = _opened(source, _cipher(key, header), hashlib.sha256(MAGIC + told).digest())
        manifest = Manifest(**json.loads(next(opened)))
        for piece in opened:
            out.write(zlib.decompress(piece))
    if target.stat().st_size != manifest.size or sha256_of(target) != manifest.sha256:
        raise BackupDamaged(path=path)
    return header, manifest


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal. Never of the store that is open in this process."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def _private(target: Path) -> Iterator[IO[bytes]]:
    """A new file that only its owner reads, on the disk when the block ends."""
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def _header(path: Path, source: IO[bytes]) -> tuple[Header, bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise BackupForeign(path=path)
    try:
        length = LENGTH.unpack(source.read(LENGTH.size))[0]
        told = source.read(min(length, LONGEST_HEADER))
        return Header(**json.loads(told)), told
    except (struct.error, ValueError, TypeError) as fault:
        raise BackupDamaged(path=path) from fault


def _cipher(key: bytes, header: Header) -> AESGCM:
    return AESGCM(hmac.digest(key, b"file " + header.salt.encode(), hashlib.sha256))


def _nonce(place: int, *, last: bool) -> bytes:
    """Twelve bytes: no two pieces of a file share one, and the key is the file's own."""
    return place.to_bytes(11, "big") + bytes([last])


def _pieces(manifest: bytes, source: IO[bytes]) -> Iterator[bytes]:
    yield manifest
    while piece := source.read(PIECE):
        yield zlib.compress(piece, QUICKLY)


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether it is the last."""
    waiting = next(pieces)
    for piece in pieces:
        yield waiting, False
        waiting = piece
    yield waiting, True


def _opened(source: IO[bytes], cipher: AESGCM, bound: bytes) -> Iterator[bytes]:
    """The pieces in the clear. EOFError where the file ends too early or goes on too long."""
    for place, (sealed, last) in enumerate(_with_last(_sealed(source))):
        yield cipher.decrypt(_nonce(place, last=last), sealed, bound)


def _sealed(source: IO[bytes]) -> Iterator[bytes]:
    found = False
    while prefix := source.read(LENGTH.size):
        if len(prefix) < LENGTH.size:
            raise EOFError
        length = LENGTH.unpack(prefix)[0]
        sealed = source.read(min(length, 2 * PIECE))
        if len(sealed) != length:
            raise EOFError
        found = True
        yield sealed
    if not found:
        raise EOFError
