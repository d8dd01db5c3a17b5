"""Read one CSV file: UTF-8 with or without BOM, semicolon or comma.

Read in pieces and kept by column, so that a long list does not fill the memory.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import IO

from core.exchange_limits import LONGEST_LINE, MOST_CELLS, MOST_COLUMNS, MOST_ROWS_EVER
from db.exchange.raw import Cells, RawTable, Text, broken, table_of

CHUNK = 5_000
"""Rows read at a time."""

HEAD = 200
"""Lines looked at for the delimiter: the header may come after some blank ones."""

STRANGE = (b"%PDF", b"PK", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
"""How files begin that are no lists: PDF, zip and .xlsx, old Office, pictures, RTF."""

UTF16 = (b"\xff\xfe", b"\xfe\xff")

csv.field_size_limit(LONGEST_LINE)


class _Refused(Exception):
    """The file can not be read on; carries the problem's code and its limit."""

    def __init__(self, code: str, limit: int | None = None) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit


def read_csv(title: str, open_file: Callable[[], IO[bytes]], *, any_size: bool) -> RawTable:
    """The file as a table, or a table with the one problem that it can not be read."""
    grown = _Growing(any_size=any_size)
    try:
        with open_file() as file:
            _check_text(file.read(HEAD))
        with open_file() as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
            grown.read(text)
    except UnicodeDecodeError:
        return broken(title, "not_utf8")
    except csv.Error:
        return broken(title, "bad_quotes", grown.begun + 1)
    except _Refused as refused:
        return broken(title, refused.code, limit=refused.limit)
    return table_of(title, grown.columns, width=grown.width, any_size=any_size)


def _check_text(head: bytes) -> None:
    if head.startswith(UTF16):
        raise _Refused("not_utf8")
    if head.startswith(STRANGE) or b"\x00" in head:
        raise _Refused("not_a_list")


class _Growing:
    """The columns of a file while it is read."""

    def __init__(self, *, any_size: bool) -> None:
        self._any_size = any_size
        self.columns: list[list[Text]] = []
        self.width: int | None = None
        self.rows = self.begun = 0
        self._cells: list[Cells] = []

    def read(self, text: io.TextIOBase) -> None:
        """All rows. Raises csv.Error, UnicodeDecodeError or _Refused."""
        lines = _lines(text)
        head = list(islice(lines, HEAD))
        named = bool(head) and head[0].startswith(("sep=", '"sep='))
        reader = csv.reader(chain(head, lines), delimiter=_delimiter(head[named:]), strict=True)
        if named:
            next(reader)
            self.begun = 1
            self._take([()])
        rows = self._counted(reader)
        while chunk := list(islice(rows, CHUNK)):
            self._take(chunk)

    def _counted(self, reader: Iterator[list[str]]) -> Iterator[list[str]]:
        for row in reader:
            self.begun += 1
            if self.width is None and any(cell.strip(" \ufeff") for cell in row):
                self.width = len(row)
            yield row

    def _check_size(self) -> None:
        if self.rows > MOST_ROWS_EVER + 1:
            raise _Refused("too_many_rows", limit=MOST_ROWS_EVER)
        if self.rows * len(self.columns) > MOST_CELLS:
            raise _Refused("too_many_cells", limit=MOST_CELLS)

    def _take(self, chunk: Sequence[Sequence[str]]) -> None:
        widest = max(map(len, chunk))
        if widest > MOST_COLUMNS:
            raise _Refused("too_many_columns", limit=MOST_COLUMNS)
        while len(self.columns) < widest:
            self.columns.append([None] * self.rows)
            self._cells.append(Cells())
        self.rows += len(chunk)
        if not self._any_size:
            self._check_size()
        for column, cells, texts in zip(
            self.columns, self._cells, zip_longest(*chunk), strict=False
        ):
            column.extend(map(cells.__getitem__, texts))
        for column in self.columns[widest:]:
            column.extend([None] * len(chunk))


def _lines(text: io.TextIOBase) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise _Refused("line_too_long", limit=LONGEST_LINE)
        yield line


def _delimiter(lines: Sequence[str]) -> str:
    """`;` or `,`: whichever the first line that says something has more of, outside quotes."""
    said = (line for line in lines if line.strip(' ;,"\r\n\ufeff'))
    header = re.sub(r'"[^"]*"', "", next(said, ""))
    return ";" if header.count(";") >= header.count(",") else ","
