"""Look into a workbook's own parts for what the reader leaves out: formulas without a value.

A program that writes `=1+1` without calculating leaves an empty cell to everyone else; taken as
blank it would be lost without a word.
"""

import re
import zipfile
from pathlib import Path

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def formulas_without_value(path: Path, title: str) -> list[tuple[int, int]]:
    """The cells of a sheet, by row and column counted from 0, with a formula never calculated."""
    with zipfile.ZipFile(path) as parts:
        name = _part_of(parts, title)
        content = parts.read(name) if name in parts.namelist() else b""
    if b"<f" not in content:
        return []
    return [(int(row) - 1, _column(letters)) for letters, row in _EMPTY_FORMULA.findall(content)]


def _part_of(parts: zipfile.ZipFile, title: str) -> str:
    """The name of the part that holds the sheet; empty where the workbook names it otherwise."""
    try:
        sheets = _SHEET.findall(parts.read("xl/workbook.xml"))
        relations = _RELATION.findall(parts.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return ""
    wanted = next(
        (_value(tag, "r:id") for tag in sheets if _value(tag, "name") == _escaped(title)), ""
    )
    target = next((_value(tag, "Target") for tag in relations if _value(tag, "Id") == wanted), "")
    return target.removeprefix("/") if target.startswith("/xl/") else f"xl/{target}"


def _escaped(title: str) -> str:
    return (
        title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def _value(tag: bytes, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"'.encode(), tag)
    return found[1].decode("utf-8", "replace") if found else ""


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1
