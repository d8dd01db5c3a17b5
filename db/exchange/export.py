"""Write the whole store out in the exchange format: a folder of CSV files, or a workbook.

CSV is UTF-8 with BOM and `;`, so that a Danish spreadsheet opens it as it is. Of meetings only
those held are written, with their participants: the format has no word for planned ones.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.errors import RuleBroken
from core.exchange import sheets
from core.exchange_cells import shown_cell
from core.permissions import Act, check_may
from core.records.access_log import LineKind
from core.records.exchange import ExportReport
from core.records.people import Person
from db.audit import note_act
from db.engine import reading, transaction
from db.exchange.hiding import Hiding
from db.exchange.tables import stored_rows
from db.exchange.workbook_writing import Remembered, write_workbook
from db.models import CaseRow, MeetingRow

Content = Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]
"""Each sheet with its headings and its rows."""


def nobody(_: str) -> None:
    """Tell nobody."""


class TargetTaken(RuleBroken):
    """There is something else than an earlier export where this one would go (facts: path)."""

    code = "target_taken"


def export_to(
    target: Path,
    *,
    with_cpr: bool = False,
    by: Person | None = None,
    told: Callable[[str], None] = nobody,
) -> ExportReport:
    """Write every sheet into a new folder, or into a workbook where the name ends in `.xlsx`.

    CPR numbers are left out unless asked for (R21): the column is there and blank. Who has a
    protected identity leaves only by the command line together with them. The export is
    noted in the log before it is there to be read, and takes the place of an earlier one. `told`
    hears of each sheet. Raises TargetTaken where the target holds anything else, SheetFull where it
    is a workbook and there is too much for one, OSError where it cannot be written.
    """
    if by is not None:
        check_may(by, Act.EXCHANGE_DATA)
    check_free(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".export-") as kept:
        staged = Path(kept) / target.name
        counts = _written(staged, with_cpr=with_cpr, whole=with_cpr and by is None, told=told)
        with transaction() as session:
            changes = {"cpr": [None, with_cpr], **_pairs(counts)}
            note_act(session, by, Act.EXCHANGE_DATA, "export", changes, kind=LineKind.EXPORT)
        _put_in_place(staged, target)
    return ExportReport(counts)


def _written(
    target: Path, *, with_cpr: bool, whole: bool, told: Callable[[str], None]
) -> dict[str, int]:
    """Write all sheets as they are at one moment, and count their rows."""
    counts = dict.fromkeys(sheets(), 0)
    write = write_workbook if target.suffix.casefold() == ".xlsx" else _write_folder

    def counted(name: str, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
        told(name)
        for row in rows:
            counts[name] += 1
            yield row

    with reading() as session:
        hiding = Hiding(session, with_cpr=with_cpr, whole=whole)
        write(
            target,
            (
                (name, list(columns), counted(name, _rows(session, name, hiding)))
                for name, columns in sheets().items()
            ),
        )
    return counts


def _put_in_place(staged: Path, target: Path) -> None:
    if staged.is_file():
        staged.replace(target)
        return
    target.mkdir(exist_ok=True)
    for file in staged.iterdir():
        file.replace(target / file.name)


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


def check_new(target: Path) -> None:
    """Raises TargetTaken where something is there already."""
    if target.exists():
        raise TargetTaken(path=str(target))


def _rows(session: Session, sheet: str, hiding: Hiding) -> Iterator[list[object]]:
    names = list(sheets()[sheet])
    for row_id, row in _chosen(session, sheet):
        told = hiding.applied(row_id, row)
        yield [told[name] for name in names]


def _chosen(session: Session, sheet: str) -> Iterator[tuple[str, dict[str, Any]]]:
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
        yield row_id, row


def _meeting(found: tuple[str, dict[str, Any]]) -> str:
    return str(found[1]["meeting_id"])


def _held(session: Session) -> set[str]:
    query = select(MeetingRow.id).where(MeetingRow.state == MeetingState.HELD.value)
    return set(session.scalars(query))


def _write_folder(target: Path, content: Content) -> None:
    target.mkdir()
    for name, headings, rows in content:
        known = [Remembered(shown_cell) for _ in headings]
        with (target / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(headings)
            writer.writerows(
                [texts[value] for texts, value in zip(known, row, strict=True)] for row in rows
            )
