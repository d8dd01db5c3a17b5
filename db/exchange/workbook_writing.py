"""Write a workbook as text: the few parts that a spreadsheet needs, rows as they come.

A library that makes an object of every cell needs minutes where this needs seconds.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from string import ascii_uppercase

from core.errors import RuleBroken
from core.exchange_cells import guard

ROWS_AT_ONCE = 2_000
MOST_ROWS = 1_048_576
"""A spreadsheet shows no more of one sheet, its headings among them."""
MOST_BYTES = zipfile.ZIP64_LIMIT
"""Of one sheet before it is packed; past that spreadsheets ask to repair the file."""
MOST_REMEMBERED = 20_000
"""Different values of a column whose text is kept: dates and codes come again, ids do not."""

_FIRST_DAY = date(1899, 12, 30)
_TRUE_DAYS_FROM = date(1900, 3, 1)
"""Spreadsheets believe in a 29 February 1900; days before it are written as text."""

_SPACE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_SPACE}/spreadsheetml/2006/main"'
_OFFICE = f"{_SPACE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""0: as it is; 1: a day; 2: a heading."""

_SHEET_BEGINS = (
    f'<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
    'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_SHEET_ENDS = "</sheetData></worksheet>"
NARROWEST = 12
"""The width of a column in signs: a day must fit."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML can not hold, and what a spreadsheet would take for such a character's name."""


class SheetFull(RuleBroken):
    """There is more in a sheet than a workbook can hold (facts: rows, the most of one sheet)."""

    code = "sheet_full"


class Remembered(dict[object, str]):
    """How the values of a column are written; each is worked out once, up to a number of them."""

    def __init__(self, show: Callable[[object], str]) -> None:
        super().__init__()
        self._show = show

    def __missing__(self, value: object) -> str:
        shown = self._show(value)
        if len(self) < MOST_REMEMBERED:
            self[value] = shown
        return shown


def write_workbook(
    target: Path, content: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]
) -> None:
    """Write sheets, each with its name, headings and rows; rows are read once, as they are written.

    Days become days of the spreadsheet, yes and no 1 and 0; texts are guarded. Raises SheetFull.
    """
    names: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as parts:
        for name, headings, rows in content:
            names.append(name)
            with parts.open(f"xl/worksheets/sheet{len(names)}.xml", "w") as part:
                size = 0
                for text in _sheet(headings, rows):
                    packed = text.encode()
                    size += len(packed)
                    if size > MOST_BYTES:
                        raise SheetFull(rows=MOST_ROWS)
                    part.write(packed)
        for part_name, text in _frame(names):
            parts.writestr(part_name, _HEAD + text)


def _sheet(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    letters = [_letters(index) for index in range(len(headings))]
    columns = [Remembered(_cell) for _ in headings]
    yield _HEAD + _SHEET_BEGINS + _widths(headings) + "<sheetData>"
    yield _row(1, letters, [_text(heading, ' s="2"') for heading in headings])
    numbered = enumerate(rows, start=2)
    while some := list(islice(numbered, ROWS_AT_ONCE)):
        if some[-1][0] > MOST_ROWS:
            raise SheetFull(rows=MOST_ROWS)
        yield "".join(
            _row(number, letters, [known[value] for known, value in zip(columns, row, strict=True)])
            for number, row in some
        )
    yield _SHEET_ENDS


def _widths(headings: Sequence[str]) -> str:
    """Columns as wide as their bold headings."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{max(len(heading) + 3, NARROWEST)}" customWidth="1"/>'
        for n, heading in enumerate(headings, start=1)
    )
    return f"<cols>{columns}</cols>"


def _row(number: int, letters: Sequence[str], cells: Sequence[str]) -> str:
    filled = "".join(
        [
            f'<c r="{letter}{number}"{cell}'
            for letter, cell in zip(letters, cells, strict=True)
            if cell
        ]
    )
    return f'<row r="{number}">{filled}</row>'


def _cell(value: object) -> str:
    """A value as the rest of its cell's tag and what is in it; nothing for a blank."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return f"><v>{value + 0}</v></c>"
    if isinstance(value, date) and value >= _TRUE_DAYS_FROM:
        return f' s="1"><v>{(value - _FIRST_DAY).days}</v></c>'
    return _text(guard(str(value)))


def _text(text: str, style: str = "") -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped)
    return f'{style} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _letters(index: int) -> str:
    rest, last = divmod(index, len(ascii_uppercase))
    return (_letters(rest - 1) if rest else "") + ascii_uppercase[last]


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts around the sheets. Sheet names are the format's own and need no escaping."""
    numbers = range(1, len(names) + 1)
    links = "".join(_link(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    yield "xl/workbook.xml", _book(names)
    yield "xl/_rels/workbook.xml.rels", _links(links + _link("styles", "styles", "styles.xml"))
    yield "_rels/.rels", _links(_link("book", "officeDocument", "xl/workbook.xml"))
    yield "xl/styles.xml", _STYLES
    yield "[Content_Types].xml", _types([f"worksheets/sheet{n}" for n in numbers])


def _book(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, start=1)
    )
    return (
        f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def _types(sheets: Sequence[str]) -> str:
    kinds = [(sheet, "worksheet") for sheet in sheets]
    kinds += [("workbook", "sheet.main"), ("styles", "styles")]
    parts = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in kinds
    )
    return (
        f'<Types xmlns="{_SPACE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_SPACE}/package/2006/relationships">{links}</Relationships>'


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
