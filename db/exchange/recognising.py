"""Which sheet is which, and which column: by code name or label, in any language.

Unknown ones are named in a warning; one that is there twice, or missing though required, is a
problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.exchange import column_named, of_the_template, sheet_named, sheets
from core.records.exchange import Problem
from db.exchange.raw import RawTable

Texts = Sequence[str | None]


@dataclass(slots=True)
class KnownTable:
    """A sheet of the format as sent: its columns by code name, their headings as in the file."""

    name: str
    title: str
    numbers: Sequence[int]
    columns: dict[str, Texts]
    headings: dict[str, str]


@dataclass(slots=True)
class Findings:
    """What checking has found so far; more is added as it goes on."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def recognised(tables: Sequence[RawTable], findings: Findings) -> dict[str, KnownTable]:
    """The sheets of the format among the tables, by code name and in the format's order."""
    found: dict[str, KnownTable] = {}
    for table in tables:
        name = sheet_named(table.title)
        if name is None:
            if not of_the_template(table.title):
                findings.warnings.append(Problem("unknown_sheet", table.title))
            continue
        findings.problems += _of_our_columns(name, table.problems)
        if name in found:
            findings.problems.append(Problem("sheet_twice", table.title))
        elif table.headings:
            found[name] = _with_columns(name, table, findings)
    if not any(sheet_named(table.title) for table in tables):
        findings.problems.append(Problem("nothing_known"))
    return {name: found[name] for name in sheets() if name in found}


def _of_our_columns(sheet: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without those of columns that are passed over anyway."""
    for problem in problems:
        if problem.column is None or column_named(sheet, problem.column):
            yield problem


def _with_columns(name: str, table: RawTable, findings: Findings) -> KnownTable:
    columns: dict[str, Texts] = {}
    headings: dict[str, str] = {}
    for heading, cells in zip(table.headings, table.columns, strict=True):
        column = column_named(name, heading)
        if column is None:
            if heading or any(cell is not None for cell in cells):
                findings.warnings.append(Problem("unknown_column", table.title, 1, heading))
        elif column in columns:
            findings.problems.append(Problem("column_twice", table.title, 1, heading))
        else:
            columns[column], headings[column] = cells, heading
    findings.problems += _missing(name, table.title, columns)
    return KnownTable(name, table.title, table.numbers, columns, headings)


def _missing(name: str, title: str, columns: Mapping[str, Texts]) -> Iterator[Problem]:
    for column in sheets()[name].values():
        if column.required and column.name not in columns:
            yield Problem("column_missing", title, 1, column.name)
