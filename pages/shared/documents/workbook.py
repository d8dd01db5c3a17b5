"""The workbook: a first sheet that explains, then one sheet for each exhibit.

Every text is written as text, never as a formula, whatever it begins with.
"""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pages.shared.documents.cover import Cover
from pages.shared.documents.exhibit import Absent, Cell, Column, Exhibit, Measure, Row
from pages.shared.documents.wording import Wording
from pages.shared.formats import day

FORMATS = {
    Measure.COUNT: "#,##0",
    Measure.PERCENT: '0" %"',
    Measure.SCORE: "0.0",
    Measure.RATIO: "0.00",
    Measure.DAYS: "#,##0",
    Measure.HOURS: "#,##0.0",
    Measure.KRONER: '#,##0" kr."',
}
"""As the program writes them in any language: it puts in the reader's own comma and point."""

_HEAD = 6
"""The line of the column headings; above it: headline, definition, unit, period, a blank line."""
_LONGEST_TITLE = 31
_WIDEST = 52
_LINE, _LETTERS = 15, 12
"""The height of a line in points, and how many letters of a heading surely fit into a column."""
_FACE = "Calibri"
_PLAIN, _GREY = Font(name=_FACE), Font(name=_FACE, color="FF4A595D")
_BOLD = Font(name=_FACE, bold=True)
_LINK = Font(name=_FACE, color="FF14505C", underline="single")
_FILL = PatternFill("solid", fgColor="FFF2F5F5")


def workbook(cover: Cover, exhibits: Sequence[Exhibit]) -> bytes:
    """The file."""
    words, book = Wording(cover.language), Workbook()
    book.properties.title = f"{cover.title} · {cover.period_name}"
    book.properties.creator = cover.place
    book.properties.language = cover.language
    first = book.worksheets[0]
    names = {one.key: _title(one.headline) for one in exhibits}
    _explain(first, cover, exhibits, names, words)
    for one in exhibits:
        _fill(book.create_sheet(names[one.key]), cover, one, words)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _title(headline: str) -> str:
    kept = "".join(char for char in headline if char not in "[]:*?/\\")
    return kept[:_LONGEST_TITLE].strip().strip("'")


def _explain(
    sheet: Worksheet,
    cover: Cover,
    exhibits: Sequence[Exhibit],
    names: dict[str, str],
    words: Wording,
) -> None:
    sheet.title = _title(words.say("exhibit.document.figures"))
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    lines = (
        (cover.place, _GREY),
        (cover.title, Font(name=_FACE, bold=True, size=16)),
        (cover.period_name, Font(name=_FACE, size=12)),
        (words.say("exhibit.document.made", date=day(cover.language, cover.made)), _GREY),
        (words.say("exhibit.document.reading", k=cover.hidden_below), _PLAIN),
    )
    for line, (text, font) in enumerate(lines, start=1):
        _write(sheet, line, 1, text).font = font
    sheet.merge_cells(start_row=len(lines), start_column=1, end_row=len(lines), end_column=2)
    _wrap(_at(sheet, len(lines), 1), sheet, lines=3)
    for line, one in enumerate(exhibits, start=len(lines) + 2):
        link = _write(sheet, line, 1, one.headline)
        link.hyperlink = f"#'{names[one.key]}'!A1"
        link.font = _LINK
        link.alignment = Alignment(vertical="top")
        _wrap(_write(sheet, line, 2, one.definition), sheet, lines=len(one.definition) // 95 + 1)
    _page(sheet, cover)


def _fill(sheet: Worksheet, cover: Cover, exhibit: Exhibit, words: Wording) -> None:
    last = len(exhibit.columns) + 1
    _write(sheet, 1, 1, exhibit.headline).font = Font(name=_FACE, bold=True, size=14)
    _write(sheet, 2, 1, exhibit.definition)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=max(last, 4))
    _wrap(_at(sheet, 2, 1), sheet, lines=len(exhibit.definition) // 80 + 1)
    _write(sheet, 3, 1, words.say("exhibit.document.counted", unit=exhibit.counted)).font = _GREY
    _write(sheet, 4, 1, f"{cover.place} · {cover.period_name}").font = _GREY
    _headings(sheet, exhibit, words)
    for line, row in enumerate(exhibit.rows, start=_HEAD + 1):
        _line(sheet, line, exhibit, row, words)
    _notes(sheet, exhibit, width=max(last, 4))
    _widths(sheet, exhibit)
    sheet.freeze_panes = f"B{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    _page(sheet, cover)


def _headings(sheet: Worksheet, exhibit: Exhibit, words: Wording) -> None:
    names = (words.say("exhibit.document.row"), *(column.name for column in exhibit.columns))
    for place, name in enumerate(names, start=1):
        cell = _write(sheet, _HEAD, place, name)
        cell.font, cell.fill = _BOLD, _FILL
        cell.alignment = Alignment(
            horizontal="left" if place == 1 else "right", vertical="top", wrap_text=True
        )
    lines = max(len(name) // _LETTERS + 1 for name in names[1:])
    sheet.row_dimensions[_HEAD].height = _LINE * lines


def _line(sheet: Worksheet, line: int, exhibit: Exhibit, row: Row, words: Wording) -> None:
    _write(sheet, line, 1, row.name).alignment = Alignment(wrap_text=True, vertical="top")
    for place, (cell, column) in enumerate(zip(row.cells, exhibit.columns, strict=True), start=2):
        _value(sheet, line, place, cell, exhibit.measured(row, column), words)


def _value(
    sheet: Worksheet, line: int, place: int, cell: Cell, measure: Measure, words: Wording
) -> None:
    if isinstance(cell, Absent):
        absent = _write(sheet, line, place, words.value(cell, measure))
        absent.font, absent.alignment = _GREY, Alignment(horizontal="right", vertical="top")
        return
    written = _at(sheet, line, place)
    written.value = int(cell) if cell.is_integer() else cell
    written.number_format = FORMATS[measure]
    written.alignment = Alignment(vertical="top")


def _notes(sheet: Worksheet, exhibit: Exhibit, *, width: int) -> None:
    start = _HEAD + len(exhibit.rows) + 2
    for line, text in enumerate((*exhibit.notes, exhibit.source), start=start):
        _write(sheet, line, 1, text).font = _GREY
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
        _wrap(_at(sheet, line, 1), sheet, lines=len(text) // 80 + 1)


def _widths(sheet: Worksheet, exhibit: Exhibit) -> None:
    longest = max((len(row.name) for row in exhibit.rows), default=0)
    sheet.column_dimensions["A"].width = min(max(longest + 2, 24), _WIDEST)
    columns: Sequence[Column] = exhibit.columns
    for place in range(2, max(len(columns) + 1, 4) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 16


def _write(sheet: Worksheet, line: int, place: int, text: str) -> SheetCell:
    """A text as text: also one that a spreadsheet would take for a formula."""
    cell = _at(sheet, line, place)
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t"))
    return cell


def _at(sheet: Worksheet, line: int, place: int) -> SheetCell:
    found = sheet.cell(line, place)
    if not isinstance(found, SheetCell):
        raise TypeError("only the first of merged cells holds anything")
    return found


def _wrap(cell: SheetCell, sheet: Worksheet, *, lines: int) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[cell.row].height = _LINE * lines


def _page(sheet: Worksheet, cover: Cover) -> None:
    """How it is printed: across one page, named below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    named = f"{cover.place} · {cover.period_name}".replace("&", "&&")
    sheet.oddFooter = HeaderFooterItem(_HeaderFooterPart(named), None, _HeaderFooterPart("&P / &N"))
