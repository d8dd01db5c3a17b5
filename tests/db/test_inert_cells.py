"""No file that is handed out has a cell that a spreadsheet would run, and no mail a second header."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import String

from core.digest import Letter
from core.errors import BadEmail
from core.exchange_words import listed
from core.records.exchange import Problem
from core.words import LANGUAGES
from db import demo
from db.engine import Store, close_store, open_store, transaction
from db.exchange import export_to, template
from db.identifiers import check_email
from db.mail.smtp import message
from db.models import Base
from pages.shared.charts.files import csv_file
from pages.shared.charts.tables import Column, Table
from tests import databases
from tests.factories import ON

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
RUN = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "'=1", '=HYPERLINK("x")')
cells_stay_text = pytest.mark.asvs("1.2.10")


@pytest.fixture(scope="module")
def running_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A demo store in which every free text begins like a formula."""
    store = open_store(databases.laid(tmp_path_factory.mktemp("cells") / "store.duckdb"))
    demo.fill(on=ON, young_people=8)
    with transaction() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, String) and not column.name.endswith("id"):
                    changed = {column.name: "=cmd|'" + column}
                    session.execute(table.update().where(column.contains(" ")).values(changed))
    yield store
    close_store()


def harmless(text: str) -> bool:
    """A number, or no text that a spreadsheet takes for more."""
    return not text.startswith(BEGINNINGS) or text.lstrip("-").replace(".", "").isdecimal()


@cells_stay_text
def test_no_cell_of_the_whole_export_is_run(running_texts: Store, tmp_path: Path) -> None:
    export_to(tmp_path / "lists", with_cpr=True)
    cells = [
        cell
        for path in sorted((tmp_path / "lists").glob("*.csv"))
        for row in csv.reader(path.open(encoding="utf-8-sig", newline=""), delimiter=";")
        for cell in row
    ]
    assert sum(cell.startswith("'=cmd") for cell in cells) > 50
    assert [cell for cell in cells if not harmless(cell)] == []


@cells_stay_text
def test_no_cell_of_the_exported_workbook_is_a_formula(
    running_texts: Store, tmp_path: Path
) -> None:
    export_to(tmp_path / "x.xlsx", with_cpr=False)
    book = load_workbook(tmp_path / "x.xlsx", read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum("cmd|" in str(cell.value) for cell in cells) > 50
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


@cells_stay_text
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_of_the_template_is_a_formula(language: str) -> None:
    book = load_workbook(BytesIO(template(language)), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


@cells_stay_text
@pytest.mark.parametrize("text", RUN)
def test_what_a_refused_list_said_is_given_back_without_running(text: str) -> None:
    problem = Problem("unknown_column", text, 2, text, facts={"value": text})
    content = listed("da", {"problem": (problem,)}).decode("utf-8-sig")
    cells = [
        cell for row in csv.reader(StringIO(content, newline=""), delimiter=";") for cell in row
    ]
    assert [cell for cell in cells if not harmless(cell)] == []


@cells_stay_text
@pytest.mark.parametrize("text", RUN)
def test_a_table_of_a_page_is_given_out_without_running(text: str) -> None:
    content = csv_file(Table((Column(text), Column("x")), ((text, text),))).decode("utf-8-sig")
    cells = [
        cell for row in csv.reader(StringIO(content, newline=""), delimiter=";") for cell in row
    ]
    assert len(cells) == 4
    assert [cell for cell in cells if not harmless(cell)] == []


@pytest.mark.asvs("1.2.1", "1.3.11")
@pytest.mark.parametrize("end", ["\r\nBcc: ud@example.invalid", "\nX: y", "\rX: y", "\r\n\r\nbrev"])
def test_no_address_and_no_subject_brings_a_header_of_its_own(end: str) -> None:
    with pytest.raises(BadEmail):
        check_email("email", f"ib@example.com{end}")
    letter = Letter(subject="Ugen", text=f"Hej{end}")
    made = message(letter, to="ib@example.com", sender="a@example.com", language="da")
    assert "Bcc" not in made
    assert "X" not in made
    for subject, to in ((f"Ugen{end}", "ib@example.com"), ("Ugen", f"ib@example.com{end}")):
        with pytest.raises(ValueError, match="linefeed"):
            message(Letter(subject, "Hej"), to=to, sender="a@example.com", language="da")
