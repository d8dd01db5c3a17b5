"""What the exchange format promises, however the lists are written."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.exchange import MATCH, sheets
from core.records.exchange import Written
from core.words import phrase
from db.engine import Store, close_store, open_store, reading
from db.exchange import export_to, import_from
from db.exchange.tables import TABLES
from db.models import AuditRow, MeetingRow, YoungPersonRow
from tests import databases
from tests.factories_exchange import Rows, accepted, folder, lists, workbook

LATER = date(2030, 1, 1)
SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example-import"
CASES: Rows = (accepted(),)
LISTS = lists(
    cases=CASES,
    meetings=[
        {"id": "N1", "case_id": "F1", "date": "2026-02-01", "kind": "network", "well_run": "ja"}
    ],
    participants=[{"meeting_id": "N1", "role": "school", "name": "Sif; Sø", "attended": "nej"}],
)


def in_words(language: str | None) -> Mapping[str, Rows]:
    """The lists with the names of sheets and columns in a language; None: the code names."""
    if language is None:
        return LISTS
    return {
        phrase(language, f"exchange.sheet.{sheet}"): [
            {phrase(language, f"exchange.column.{name}"): cell for name, cell in row.items()}
            for row in rows
        ]
        for sheet, rows in LISTS.items()
    }


def zip_of(path: Path, sent: Mapping[str, Rows]) -> Path:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
        for file in folder(path, sent).iterdir():
            archive.write(file, file.name)
    return path.with_suffix(".zip")


Writer = Callable[[Path, Mapping[str, Rows]], Path]
WAYS: Mapping[str, Writer] = {
    "semicolon and BOM": folder,
    "semicolon": lambda path, sent: folder(path, sent, bom=False),
    "comma": lambda path, sent: folder(path, sent, delimiter=",", bom=False),
    "comma and BOM": lambda path, sent: folder(path, sent, delimiter=","),
    "workbook": lambda path, sent: workbook(path.with_suffix(".xlsx"), sent),
    "zip file": zip_of,
}


def everything(path: Path) -> dict[str, str]:
    export_to(path, with_cpr=True)
    return {file.name: file.read_text(encoding="utf-8-sig") for file in path.iterdir()}


@pytest.mark.parametrize("language", [None, "da", "en"])
@pytest.mark.parametrize("way", list(WAYS))
def test_the_same_lists_say_the_same_however_they_are_written(
    store: Store, tmp_path: Path, way: str, language: str | None
) -> None:
    import_from(folder(tmp_path / "plain", LISTS), on=LATER)
    expected = everything(tmp_path / "expected")
    assert "N1;school;Sif; Sø".replace("Sif; Sø", '"Sif; Sø"') in expected["participants.csv"]
    open_store(databases.laid(tmp_path / "other.duckdb"))
    report = import_from(WAYS[way](tmp_path / "sent", in_words(language)), on=LATER)
    assert (report.saved, report.warnings) == (True, ())
    assert everything(tmp_path / "found") == expected
    close_store()


@pytest.mark.parametrize(
    "written",
    ["2006-03-05", "05-03-2006", date(2006, 3, 5), datetime.fromisoformat("2006-03-05T10:30")],
)
def test_a_day_is_read_in_every_form_of_the_format(
    store: Store, tmp_path: Path, written: object
) -> None:
    young = [{"id": "U1", "name": "Vilma", "birth_date": written}]
    assert import_from(workbook(tmp_path / "x.xlsx", {"young_people": young}), on=LATER).saved
    with reading() as session:
        assert session.scalar(select(YoungPersonRow.birth_date)) == date(2006, 3, 5)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *[(yes, True) for yes in (True, 1, "1", "ja", "Ja", "JA", "true", "TRUE")],
        *[(no, False) for no in (False, 0, "0", "nej", "Nej", "false", "FALSE")],
        *[(blank, None) for blank in (None, "", " ", "\u00a0")],
    ],
)
def test_yes_no_and_blank_are_three_answers_in_a_workbook_and_in_a_list(
    store: Store, tmp_path: Path, written: Any, read: bool | None
) -> None:
    meeting = {"id": "N1", "case_id": "F1", "date": "2026-02-01", "kind": "network"}
    sent = {**LISTS, "meetings": [{**meeting, "young_person_heard": written}]}
    assert import_from(workbook(tmp_path / "x.xlsx", sent), on=LATER).saved
    assert import_from(folder(tmp_path / "x", sent), on=LATER).sheets["meetings"].changed == 0
    with reading() as session:
        assert session.scalar(select(MeetingRow.young_person_heard)) is read


@pytest.mark.parametrize("way", list(WAYS))
def test_a_second_import_of_the_same_lists_changes_nothing(
    store: Store, tmp_path: Path, way: str
) -> None:
    source = WAYS[way](tmp_path / "sent", LISTS)
    import_from(source, on=LATER)
    before = everything(tmp_path / "before")
    version, lines = store.data_version, audit_lines()
    report = import_from(source, on=LATER)
    assert all(each == Written(unchanged=each.unchanged) for each in report.sheets.values())
    assert (store.data_version, audit_lines()) == (version, lines)
    assert everything(tmp_path / "after") == before


def audit_lines() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def test_one_bad_row_in_the_last_sheet_keeps_everything_out(store: Store, tmp_path: Path) -> None:
    bad = {"date": "2026-01-01", "theme": "t", "question": "1", "score": "9"}
    report = import_from(folder(tmp_path / "sent", {**LISTS, "fidelity": [bad]}), on=LATER)
    assert [(p.sheet, p.row, p.column, p.value) for p in report.problems] == [
        ("fidelity", 2, "score", "9")
    ]
    with reading() as session:
        assert not any(
            session.scalar(select(func.count()).select_from(kind)) for kind in TABLES.values()
        )


def test_orphans_and_keys_told_twice_are_told_in_every_sheet_that_has_them(
    store: Store, tmp_path: Path
) -> None:
    for sheet, columns in sheets().items():
        row = {name: "Q" for name, column in columns.items() if column.refers_to}
        sent = {sheet: [{"id": "T", **row}, {"id": "T", **row}]}
        found = {
            (p.column, p.code)
            for p in import_from(folder(tmp_path / sheet, sent), on=LATER).problems
        }
        assert {(name, "no_such_row") for name in row} <= found
        assert (("id", "id_twice") in found) is (sheet not in MATCH)


def test_what_breaks_a_rule_across_rows_is_warned_of_and_kept_as_it_stands(
    store: Store, tmp_path: Path
) -> None:
    sent = lists(
        cases=[
            accepted(end_date="2026-01-01"),
            {**accepted(), "id": "F2"},
            {**accepted(), "id": "F3"},
        ],
        support_courses=[
            {
                "id": f"S{n}",
                "case_id": "F2",
                "method": "ICM",
                "worker_id": "M1",
                "start_date": "2026-02-01",
            }
            for n in range(9)
        ],
    )
    report = import_from(folder(tmp_path / "sent", sent), on=LATER)
    assert report.saved
    assert {p.code for p in report.warnings} >= {
        "dates_out_of_order", "two_open_cases", "cap_exceeded",
    }  # fmt: skip
    assert "2026-01-19;2026-01-01" in everything(tmp_path / "out")["cases.csv"]


def test_the_sample_is_the_same_a_second_time(store: Store) -> None:
    import_from(SAMPLE, on=LATER)
    again = import_from(SAMPLE, on=LATER)
    assert sum(each.added + each.changed for each in again.sheets.values()) == 0
