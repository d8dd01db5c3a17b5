"""Write the whole store out in the exchange format: a folder of CSV files, or a workbook.

CSV is UTF-8 with BOM and `;`, so that a Danish spreadsheet opens it as it is. Of meetings only
those held are written, with their participants: the format has no word for planned ones.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.errors import RuleBroken
from core.exchange import sheets
from core.exchange_cells import guard, shown_cell
from core.permissions import Act, check_may
from core.records.exchange import ExportReport
from core.records.people import Person
from db.audit import note_act
from db.engine import transaction
from db.exchange.tables import stored_rows
from db.models import CaseRow, MeetingRow

Rows = Iterable[Sequence[object]]


class TargetTaken(RuleBroken):
    """There is something else than an earlier export where this one would go (facts: path)."""

    code = "target_taken"


def export_to(target: Path, *, with_cpr: bool = False, by: Person | None = None) -> ExportReport:
    """Write every sheet into a new folder, or into a workbook where the name ends in `.xlsx`.

    CPR numbers are left out unless asked for (R21): the column is there and blank. The export is
    noted in the log, and takes the place of an earlier one. Raises TargetTaken where the target
    holds anything else, OSError where it cannot be written.
    """
    if by is not None:
        check_may(by, Act.EXCHANGE_DATA)
    check_free(target)
    with transaction() as session:
        content = {name: list(_rows(session, name, with_cpr=with_cpr)) for name in sheets()}
        counts = {name: len(rows) for name, rows in content.items()}
        note_act(
            session, by, Act.EXCHANGE_DATA, "export", {"cpr": [None, with_cpr], **_pairs(counts)}
        )
    if target.suffix.casefold() == ".xlsx":
        _write_workbook(target, content)
    else:
        _write_folder(target, content)
    return ExportReport(counts)


def _pairs(counts: dict[str, int]) -> dict[str, list[Any]]:
    return {name: [None, count] for name, count in counts.items()}


def check_free(target: Path) -> None:
    """Raises TargetTaken unless the target is new, empty, or holds an earlier export only."""
    if target.is_dir() and target.suffix.casefold() != ".xlsx":
        ours = {f"{name}.csv" for name in sheets()}
        taken = any(file.name not in ours for file in target.iterdir())
    else:
        taken = target.exists() and (target.is_dir() or target.suffix.casefold() != ".xlsx")
    if taken:
        raise TargetTaken(path=str(target))


def _rows(session: Session, sheet: str, *, with_cpr: bool) -> Iterator[list[object]]:
    names = list(sheets()[sheet])
    for row in _chosen(session, sheet):
        if not with_cpr and "cpr" in row:
            row["cpr"] = None
        yield [row[name] for name in names]


def _chosen(session: Session, sheet: str) -> Iterator[dict[str, Any]]:
    """The rows of a sheet in an order that an import keeps: cases by number, the rest by id."""
    rows = list(stored_rows(session, sheet))
    if sheet == "cases":
        numbers = {
            row.id: row.number for row in session.execute(select(CaseRow.id, CaseRow.number))
        }
        rows.sort(key=lambda found: numbers[found[0]])
    held = _held(session) if sheet in {"meetings", "participants", "agreements"} else set()
    for row_id, row in sorted(rows, key=_meeting) if sheet == "participants" else rows:
        if (sheet == "meetings" and row_id not in held) or (
            sheet == "participants" and row["meeting_id"] not in held
        ):
            continue
        if sheet == "agreements" and row["meeting_id"] not in held:
            row["meeting_id"] = None
        yield row


def _meeting(found: tuple[str, dict[str, Any]]) -> str:
    return str(found[1]["meeting_id"])


def _held(session: Session) -> set[str]:
    query = select(MeetingRow.id).where(MeetingRow.state == MeetingState.HELD.value)
    return set(session.scalars(query))


def _write_folder(target: Path, content: dict[str, list[list[object]]]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, rows in content.items():
        with (target / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(list(sheets()[name]))
            writer.writerows(map(shown_cell, row) for row in rows)


def _write_workbook(target: Path, content: dict[str, list[list[object]]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook(write_only=True)
    for name, rows in content.items():
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        page.append(list(sheets()[name]))
        for row in rows:
            page.append([_cell(page, value) for value in row])
    book.save(target)


def _cell(page: Any, value: object) -> object:
    """Days as the spreadsheet's own days, yes and no as 1 and 0, text guarded."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        cell: Any = WriteOnlyCell(page)
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
        return cell
    return guard(value) if isinstance(value, str) else value
