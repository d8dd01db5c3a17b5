"""Open what was sent: a folder of CSV files, a zip file of them, or a workbook.

Nothing is understood here; what a cell means is decided in `checking`.
"""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import IO

from core.exchange import sheet_named
from core.exchange_limits import LARGEST_FILE_MB
from db.exchange.archives import MB, pieces, unpacking
from db.exchange.csv_files import read_csv
from db.exchange.raw import NotReadable, RawTable
from db.exchange.workbooks import read_workbook

_UNWANTED: Mapping[str, str] = {".xlsm": "macros", ".xls": "old_workbook"}
"""Files that many have at hand, and the problem that says what to do with them."""

Opener = Callable[[], IO[bytes]]


def read_tables(path: Path, *, any_size: bool = False) -> list[RawTable]:
    """Every sheet of a folder, a zip file or a workbook. Raises NotReadable.

    `any_size` lifts the limits on lists in a folder, and that of rows in a sheet of a file, for the
    whole export of a large store.
    """
    try:
        return _read(path, any_size=any_size)
    except OSError as error:
        raise NotReadable("not_to_be_opened", path) from error


def _read(path: Path, *, any_size: bool) -> list[RawTable]:
    if path.is_dir():
        return _read_folder(path, any_size=any_size)
    if not path.is_file():
        raise NotReadable("no_such_file", path)
    kind = path.suffix.casefold()
    if kind in _UNWANTED:
        raise NotReadable(_UNWANTED[kind], path.name)
    if kind not in {".xlsx", ".zip"}:
        raise NotReadable("not_a_source", path)
    _check_size(path.name, path.stat().st_size)
    read = read_workbook if kind == ".xlsx" else _read_zip
    return read(path, any_size=any_size)


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_FILE_MB * MB:
        raise NotReadable("file_too_large", name, limit=LARGEST_FILE_MB)


def _read_folder(path: Path, *, any_size: bool) -> list[RawTable]:
    files = sorted(file for file in path.iterdir() if _is_csv(file.name) and file.is_file())
    if not any_size:
        _check_size(path.name, sum(file.stat().st_size for file in files))
    return [_read_one(file.stem, partial(_opened_file, file), any_size=any_size) for file in files]


def _read_zip(path: Path, *, any_size: bool) -> list[RawTable]:
    """The CSV files of a zip file, wherever they lie in it; nothing is unpacked onto the disk."""
    with unpacking(path, "not_a_zip") as archive:
        names = sorted(name for name in archive.namelist() if _is_csv(posixpath.basename(name)))
        for name in names:
            for _ in pieces(archive, name):  # broken parts and false sizes show here
                pass
        return [
            _read_one(
                posixpath.basename(name)[: -len(".csv")],
                partial(_opened, archive, name),
                any_size=any_size,
            )
            for name in names
        ]


def _opened_file(file: Path) -> IO[bytes]:
    return file.open("rb")


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    return archive.open(name)


def _is_csv(name: str) -> bool:
    return name.casefold().endswith(".csv") and not name.startswith(".")


def _read_one(title: str, open_file: Opener, *, any_size: bool) -> RawTable:
    """A file that is none of the format's sheets is named, and not read."""
    if sheet_named(title) is None:
        return RawTable(title, (), (), ())
    return read_csv(title, open_file, any_size=any_size)
