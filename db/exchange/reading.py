"""Open a folder of CSV files or a workbook: tables of text with the rows as the person sees them.

Nothing is understood here; what a cell means is decided in `checking`.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import fastexcel

from core.exchange_cells import cell_text
from core.records.exchange import Problem
from db.exchange.workbooks import formulas_without_value

LARGEST_MB = 1024
"""A workbook that unpacks to more than this is a slip or an attack."""

csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet as it stands in its file: for each heading a column of texts, None where blank.

    `numbers` are the row numbers of the spreadsheet; the header is row 1. Blank rows are left out.
    """

    title: str
    headings: tuple[str, ...]
    numbers: tuple[int, ...]
    columns: tuple[Sequence[str | None], ...]
    problems: tuple[Problem, ...] = ()


class NotReadable(Exception):
    """The whole source can not be read; carries its one problem."""

    def __init__(self, code: str, value: object, **facts: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts={"value": str(value), **facts})


def read_tables(path: Path) -> list[RawTable]:
    """Every sheet of a folder or a workbook. Raises NotReadable."""
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.casefold() == ".csv")
        return [_read_csv(file) for file in files if not file.name.startswith(".")]
    if not path.is_file():
        raise NotReadable("no_such_file", path)
    if path.suffix.casefold() != ".xlsx":
        raise NotReadable("not_a_source", path)
    return _read_workbook(path)


# ---------------------------------------------------------------- CSV


def _read_csv(file: Path) -> RawTable:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _broken(file.stem, "not_utf8")
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows.extend(enumerate(reader, start=1))
    except csv.Error:
        return _broken(file.stem, "bad_quotes", len(rows) + 1)
    return _table(file.stem, [row for row in rows if _separator_line(row) is None])


def _separator_line(row: tuple[int, list[str]]) -> str | None:
    """The separator, where a spreadsheet names it in a first line of its own (`sep=;`)."""
    number, cells = row
    return ";" if number == 1 and "".join(cells).startswith("sep=") else None


def _delimiter(text: str) -> str:
    """`;` or `,`: whichever the first line that says something has more of, outside quotes."""
    lines = (
        line for line in text.splitlines() if line.strip(' ;,"') and not line.startswith("sep=")
    )
    header = re.sub(r'"[^"]*"', "", next(lines, ""))
    return ";" if header.count(";") >= header.count(",") else ","


def _broken(title: str, code: str, row: int | None = None) -> RawTable:
    return RawTable(title, (), (), (), (Problem(code, title, row),))


# ---------------------------------------------------------------- workbooks


def _read_workbook(path: Path) -> list[RawTable]:
    _check_size(path)
    try:
        book = fastexcel.read_excel(path)
        return [_read_sheet(book, title, path) for title in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise NotReadable("not_a_workbook", path.name) from error


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise NotReadable("not_a_workbook", path.name) from error
    if size > LARGEST_MB * 1_000_000:
        raise NotReadable("too_large", path.name, limit=LARGEST_MB)


def _read_sheet(book: fastexcel.ExcelReader, title: str, path: Path) -> RawTable:
    """All cells as text: a spreadsheet guesses types by column, and people mix them."""
    sheet = book.load_sheet(title, header_row=None, skip_rows=0, dtypes="string")
    if sheet.width == 0 or sheet.total_height == 0:
        return _table(title, [])
    batch, errors = sheet.to_arrow_with_errors()
    columns = [column.to_pylist() for column in batch.columns]
    table = _table(title, list(enumerate(map(list, zip(*columns, strict=True)), start=1)))
    broken = [error.position for error in (errors.errors if errors else [])]
    return RawTable(
        table.title,
        table.headings,
        table.numbers,
        table.columns,
        (
            *table.problems,
            *_at(table, "cell_error", broken),
            *_at(table, "formula_without_value", formulas_without_value(path, title)),
        ),
    )


def _at(table: RawTable, code: str, cells: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """A problem for each cell, told by its row and column counted from 0."""
    for row, column in cells:
        heading = table.headings[column] if column < len(table.headings) else None
        yield Problem(code, table.title, row + 1, heading)


# ---------------------------------------------------------------- both


def _table(title: str, rows: Sequence[tuple[int, Sequence[str | None]]]) -> RawTable:
    filled = [
        (number, cells) for number, cells in rows if any(cell and cell.strip() for cell in cells)
    ]
    if not filled:
        return _broken(title, "no_header")
    header, body = filled[0][1], filled[1:]
    headings = tuple((heading or "").replace("\ufeff", "").strip() for heading in header)
    columns = _columns([cells for _, cells in body], len(headings))
    outside = columns[len(headings) :]
    problems = [
        Problem("outside_columns", title, body[index][0], None, cell)
        for column in outside
        for index, cell in enumerate(column)
        if cell is not None
    ]
    numbers = tuple(number for number, _ in body)
    return RawTable(title, headings, numbers, tuple(columns[: len(headings)]), tuple(problems))


def _columns(rows: Sequence[Sequence[str | None]], width: int) -> list[list[str | None]]:
    """The cells by column, cleaned; each different text of a column is cleaned once."""
    columns = list(zip_longest(*rows, fillvalue=None)) or []
    columns += [(None,) * len(rows)] * (width - len(columns))
    return [_cleaned(column) for column in columns]


def _cleaned(column: Sequence[str | None]) -> list[str | None]:
    texts = {cell: cell_text(cell) for cell in set(column)}
    return [texts[cell] for cell in column]
