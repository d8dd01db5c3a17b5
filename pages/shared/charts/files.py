"""Charts to take home: the figures as CSV, the picture as PNG and SVG. Nothing is fetched.

Pictures are made when asked for: the program behind them takes half a second to begin.
"""

import json
from functools import lru_cache

from core.exchange_cells import guard
from pages.shared.charts.tables import Cell, Column, Form, Table, rounded
from pages.shared.charts.theme import Spec, themed
from pages.shared.colours import on_paper

WIDTH = 680
"""Width of a picture, in points."""
SHARPNESS = 2
"""Pixels of a PNG for each point."""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it Excel misreads æ, ø and å."""
PICTURES = 24
"""The newest pictures are kept: whoever takes the PNG often takes the SVG too."""


def csv_file(table: Table) -> bytes:
    """The table as a Danish spreadsheet opens it: semicolons, decimal comma, texts guarded."""
    lines = [_line([_text(_titled(column)) for column in table.columns])]
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        lines.append(_line([_cell(column, value) for column, value in cells]))
    return (BOM + "".join(f"{line}\r\n" for line in lines)).encode()


def _titled(column: Column) -> str:
    return f"{column.title} (%)" if column.form is Form.SHARE else column.title


def _line(cells: list[str]) -> str:
    return ";".join(f'"{cell}"'.replace("\n", " ") for cell in cells)


def _text(value: str) -> str:
    return guard(value).replace('"', '""')


def _cell(column: Column, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and column.form is not Form.SHARE:
        return str(value)
    places = 1 if column.form is Form.SHARE else 2
    return f"{rounded(column, value, places):.{places}f}".replace(".", ",")


def svg(spec: Spec, language: str) -> bytes:
    """The chart as SVG."""
    return _picture(_fixed(spec, language), "svg")


def png(spec: Spec, language: str) -> bytes:
    """The chart as PNG."""
    return _picture(_fixed(spec, language), "png")


def _fixed(spec: Spec, language: str) -> str:
    """The whole specification as text: light, and with a width of its own."""
    return on_paper(json.dumps({**themed(spec, language), "width": WIDTH}, sort_keys=True))


@lru_cache(maxsize=PICTURES)
def _picture(spec: str, kind: str) -> bytes:
    import vl_convert  # noqa: PLC0415 — large; most people never take a picture

    if kind == "svg":
        return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=SHARPNESS, allowed_base_urls=[]))
