"""All data out, and in again."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core.codes import Role
from core.errors import NotAllowed
from core.exchange import MATCH, Column, codes_of, sheets
from core.words import refusal_sentence
from db.engine import Store, close_store, open_store, reading
from db.exchange import export_to, import_from, workbook_writing
from db.exchange.export import TargetTaken
from db.exchange.tables import TABLES, own_columns
from db.exchange.workbook_writing import SheetFull
from db.models import AuditRow, MeetingRow, ParticipantRow, YoungPersonRow
from tests import databases
from tests.factories import ON, person, put, put_case
from tests.factories_exchange import Rows, folder, lists, workbook

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example-import"
LATER = date(2030, 1, 1)


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


def exported(path: Path, **options: Any) -> dict[str, list[dict[str, str]]]:
    export_to(path, **options)
    found = {}
    for name in sheets():
        with (path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found[name] = list(csv.DictReader(file, delimiter=";"))
    return found


def another_store(path: Path) -> Store:
    return open_store(databases.laid(path))


def test_the_sample_comes_out_and_goes_in_again_the_same(store: Store, tmp_path: Path) -> None:
    import_from(SAMPLE, on=LATER)
    export_to(tmp_path / "first", with_cpr=True)
    another_store(tmp_path / "other.duckdb")
    assert import_from(tmp_path / "first", on=LATER).problems == ()
    export_to(tmp_path / "second", with_cpr=True)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    close_store()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_stored_comes_out_and_goes_in_again_the_same(
    store: Store, tmp_path: Path, seed: int
) -> None:
    sent = folder(tmp_path / "sent", invented(Random(seed)))
    assert import_from(sent, on=LATER).problems == ()
    export_to(tmp_path / "first", with_cpr=True)
    export_to(tmp_path / "first.xlsx", with_cpr=True)
    for source in ("first", "first.xlsx"):
        another_store(tmp_path / f"{source}.duckdb")
        assert import_from(tmp_path / source, on=LATER).problems == ()
        export_to(tmp_path / f"second {source}.d", with_cpr=True)
        assert contents(tmp_path / "first") == contents(tmp_path / f"second {source}.d")
    close_store()


def invented(dice: Random) -> dict[str, Rows]:
    """Rows of every sheet with every kind of value, blanks among them."""
    made: dict[str, list[dict[str, str]]] = {}
    for name, columns in sheets().items():
        made[name] = [
            {column.name: _value(dice, column, made, index) for column in columns.values()}
            for index in range(dice.randint(3, 9))
        ]
    return made


HARD = ["=1+1", "'=1", "''-x", "'", "@x", "+45 20 00 00 01", "a;b,c", 'si "hej"', "to\nlinjer", "æøå 🚲", "-", "0", "1.0", "2026-05-03"]  # fmt: skip


def _value(dice: Random, column: Column, made: dict[str, list[dict[str, str]]], index: int) -> str:
    if not column.required and dice.random() < 0.3:
        return ""
    if column.kind == "key":
        return f"{dice.choice(['', '=', '-', 'æ'])}{column.sheet[:2]}{index}"
    if column.refers_to:
        return dice.choice(made[column.refers_to])["id"]
    if column.list:
        several = 2 if column.kind in {"codes", "open"} else 1
        return ";".join(dice.sample(codes_of(column), several))
    return _plain(dice, column)


def _plain(dice: Random, column: Column) -> str:
    day = date(2020, 1, 1) + timedelta(days=dice.randint(0, 2000))
    by_kind = {
        "date": day.isoformat(),
        "past": day.strftime("%d-%m-%Y"),
        "whole": str(dice.randint(column.low, column.high)),
        "decimal": f"0,{dice.randint(0, 9)}",
        "cpr": f"74{dice.randint(1, 12):02}05-0014",
        "flag": dice.choice(["ja", "Nej", "1", "FALSE"]),
    }
    return by_kind.get(column.kind) or dice.choice(HARD)


def test_the_invented_lists_reach_every_column_of_the_store(store: Store, tmp_path: Path) -> None:
    for seed in range(6):
        import_from(folder(tmp_path / str(seed), invented(Random(seed))), on=LATER)
    with reading() as session:
        for sheet, kind in TABLES.items():
            for name in own_columns(sheet):
                column = getattr(kind, name)
                assert (
                    session.scalar(select(column).where(column.is_not(None)).limit(1)) is not None
                )


def test_cpr_numbers_stay_in_unless_asked_for(store: Store, tmp_path: Path) -> None:
    put(YoungPersonRow(id="U1", name="Vilma", birth_date=date(2007, 3, 14), cpr="7403070014"))
    assert exported(tmp_path / "a")["young_people"][0]["cpr"] == ""
    assert exported(tmp_path / "b", with_cpr=True)["young_people"][0]["cpr"] == "7403070014"


def test_an_export_without_cpr_numbers_erases_none_when_it_comes_back(
    store: Store, tmp_path: Path
) -> None:
    put(YoungPersonRow(id="U1", name="Vilma", birth_date=date(2007, 3, 14), cpr="7403070014"))
    export_to(tmp_path / "a")
    import_from(tmp_path / "a", on=ON)
    with reading() as session:
        assert session.get_one(YoungPersonRow, "U1").cpr == "7403070014"


def test_planned_and_cancelled_meetings_stay_in_with_their_participants(
    store: Store, tmp_path: Path
) -> None:
    case = put_case()
    for state in ("planned", "held", "cancelled"):
        put(
            MeetingRow(id=state, case_id=case.id, date=ON, kind="network", state=state),
            ParticipantRow(meeting_id=state, role="school"),
        )
    found = exported(tmp_path / "a")
    assert [row["id"] for row in found["meetings"]] == ["held"]
    assert [row["meeting_id"] for row in found["participants"]] == ["held"]


def test_text_that_a_spreadsheet_would_run_is_guarded(store: Store, tmp_path: Path) -> None:
    put(YoungPersonRow(id="U1", name="=cmd|' /C calc'!A0", birth_date=date(2007, 3, 14)))
    assert exported(tmp_path / "a")["young_people"][0]["name"] == "'=cmd|' /C calc'!A0"
    export_to(tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx")["young_people"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "'=cmd|' /C calc'!A0")


def test_a_workbook_has_every_sheet_and_real_dates(store: Store, tmp_path: Path) -> None:
    put(YoungPersonRow(id="U1", name="Vilma", birth_date=date(2007, 3, 14)))
    export_to(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == list(sheets())
    assert book["young_people"]["C2"].is_date


def test_rows_without_ids_keep_their_order(store: Store, tmp_path: Path) -> None:
    case = put_case()
    put(MeetingRow(id="N1", case_id=case.id, date=ON, kind="network", state="held"))
    for name in ("Å", "A", "Ø"):
        put(ParticipantRow(meeting_id="N1", role="school", name=name))
    assert [row["name"] for row in exported(tmp_path / "a")["participants"]] == ["Å", "A", "Ø"]
    assert set(MATCH) == {"participants", "fidelity"}


def test_a_newer_export_takes_the_place_of_an_older_one(store: Store, tmp_path: Path) -> None:
    export_to(tmp_path / "a")
    put(YoungPersonRow(id="U1", name="Vilma", birth_date=date(2007, 3, 14)))
    assert len(exported(tmp_path / "a")["young_people"]) == 1


def test_an_export_never_mixes_with_other_files(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "brev.txt").write_text("kære")
    (tmp_path / "b").write_text("en fil")
    for taken in ("a", "b"):
        with pytest.raises(TargetTaken):
            export_to(tmp_path / taken)
    assert (tmp_path / "b").read_text() == "en fil"


def test_an_export_is_noted_and_only_for_administrators(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        export_to(tmp_path / "a", by=person(Role.PROJECT_LEAD))
    assert not (tmp_path / "a").exists()
    export_to(tmp_path / "a", by=person(Role.ADMINISTRATOR))
    with reading() as session:
        line = session.scalars(select(AuditRow)).one()
        assert (line.name, line.act, line.table_name) == ("Karen Kold", "exchange_data", "export")
        assert '"cpr": [null, false]' in line.changes


def test_an_import_of_an_own_export_changes_nothing(store: Store, tmp_path: Path) -> None:
    import_from(workbook(tmp_path / "x.xlsx", lists()), on=ON)
    export_to(tmp_path / "a")
    report = import_from(tmp_path / "a", on=ON)
    assert all(each.added == each.changed == 0 for each in report.sheets.values())


def test_a_workbook_gives_back_what_spreadsheets_and_xml_find_hard(
    store: Store, tmp_path: Path
) -> None:
    hard = [
        "_x0041_",
        "_x005F_x0041_",
        "a & b < c > d",
        "]]>",
        "to\nlinjer",
        "  x",
        "'=1",
        "1e5",
        "TRUE",
    ]
    for index, text in enumerate(hard):
        put(
            YoungPersonRow(
                id=f"U{index:02}",
                name="Vilma",
                birth_date=date(1900, 1, 1) + timedelta(days=30 * index),
                special_considerations=text.strip(),
            )
        )
    export_to(tmp_path / "a.xlsx")
    report = import_from(tmp_path / "a.xlsx", on=LATER)
    assert report.problems == ()
    with reading() as session:
        found = session.execute(
            select(YoungPersonRow.special_considerations, YoungPersonRow.birth_date).order_by(
                YoungPersonRow.id
            )
        ).all()
    assert [text for text, _ in found] == [text.strip() for text in hard]
    assert found[0][1] == date(1900, 1, 1)


def test_an_export_that_fails_leaves_the_earlier_one_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_to(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()

    def full(_: str) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        export_to(tmp_path / "a.xlsx", told=full)
    assert (tmp_path / "a.xlsx").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith((".", "a"))] == [
        "a.xlsx"
    ]


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_BYTES"])
def test_more_than_a_workbook_can_hold_is_refused_in_a_sentence_and_changes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    put(YoungPersonRow(id="U1", name="Vilma", birth_date=date(2007, 3, 14)))
    export_to(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    put(
        *(YoungPersonRow(id=f"Y{n}", name=f"Ung {n}") for n in range(workbook_writing.ROWS_AT_ONCE))
    )
    size = 2_001 if limit == "MOST_ROWS" else 100_000
    monkeypatch.setattr(workbook_writing, limit, size)
    with pytest.raises(SheetFull) as refused:
        export_to(tmp_path / "a.xlsx")
    assert refused.value.facts == {"rows": workbook_writing.MOST_ROWS}
    assert (tmp_path / "a.xlsx").read_bytes() == before
    with reading() as session:
        assert len(session.scalars(select(AuditRow)).all()) == 1
    assert len(exported(tmp_path / "lists")["young_people"]) == 2_001


def test_how_much_a_sheet_can_hold_is_said() -> None:
    said = refusal_sentence("da", SheetFull(rows=workbook_writing.MOST_ROWS))
    assert "højst have 1048576 rækker" in said
