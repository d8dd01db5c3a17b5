"""Find every problem of an import at once: kinds, codes, bounds, ids that meet and ids that do not.

Each different text of a column is read once, so that long lists cost little.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from core.errors import RuleBroken
from core.exchange import MATCH, Column, sheets
from core.exchange_cells import READERS, Reader, Unreadable, unlisted
from core.records.exchange import Problem
from db.exchange.recognising import Findings, KnownTable, Texts
from db.identifiers import check_cpr, check_email, check_phone

LONGEST_SHOWN = 60
"""A value in the report is cut after so many characters."""


def _cpr(column: Column, text: str, _: date) -> str:
    return check_cpr(column.name, text)


_READERS: Mapping[str, Reader] = MappingProxyType(
    {**READERS, "cpr": _cpr, "phone": READERS["line"], "email": READERS["line"]}
)

_LENIENT: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
    {"phone": check_phone, "email": check_email}
)
"""What history may break: the value is kept as it stands, and a warning says so."""

_DOUBTED = frozenset({"open", "word", *_LENIENT})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of a sheet by column, as sent."""

    name: str
    title: str
    numbers: Sequence[int]
    headings: Mapping[str, str]
    values: Mapping[str, Sequence[object]]

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str) -> Sequence[object]:
        """The values of a column; None throughout where the file does not have it."""
        return self.values.get(name) or (None,) * len(self.numbers)

    def only(self, *names: str) -> "Sheet":
        """The sheet with these columns, so that the others need no memory any more."""
        kept = {name: self.values[name] for name in names if name in self.values}
        return replace(self, values=kept)


def checked(table: KnownTable, on: date, findings: Findings) -> Sheet:
    """The sheet with its values read; whatever can not be read is a problem and None here."""
    values: dict[str, Sequence[object]] = {}
    for name, cells in table.columns.items():
        column = sheets()[table.name][name]
        read = {cell: _read(column, cell, on) for cell in set(cells) if cell is not None}
        bad = {cell: found for cell, found in read.items() if isinstance(found, Problem)}
        _report(table, column, cells, bad, _doubtful(column, read), findings)
        good: dict[str | None, object] = {None: None}
        good.update(read)
        good.update(dict.fromkeys(bad))
        values[name] = list(map(good.__getitem__, cells))
    sheet = Sheet(table.name, table.title, table.numbers, table.headings, values)
    findings.problems += _twice(sheet)
    return sheet


def _read(column: Column, text: str, on: date) -> object:
    """The value, or the problem without its place."""
    try:
        value = _READERS[column.kind](column, text, on)
    except (Unreadable, RuleBroken) as refused:
        return Problem(refused.code, facts=refused.facts)
    return Problem("missing_value") if value is None and column.required else value


def _report(
    table: KnownTable,
    column: Column,
    cells: Texts,
    bad: Mapping[str, Problem],
    doubtful: Mapping[str, list[Problem]],
    findings: Findings,
) -> None:
    """Say at each row what is wrong with its cell, missing ones too."""
    if not (bad or doubtful or (column.required and None in cells)):
        return
    heading = table.headings[column.name]
    for number, cell in zip(table.numbers, cells, strict=True):
        if cell is None:
            if column.required:
                findings.problems.append(Problem("missing_value", table.title, number, heading))
        elif cell in bad:
            found = bad[cell]
            findings.problems.append(
                Problem(found.code, table.title, number, heading, shortened(cell), found.facts)
            )
        elif cell in doubtful:
            findings.warnings += [
                Problem(found.code, table.title, number, heading, shortened(cell), found.facts)
                for found in doubtful[cell]
            ]


def _doubtful(column: Column, read: Mapping[str, object]) -> dict[str, list[Problem]]:
    """What to warn of, by cell, among the values that are kept as they stand."""
    if column.kind not in _DOUBTED:
        return {}
    return {
        cell: doubts
        for cell, value in read.items()
        if isinstance(value, str) and (doubts := _doubts(column, value))
    }


def _doubts(column: Column, value: str) -> list[Problem]:
    if column.kind not in _LENIENT:
        strange = unlisted(column, value)
        return [Problem("unlisted_code", facts={"part": shortened(part)}) for part in strange]
    try:
        _LENIENT[column.kind](column.name, value)
    except RuleBroken as refused:
        return [Problem(refused.code)]
    return []


def shortened(text: str) -> str:
    """The value as the report shows it: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def _twice(sheet: Sheet) -> Iterator[Problem]:
    if sheet.name in MATCH or "id" not in sheet.values:
        return
    if len(set(sheet.values["id"])) == len(sheet):
        return
    first: dict[object, int] = {}
    for number, key in zip(sheet.numbers, sheet.values["id"], strict=True):
        if key is not None and first.setdefault(key, number) != number:
            heading = sheet.headings["id"]
            yield Problem("id_twice", sheet.title, number, heading, str(key), {"first": first[key]})


def check_references(
    found: Mapping[str, Sheet], stored: Mapping[str, set[str]], findings: Findings
) -> None:
    """Every `*_id` must be in the sheet it points to, or in the store already."""
    for sheet in found.values():
        for column in sheets()[sheet.name].values():
            if column.refers_to and column.name in sheet.values:
                known = set(stored.get(column.refers_to, ()))
                if column.refers_to in found:
                    known.update(map(str, found[column.refers_to].column("id")))
                findings.problems += _dangling(sheet, column, known, found)


def _dangling(
    sheet: Sheet, column: Column, known: set[str], found: Mapping[str, Sheet]
) -> Iterator[Problem]:
    values = sheet.values[column.name]
    missing = {value for value in set(values) if value is not None and value not in known}
    if not missing:
        return
    target = found[column.refers_to].title if column.refers_to in found else column.refers_to
    for number, value in zip(sheet.numbers, values, strict=True):
        if value in missing:
            yield Problem(
                "no_such_row",
                sheet.title,
                number,
                sheet.headings[column.name],
                shortened(str(value)),
                {"target": target},
            )
