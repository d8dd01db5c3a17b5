"""Compare a sheet with the store: which rows are new, and which columns the sender has changed.

A column changes only where the sender's value differs from what they sent last time; what was
done here since then stays. For rows never imported before, a blank erases nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.exchange import MATCH, sheets
from core.records.exchange import Written
from db.exchange.checking import Sheet
from db.exchange.fingerprints import NEVER, SEALED, fingerprint, sealed_fingerprint
from db.exchange.hiding import kept_anyway
from db.exchange.tables import RISKS, TABLES, in_order, stored_rows
from db.models import ImportedRow, new_id

Changes = Mapping[str, tuple[Any, Any]]
"""By column: before and after."""


@dataclass(slots=True)
class Plan:
    """What an import would do to one sheet. Rows are told by their place in the sheet."""

    sheet: Sheet
    ids: list[str] = field(default_factory=list)
    new: Sequence[int] = ()
    changed: dict[int, Changes] = field(default_factory=dict)
    prints: Iterable[tuple[str, str]] = ()
    """Row ids with the fingerprints to keep, where they are not kept already; read once."""
    known_prints: Mapping[str, str] = field(default_factory=dict)

    @property
    def written(self) -> Written:
        """The plan in numbers."""
        untouched = len(self.sheet) - len(self.new) - len(self.changed)
        return Written(len(self.new), len(self.changed), untouched)


def planned(session: Session, sheet: Sheet) -> Plan:
    """The plan for one checked sheet."""
    stored = _Stored(session, sheet.name)
    known = _known_prints(session, sheet.name)
    ids = list(_ids(sheet, stored))
    if not stored.ids and not known:
        return Plan(sheet, ids, range(len(ids)), prints=zip(ids, _prints(sheet), strict=True))
    return _compared(Plan(sheet, ids, known_prints=known), stored)


class _Stored:
    """The rows of a sheet in the store; read whole only where one of them may change."""

    def __init__(self, session: Session, sheet: str) -> None:
        self._session, self._sheet = session, sheet

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self._session.scalars(select(TABLES[self._sheet].id)))

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        return dict(stored_rows(self._session, self._sheet))


def _compared(plan: Plan, stored: _Stored) -> Plan:
    new: list[int] = []
    prints: list[tuple[str, str]] = []
    rows = zip(plan.ids, _prints(plan.sheet), _by_row(plan.sheet), strict=True)
    for index, (row_id, marks, values) in enumerate(rows):
        kept = plan.known_prints.get(row_id)
        if row_id not in stored.ids:
            new.append(index)
        elif kept != marks:
            changes = _changes(plan.sheet, stored.rows[row_id], values, marks, kept)
            if changes:
                plan.changed[index] = changes
        merged = _merged(marks, kept)
        if kept != merged:
            prints.append((row_id, merged))
    plan.new, plan.prints = new, prints
    return plan


def _known_prints(session: Session, sheet: str) -> dict[str, str]:
    query = select(ImportedRow.id, ImportedRow.prints).where(ImportedRow.id.startswith(f"{sheet}:"))
    return {row_id.partition(":")[2]: prints for row_id, prints in session.execute(query)}


def _by_row(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    return zip(*(_canonical(sheet, name) for name in sheet.values), strict=True)


def _canonical(sheet: Sheet, name: str) -> Sequence[Any]:
    values = sheet.values[name]
    if name != RISKS:
        return values
    return [in_order(value.split(";")) if isinstance(value, str) else None for value in values]


class _Marks(dict[object, str]):
    """The fingerprints of one column; each different value is read once."""

    def __missing__(self, value: object) -> str:
        self[value] = mark = fingerprint(value)
        return mark


class _SealedMarks(_Marks):
    """The same for a column that is sealed: under a key, or the mark would give the value away."""

    def __missing__(self, value: object) -> str:
        self[value] = mark = sealed_fingerprint(value)
        return mark


def _prints(sheet: Sheet) -> Iterator[str]:
    """For each row its fingerprints side by side, in the order of the format."""
    columns = [
        map((_SealedMarks() if name in SEALED else _Marks()).__getitem__, sheet.values[name])
        if name in sheet.values
        else repeat(NEVER, len(sheet))
        for name in sheets()[sheet.name]
    ]
    return map("".join, zip(*columns, strict=True))


def _merged(marks: str, kept: str | None) -> str:
    """The new fingerprints; those of columns not sent this time stay as they were."""
    if kept is None or NEVER not in marks:
        return marks
    pairs = zip(_pieces(marks), _pieces(kept), strict=False)
    return "".join(old if mark == NEVER else mark for mark, old in pairs)


def _pieces(marks: str) -> list[str]:
    return [marks[start : start + len(NEVER)] for start in range(0, len(marks), len(NEVER))]


def _ids(sheet: Sheet, stored: _Stored) -> Iterator[str]:
    """The store's id of each row: the sender's own, or that of the stored row with equal values."""
    match = MATCH.get(sheet.name)
    if match is None:
        yield from map(str, sheet.column("id"))
        return
    waiting = dict(
        _counted(
            (tuple(row[name] for name in match), row_id) for row_id, row in stored.rows.items()
        )
    )
    keys = zip(*(sheet.column(name) for name in match), strict=True)
    for key, _ in _counted((tuple(key), "") for key in keys):
        yield waiting.get(key) or new_id()


def _counted(keys: Iterator[tuple[tuple[Any, ...], str]]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Equal keys told apart by how many went before."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for key, row_id in keys:
        yield (*key, seen[key]), row_id
        seen[key] += 1


def _changes(
    sheet: Sheet, stored: Mapping[str, Any], sent: tuple[Any, ...], marks: str, kept: str | None
) -> Changes:
    order = list(sheets()[sheet.name])
    now, before = _pieces(marks), _pieces(kept or "")
    before += [NEVER] * (len(now) - len(before))
    changes: dict[str, tuple[Any, Any]] = {}
    for name, value in zip(sheet.values, sent, strict=True):
        place = order.index(name)
        told_before = before[place] != NEVER
        meant = now[place] != before[place] if told_before else value is not None
        if meant and stored[name] != value and not kept_anyway(name, stored, value):
            changes[name] = (stored[name], value)
    return changes
