"""Plain functions that write lists as a municipality would send them."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

Rows = Sequence[Mapping[str, object]]

YOUNG: Rows = ({"id": "U1", "name": "Vilma Vildspor", "birth_date": "2006-03-05"},)
STAFF: Rows = ({"id": "M1", "name": "Signe Stifinder", "role": "support_worker", "methods": "CTI"},)
CASES: Rows = (
    {"id": "F1", "young_person_id": "U1", "variant": "H", "referral_date": "2026-01-05"},
)


def accepted(**columns: object) -> dict[str, object]:
    """A case that has been accepted and has started."""
    return {
        **CASES[0],
        "decision_date": "2026-01-12",
        "decision": "accepted",
        "combination": "SM_CTI",
        "coordinator_id": "M1",
        "start_date": "2026-01-19",
        **columns,
    }


def lists(**changed: Rows) -> dict[str, Rows]:
    """The smallest lists that can be imported, with other or more sheets where they are given."""
    return {"young_people": YOUNG, "staff": STAFF, "cases": CASES, **changed}


def folder(
    path: Path, sheets: Mapping[str, Rows], *, delimiter: str = ";", bom: bool = True
) -> Path:
    """The lists as a folder of CSV files."""
    path.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        encoding = "utf-8-sig" if bom else "utf-8"
        with (path / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, headings(rows), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
    return path


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """The lists as a workbook; the values keep the spreadsheet's own types."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        page.append(headings(rows))
        for row in rows:
            page.append([row.get(heading) for heading in headings(rows)])
    book.save(path)
    return path


def headings(rows: Rows) -> list[str]:
    """All headings of the rows, in the order they first appear."""
    return list(dict.fromkeys(heading for row in rows for heading in row))


def day(text: str) -> date:
    """A day, short to write."""
    return date.fromisoformat(text)
