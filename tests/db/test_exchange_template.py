"""The empty template, filled in, can be imported as it stands."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from typer.testing import CliRunner

from core.exchange import codes_of, column_named, sheet_named, sheets
from core.exchange_words import sentence
from core.words import LANGUAGES, catalogue, phrase
from db.__main__ import app
from db.engine import Store, reading
from db.exchange import export_to, import_from, template
from db.models import HousingRow
from tests.factories import ON
from tests.factories_exchange import CASES, YOUNG

each_language = pytest.mark.parametrize("language", LANGUAGES)


def opened(language: str) -> Workbook:
    return load_workbook(BytesIO(template(language)))


def page(book: Workbook, language: str, sheet: str) -> Any:
    return book[phrase(language, f"exchange.sheet.{sheet}")]


def offered(book: Workbook, where: Any, letter: str) -> list[str]:
    """The words that the list of a column offers, read through its own formula."""
    rule = next(
        one for one in where.data_validations.dataValidation if f"{letter}2" in str(one.sqref)
    )
    title, cells = rule.formula1.rsplit("!", 1)
    rows = book[title.strip("'")][cells.replace("$", "")]
    return [row[0].value for row in rows]


@each_language
def test_the_template_has_every_sheet_and_column_under_a_name_that_is_understood(
    language: str,
) -> None:
    book = opened(language)
    known = [title for title in book.sheetnames if sheet_named(title)]
    assert [sheet_named(title) for title in known] == list(sheets())
    for sheet, columns in sheets().items():
        headings = [cell.value for cell in page(book, language, sheet)[1]]
        assert [column_named(sheet, heading) for heading in headings] == list(columns)


@each_language
def test_every_choice_that_the_template_offers_is_taken_by_the_import(
    store: Store, tmp_path: Path, language: str
) -> None:
    book = opened(language)
    where = page(book, language, "housing")
    words = offered(book, where, "D")
    codes = codes_of(sheets()["housing"]["situation"])
    assert len(words) == len(codes) == len(set(words))
    for row, word in enumerate(words, start=2):
        for column, value in enumerate((f"B{row:02}", "F1", "05-03-2026", word), start=1):
            where.cell(row, column, value)
    fill(page(book, language, "young_people"), YOUNG[0])
    fill(page(book, language, "cases"), CASES[0])
    book.save(tmp_path / "filled.xlsx")
    report = import_from(tmp_path / "filled.xlsx", on=ON)
    assert report.problems == ()
    assert report.warnings == ()
    with reading() as session:
        found = session.scalars(select(HousingRow.situation).order_by(HousingRow.id))
        assert tuple(found) == codes


def fill(where: Any, row: Any) -> None:
    headings = [
        column_named("young_people", cell.value) or column_named("cases", cell.value)
        for cell in where[1]
    ]
    for name, value in row.items():
        where.cell(2, headings.index(name) + 1, value)


@each_language
def test_every_list_of_the_template_has_words_for_codes_that_the_import_knows(
    language: str,
) -> None:
    book = opened(language)
    for sheet, columns in sheets().items():
        where = page(book, language, sheet)
        for cell, column in zip(where[1], columns.values(), strict=True):
            if column.kind in {"code", "word"}:
                assert len(offered(book, where, cell.column_letter)) == len(codes_of(column))
            elif column.kind == "flag":
                assert len(offered(book, where, cell.column_letter)) == 2


@each_language
def test_the_guide_explains_every_column(language: str) -> None:
    guide = opened(language)[phrase(language, "exchange.template.guide")]
    rows = [[cell or "" for cell in row] for row in guide.iter_rows(min_row=4, values_only=True)]
    told = {(row[0], row[2]): row for row in rows}
    for sheet, columns in sheets().items():
        title = phrase(language, f"exchange.sheet.{sheet}")
        assert (title, sheet) in told
        for name, column in columns.items():
            row = told[title, name]
            assert bool(row[3]) is column.required
            assert row[4]
            assert row[5]
            assert bool(row[6]) is bool(column.list)


@each_language
def test_nothing_is_explained_that_does_not_exist(language: str) -> None:
    names = {name for columns in sheets().values() for name in columns}
    about = {
        key.removeprefix("exchange.about.")
        for key in catalogue(language)
        if key.startswith("exchange.about.")
    }
    kinds = {column.kind for columns in sheets().values() for column in columns.values()}
    forms = {
        key.removeprefix("exchange.form.")
        for key in catalogue(language)
        if key.startswith("exchange.form.")
    }
    assert about <= names
    assert forms == kinds


def test_an_empty_template_brings_nothing_in_and_says_so_without_a_warning(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "t.xlsx").write_bytes(template("da"))
    report = import_from(tmp_path / "t.xlsx", on=ON)
    assert [sentence("da", each) for each in (*report.problems, *report.warnings)] == []
    assert all(each.added == 0 for each in report.sheets.values())
    export_to(tmp_path / "out")


def test_the_command_line_writes_the_template_and_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "skabelon.xlsx"
    assert CliRunner().invoke(app, ["template", str(target)]).exit_code == 0
    written = target.read_bytes()
    assert load_workbook(target).sheetnames[1] == "Unge"
    assert CliRunner().invoke(app, ["template", str(target)]).exit_code == 1
    assert target.read_bytes() == written
