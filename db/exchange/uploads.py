"""Import files that came over the network, and make files to be fetched: what the Data page does.

They lie in a folder of their own only as long as it takes.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from core.exchange_limits import LARGEST_FILE_MB
from core.permissions import Act, check_may
from core.records.exchange import ImportReport, Sent, Stage, Written
from core.records.people import Person
from db.exchange.archives import MB
from db.exchange.export import export_to, nobody
from db.exchange.imports import import_from, quietly
from db.exchange.raw import NotReadable

LONGEST_NAME = 100
"""Characters of a file name; more than any sheet's name has."""

_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")


def import_sent(
    files: Sequence[Sent],
    *,
    on: date,
    by: Person,
    dry_run: bool = False,
    previewed: Mapping[str, Written] | None = None,
    told: Callable[[Stage], None] = quietly,
) -> ImportReport:
    """Import a workbook, a zip file, or CSV files sent together; see `import_from`."""
    check_may(by, Act.EXCHANGE_DATA)
    with TemporaryDirectory(prefix="ungespor-") as kept:
        try:
            source = _laid_out(files, Path(kept))
        except NotReadable as refused:
            return ImportReport((refused.problem,), (), {}, saved=False)
        return import_from(source, on=on, by=by, dry_run=dry_run, previewed=previewed, told=told)


def _laid_out(files: Sequence[Sent], folder: Path) -> Path:
    """Put the files where they can be read; returns the one file, or the folder of several."""
    kinds = {_kind(file.name) for file in files}
    if kinds != {".csv"} and len(files) != 1:
        raise NotReadable("mixed_files", "")
    if sum(map(_size, files)) > LARGEST_FILE_MB * MB:
        raise NotReadable("file_too_large", _safe(files[0].name), limit=LARGEST_FILE_MB)
    names = [_safe(file.name) for file in files]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise NotReadable("file_twice", twice)
    if kinds - {".csv", ".xlsx", ".zip", ".xls", ".xlsm"}:
        raise NotReadable("not_a_source", names[0])
    for name, file in zip(names, files, strict=True):
        with (folder / name).open("wb") as copy:
            shutil.copyfileobj(file.content, copy)
    return folder if kinds == {".csv"} else folder / names[0]


def _kind(name: str) -> str:
    return PurePosixPath(name.casefold()).suffix


def _size(file: Sent) -> int:
    size = file.content.seek(0, io.SEEK_END)
    file.content.seek(0)
    return size


def _safe(name: str) -> str:
    """The last part of the name without what a folder can not hold; its ending is kept."""
    last = PurePosixPath(name.replace("\\", "/")).name
    path = PurePosixPath(_NOT_IN_NAMES.sub("_", last).lstrip(".") or "_")
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:LONGEST_NAME]}"


def exported(
    kind: str, *, with_cpr: bool, by: Person, told: Callable[[str], None] = nobody
) -> bytes:
    """The whole export as one file: `xlsx` for a workbook, `zip` for CSV files. It is logged."""
    with TemporaryDirectory(prefix="ungespor-") as kept:
        target = Path(kept) / ("export.xlsx" if kind == "xlsx" else "export")
        export_to(target, with_cpr=with_cpr, by=by, told=told)
        return target.read_bytes() if kind == "xlsx" else _zipped(target)


def _zipped(folder: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as parts:
        for file in sorted(folder.iterdir()):
            parts.write(file, file.name)
    return content.getvalue()
