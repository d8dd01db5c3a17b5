"""Look through the parts of a workbook for what its reader does not tell or must not meet.

Formulas, macros, and a sheet that spans too many cells. The parts are read a piece at a time.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.exchange_limits import MOST_CELLS
from db.exchange.archives import pieces
from db.exchange.raw import NotReadable

LONGEST_CELL = 1_000_000
"""Bytes; a spreadsheet's own limit is 32,767 characters."""

_MACROS = re.compile(r"(^|/)vbaproject\.bin$|/macrosheets/", re.IGNORECASE)
_MACRO_TYPE = b"macroEnabled"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_PREFIX = re.compile(rb"<(\w+:)sheetData\b")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v\b[^>/]*>[^<]+)?"
)
_FAR = re.compile(rb' r="([A-Z]{2,3})[0-9]')
_PLACE = re.compile(rb'\br="([A-Z]*)([0-9]+)"')


@dataclass(slots=True)
class Look:
    """What a sheet holds besides values. Cells by row and column counted from 0."""

    formulas: list[tuple[int, int]] = field(default_factory=list)
    """Those that were calculated."""
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    """The row of the last cell with a value, counted from 1."""
    width: int = 26

    @property
    def too_many_cells(self) -> bool:
        """Whether its rectangle would fill the memory."""
        return self.rows * self.width > MOST_CELLS


def look_at(archive: zipfile.ZipFile, name: str) -> Mapping[str, Look]:
    """What each sheet holds, by its title; every part is unpacked once, so that its size is true.

    Raises NotReadable for macros and where the sheets are not where the workbook says.
    """
    parts = archive.namelist()
    if "xl/workbook.xml" not in parts or "[Content_Types].xml" not in parts:
        raise NotReadable("not_a_workbook", name)
    if any(map(_MACROS.search, parts)) or _MACRO_TYPE in archive.read("[Content_Types].xml"):
        raise NotReadable("macros", name)
    title_of = {part: title for title, part in _sheet_parts(archive).items()}
    if not title_of.keys() <= set(parts):
        raise NotReadable("not_a_workbook", name)
    looks: dict[str, Look] = {}
    for part in parts:
        if part in title_of:
            looks[title_of[part]] = _looked(pieces(archive, part))
        else:
            for _ in pieces(archive, part):
                pass
    return looks


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet, by its title."""
    relations = "xl/_rels/workbook.xml.rels"
    listed = archive.read(relations) if relations in archive.namelist() else b""
    targets = {
        _value(tag, "Id"): posixpath.normpath(posixpath.join("/xl", _value(tag, "Target")))
        for tag in _RELATION.findall(listed)
    }
    sheets = _SHEET.findall(archive.read("xl/workbook.xml"))
    return {
        _value(tag, "name"): targets.get(_value(tag, r"\w+:id"), "/").removeprefix("/")
        for tag in sheets
    }


def _value(tag: bytes, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"'.encode(), tag) or re.search(
        rf"\s{name}='([^']*)'".encode(), tag
    )
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _looked(content: Iterable[bytes]) -> Look:
    look, rest, begun = Look(), b"", 0
    prefix: bytes | None = None
    for piece in content:
        block = rest + piece
        if prefix is None:
            found = _PREFIX.search(block)
            prefix = found[1] if found else b""
        cut = max(block.rfind(b"<" + prefix + b"c "), block.rfind(b"<" + prefix + b"c>"))
        if cut < 0:
            rest = block[-LONGEST_CELL:]
            continue
        begun += _look_through(block[:cut], prefix, begun, look)
        rest = block[cut:][-2 * LONGEST_CELL :]
    _look_through(rest, prefix or b"", begun, look)
    return look


def _look_through(block: bytes, prefix: bytes, begun: int, look: Look) -> int:
    """Note what a block of whole cells holds; how many rows begin in it."""
    mark = b"<" + prefix
    rows = block.count(mark + b"row ") + block.count(mark + b"row>")
    last = -1
    for kind in (b"v>", b"is>", b"v ", b"f>", b"f "):
        last = max(last, block.rfind(mark + kind, last + 1))
    if last < 0:
        return rows
    place = block.rfind(b' r="', 0, last)
    found = _PLACE.match(block, place + 1) if place >= 0 else None
    look.rows = max(look.rows, int(found[2]) if found else 0, begun + rows)
    for letters in set(_FAR.findall(block)):
        look.width = max(look.width, _column(letters) + 1)
    if mark + b"f" in block:
        _note_formulas(block, look)
    return rows


def _note_formulas(block: bytes, look: Look) -> None:
    for attributes, value in _FORMULA.findall(block):
        found = _PLACE.search(attributes)
        place = (int(found[2]) - 1, _column(found[1])) if found else (look.rows - 1, 0)
        (look.formulas if value else look.uncalculated).append(place)


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1
