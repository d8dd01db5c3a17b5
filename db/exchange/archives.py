"""Look at a zip file, or a workbook, which is one, before anything in it is unpacked.

What a file says of its own sizes is checked by unpacking it once without keeping anything.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.exchange_limits import DENSE_FROM_MB, DENSEST, LARGEST_UNPACKED_MB, MOST_PARTS
from db.exchange.raw import NotReadable

MB = 1_000_000
PIECE = 1_000_000
"""Bytes unpacked at a time."""

_ENCRYPTED = 0x1
_LISTED = b"PK\x01\x02"
"""Begins the line of each part in the list at the end of the archive."""


@contextmanager
def unpacking(path: Path, damaged: str) -> Iterator[zipfile.ZipFile]:
    """The checked archive. Raises NotReadable with `damaged` where it is none or is broken."""
    try:
        _check_list(path)
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path.name)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise NotReadable(damaged, path.name) from error


def _check_list(path: Path) -> None:
    """Raises NotReadable where the list of parts would fill the memory; it is read whole."""
    listed, end = 0, b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            listed += (end + piece).count(_LISTED)
            end = piece[1 - len(_LISTED) :]
    if listed > MOST_PARTS:
        raise NotReadable("too_many_parts", path.name, limit=MOST_PARTS)


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Raises NotReadable for a password, and for what would fill the memory when unpacked."""
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise NotReadable("password", name)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED_MB * MB:
        raise NotReadable("too_large", name, limit=LARGEST_UNPACKED_MB)
    for part in parts:
        dense = part.file_size > DENSEST * max(part.compress_size, 1)
        if dense and part.file_size > DENSE_FROM_MB * MB:
            raise NotReadable("bomb", name)


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """One part, a piece at a time; never more than the archive says it holds."""
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            yield piece
