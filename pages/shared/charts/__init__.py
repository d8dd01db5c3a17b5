"""Charts: what they look like, and how they are drawn, read as a table and taken home.

`bars`, `diverging_bars` and `lines` make a Vega-Lite specification from facts; `draw_chart` puts it
on the page with its table and its files; `svg` and `png` make pictures of it for documents.
"""

from pages.shared.charts.bars import SCORE, SHARE, WHOLE, Bar, Legend, Measure, bars
from pages.shared.charts.colours import COLOURS, INK, Colour, Meaning
from pages.shared.charts.diverging import Change, diverging_bars
from pages.shared.charts.drawing import draw_chart
from pages.shared.charts.files import csv_file, png, svg
from pages.shared.charts.lines import Line, lines
from pages.shared.charts.tables import Column, Form, Table
from pages.shared.charts.theme import Spec, themed

__all__ = [
    "COLOURS",
    "INK",
    "SCORE",
    "SHARE",
    "WHOLE",
    "Bar",
    "Change",
    "Colour",
    "Column",
    "Form",
    "Legend",
    "Line",
    "Meaning",
    "Measure",
    "Spec",
    "Table",
    "bars",
    "csv_file",
    "diverging_bars",
    "draw_chart",
    "lines",
    "png",
    "svg",
    "themed",
]
