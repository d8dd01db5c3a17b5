from io import BytesIO

import pytest
from openpyxl import load_workbook

from pages.shared.documents.exhibit import Absent
from pages.shared.documents.workbook import workbook
from tests.documents.office import printed
from tests.documents.paper import LEAST_INK, at_the_edge, ink, texts
from tests.factories_documents import cover, made

HEAD = 6


@pytest.fixture(scope="module")
def content():
    return workbook(cover(), made())


@pytest.fixture
def book(content):
    return load_workbook(BytesIO(content))


def test_the_first_sheet_explains_and_leads_to_every_other(book):
    first = book.worksheets[0]
    said = [cell.value for row in first.iter_rows() for cell in row if cell.value]
    assert {"Svanevig Kommune · Demodata", "Styregruppens tal", "1. halvår 2026"} <= set(said)
    assert any("Tal under 5 er skjult" in text for text in said)
    links = {
        cell.hyperlink.location or cell.hyperlink.target
        for row in first.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert {link.removeprefix("#") for link in links} == {
        f"'{sheet.title}'!A1" for sheet in book.worksheets[1:]
    }


def test_every_sheet_holds_the_figures_of_its_exhibit(book):
    for one, sheet in zip(made(), book.worksheets[1:], strict=True):
        assert sheet["A1"].value == one.headline
        assert sheet["A2"].value == one.definition
        assert one.counted in sheet["A3"].value
        names = [cell.value for cell in sheet[HEAD]]
        assert names[1 : len(one.columns) + 1] == [column.name for column in one.columns]
        for line, row in enumerate(one.rows, start=HEAD + 1):
            assert sheet.cell(line, 1).value == row.name
            for place, cell in enumerate(row.cells, start=2):
                written = sheet.cell(line, place).value
                expected = {Absent.HIDDEN: "skjult", Absent.NONE: "–"}.get(cell, cell)
                assert written == expected, (one.key, row.key)


def test_numbers_are_numbers_with_their_unit_as_a_format(book):
    sheet = next(sheet for sheet in book if sheet.title == "Udgift")
    assert sheet.cell(HEAD + 1, 2).number_format == '#,##0" kr."'
    assert isinstance(sheet.cell(HEAD + 1, 2).value, int)


def test_no_text_is_a_formula_whatever_it_begins_with(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    (theme,) = [cell for cell in cells if isinstance(cell.value, str) and "1 1" in cell.value]
    assert theme.value.strip()


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+45", "-1", "@SUM(A1)"])
def test_a_municipality_that_looks_like_a_formula_stays_a_name(name):
    book = load_workbook(BytesIO(workbook(cover(place=name), made()[:1])))
    cell = book.worksheets[0]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_printed_every_sheet_is_one_page_that_is_neither_empty_nor_clipped(content, tmp_path):
    file = tmp_path / "tal.xlsx"
    file.write_bytes(content)
    pdf = printed(file, tmp_path)
    pages = texts(pdf)
    assert len(pages) == len(made()) + 1
    assert min(ink(pdf)) > LEAST_INK
    assert at_the_edge(pdf) == []
    for one, page in zip(made(), pages[1:], strict=True):
        assert one.headline in page
        assert "###" not in page, "a column too narrow for its numbers"
