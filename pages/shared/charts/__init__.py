"""Charts: what they look like, and how they are drawn, read as a table and taken home.

`bars`, `boxes`, `diverging_bars`, `lines` and `bands` make a Vega-Lite specification from facts;
`draw_chart` puts it on the page with its table and its files; `svg` and `png` make pictures of it
for documents.
"""

from pages.shared.charts.bands import Band, Reach, bands
from pages.shared.charts.bars import SCORE, SHARE, WHOLE, Bar, Legend, Measure, bars
from pages.shared.charts.boxes import Spreading, boxes
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
    "Band",
    "Bar",
    "Change",
    "Colour",
    "Column",
    "Form",
    "Legend",
    "Line",
    "Meaning",
    "Measure",
    "Reach",
    "Spec",
    "Spreading",
    "Table",
    "bands",
    "bars",
    "boxes",
    "csv_file",
    "diverging_bars",
    "draw_chart",
    "lines",
    "png",
    "svg",
    "themed",
]
