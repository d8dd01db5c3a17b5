"""What a file holds before anything is understood: tables of text with the rows as people see them.

How files are opened is in `reading`, `csv_files` and `workbooks`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from core.exchange import sheet_named
from core.exchange_cells import cell_text
from core.exchange_limits import most_rows
from core.records.exchange import Problem

Text = str | None


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet as it stands in its file: for each heading a column of texts, None where blank.

    `numbers` are the row numbers of the spreadsheet; the header is row 1. Blank rows are left out.
    """

    title: str
    headings: tuple[str, ...]
    numbers: Sequence[int]
    columns: tuple[Sequence[Text], ...]
    problems: tuple[Problem, ...] = ()


class NotReadable(Exception):
    """The whole source can not be read; carries its one problem."""

    def __init__(self, code: str, value: object, **facts: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts={"value": str(value), **facts})


def broken(title: str, code: str, row: int | None = None, **facts: object) -> RawTable:
    """A sheet that can not be read, and why."""
    return RawTable(title, (), (), (), (Problem(code, title, row, facts=facts),))


class Cells(dict[Text, Text]):
    """The texts of one column: each different one is cleaned once, and kept once in memory."""

    def __missing__(self, raw: Text) -> Text:
        self[raw] = text = cell_text(raw)
        return text


def table_of(
    title: str, columns: Sequence[Sequence[Text]], *, any_size: bool, width: int | None = None
) -> RawTable:
    """The table of cleaned columns of one length; the first row that says something heads it.

    `width` is how many columns the header row has, where it is shorter than the others.
    """
    filled = list(map(any, zip(*columns, strict=True)))
    if True not in filled:
        return broken(title, "no_header")
    header = filled.index(True)
    headings = [(column[header] or "").replace("\ufeff", "").strip() for column in columns]
    below = filled[header + 1 :]
    most = most_rows(sheet_named(title))
    if not any_size and sum(below) > most:
        return broken(title, "too_many_rows", limit=most)
    numbers, body = _filled_rows(columns, below, header)
    width = len(columns) if width is None else width
    outside = _outside(title, numbers, body[width:])
    return RawTable(title, tuple(headings[:width]), numbers, tuple(body[:width]), outside)


def _filled_rows(
    columns: Sequence[Sequence[Text]], below: Sequence[bool], header: int
) -> tuple[Sequence[int], list[Sequence[Text]]]:
    """The rows under the header that say something, with their numbers."""
    numbers = range(header + 2, header + 2 + len(below))
    body = [column[header + 1 :] for column in columns]
    if all(below):
        return numbers, body
    return tuple(compress(numbers, below)), [list(compress(column, below)) for column in body]


def _outside(
    title: str, numbers: Sequence[int], columns: Iterable[Sequence[Text]]
) -> tuple[Problem, ...]:
    return tuple(
        Problem("outside_columns", title, number, None, cell)
        for column in columns
        if any(column)
        for number, cell in zip(numbers, column, strict=True)
        if cell is not None
    )
