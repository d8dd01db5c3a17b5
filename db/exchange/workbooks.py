"""Read a workbook. Formulas are looked for in its own parts: the reader gives their last value.

A value that a formula had some day is not what the sender sees, and one never calculated is none.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import fastexcel

from core.exchange import sheet_named
from core.exchange_limits import MOST_CELLS
from core.records.exchange import Problem
from db.exchange.archives import unpacking
from db.exchange.raw import Cells, NotReadable, RawTable, broken, table_of
from db.exchange.sheet_parts import Look, look_at

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and workbooks with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path, *, any_size: bool) -> list[RawTable]:
    """Every sheet of the workbook. Raises NotReadable."""
    _check_kind(path)
    with unpacking(path, "not_a_workbook") as archive:
        looks = look_at(archive, path.name)
    try:
        book = fastexcel.read_excel(path)
        return [
            _read_sheet(book, title, looks.get(title, Look()), any_size=any_size)
            if sheet_named(title)
            else RawTable(title, (), (), ())
            for title in book.sheet_names
        ]
    except fastexcel.FastExcelError as error:
        raise NotReadable("not_a_workbook", path.name) from error


def _check_kind(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if not head:
        raise NotReadable("empty_file", path.name)
    if head == OLE:
        locked = _ENCRYPTED in path.read_bytes()
        raise NotReadable("password" if locked else "old_workbook", path.name)


def _read_sheet(book: fastexcel.ExcelReader, title: str, look: Look, *, any_size: bool) -> RawTable:
    """All cells as text: a spreadsheet guesses types by column, and people mix them."""
    if look.too_many_cells:
        return broken(title, "too_many_cells", limit=MOST_CELLS)
    sheet = book.load_sheet(title, header_row=None, skip_rows=0, dtypes="string")
    if sheet.width == 0 or sheet.total_height == 0:
        return table_of(title, [], any_size=any_size)
    batch, errors = sheet.to_arrow_with_errors()
    columns = [list(map(Cells().__getitem__, column.to_pylist())) for column in batch.columns]
    table = table_of(title, columns, any_size=any_size)
    if not table.headings:
        return table
    failed = [error.position for error in (errors.errors if errors else [])]
    return RawTable(
        table.title,
        table.headings,
        table.numbers,
        table.columns,
        (
            *table.problems,
            *_at(table, "cell_error", failed),
            *_at(table, "formula", look.formulas),
            *_at(table, "formula_without_value", look.uncalculated),
        ),
    )


def _at(table: RawTable, code: str, cells: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """A problem for each cell, told by its row and column counted from 0."""
    for row, column in cells:
        heading = table.headings[column] if column < len(table.headings) else None
        yield Problem(code, table.title, row + 1, heading)
