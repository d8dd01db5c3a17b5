"""Horizontal bars: the own figure with its interval, and the published one as a mark beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from core.rounding import half_up
from pages.shared.charts.colours import COLOURS, FAINT, INK, PAPER, QUIET, Meaning
from pages.shared.charts.theme import Spec

LINE = 38
"""Characters of a label on one line: what a telephone has room for."""
PADDING = {"left": 2, "right": 4, "top": 4, "bottom": 4}
BAR = 14
LINE_HEIGHT = 16
UPWARDS = {"expr": f"-{LINE_HEIGHT} * (length(split(datum.label, '\\n')) - 1)"}
"""A label of several lines grows upwards; Vega lets it grow downwards."""
LABEL_GAP = 3
"""Between a label and its bar."""
ROW_GAP = 13
"""Between a bar and the next label."""


_SHAPES: Mapping[Meaning, str] = {Meaning.EARLIER: "circle", Meaning.PUBLISHED: "diamond"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What the bars measure: the ends of the axis (None: as needed) and how figures are written.

    `form` is d3's; the reader's language sets comma and point. Figures are rounded to `places`
    before d3 writes them: it rounds some halves down.
    """

    form: str
    places: int
    least: float = 0
    most: float | None = None
    ticks: int = 5


SHARE = Measure(".0%", 2, 0, 1)
"""Fractions from 0 to 1, shown as per cent."""
SCORE = Measure(".1f", 1, 1, 5, ticks=4)
"""Means of the seven life domains."""
WHOLE = Measure(",.0f", 0)
"""Days, hours, young people, kroner."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. Beside the label stands `beside`, such as n; `told` replaces the figure by words."""

    label: str
    value: float | None
    beside: str = ""
    told: str = ""
    low: float | None = None
    high: float | None = None
    published: float | None = None
    earlier: float | None = None
    meaning: Meaning = Meaning.OWN


@dataclass(frozen=True, slots=True)
class Legend:
    """The words for what is drawn; marks that no row has are left out."""

    own: str
    published: str = ""
    earlier: str = ""


def bars(rows: Sequence[Bar], measure: Measure, legend: Legend, *, describes: str) -> Spec:
    """The rows from top to bottom; `describes` is what is read aloud.

    The published figure is a diamond, an earlier own one a circle.
    """
    lines = max((len(label_lines(row.label)) for row in rows), default=1)
    layers = [_labels(lines), *_figures(measure, lines), _own(measure, lines)]
    if any(row.low is not None for row in rows):
        layers += _intervals(lines)
    words = _words(rows, legend)
    if len(words) > 1:
        layers += [_mark(meaning, words, lines) for meaning in words if meaning in _SHAPES]
    return {
        "description": describes,
        "width": "container",
        "height": step_height(lines) * len(rows),
        "padding": PADDING,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": [_row(row, place, measure, words) for place, row in enumerate(rows)]},
        "encoding": {"y": place_on_page()},
        "layer": layers,
    }


def _words(rows: Sequence[Bar], legend: Legend) -> dict[Meaning, str]:
    """What is drawn, and its word; the own bars come first."""
    words = {Meaning.OWN: legend.own}
    if any(row.earlier is not None for row in rows):
        words[Meaning.EARLIER] = legend.earlier
    if any(row.published is not None for row in rows):
        words[Meaning.PUBLISHED] = legend.published
    return words


def label_lines(label: str) -> list[str]:
    """A label cut into lines that a telephone has room for."""
    return wrap(label, LINE) or [""]


def step_height(lines: int) -> int:
    """The height of a row whose label has so many lines, in points."""
    return lines * LINE_HEIGHT + BAR + LABEL_GAP + ROW_GAP


def bar_offset(lines: int) -> float:
    """How far below the middle of its row a bar lies, in points."""
    return (step_height(lines) - BAR - ROW_GAP) / 2


def label_offset(lines: int) -> float:
    """How far from the middle of its row the foot of a label lies; a short one lies at its bar."""
    return bar_offset(lines) - BAR / 2 - LABEL_GAP


def place_on_page() -> dict[str, Any]:
    """Rows from top to bottom, as they came; the labels stand above the bars."""
    return {"field": "place", "type": "ordinal", "axis": None, "scale": {"padding": 0}}


def _row(row: Bar, place: int, measure: Measure, words: Mapping[Meaning, str]) -> dict[str, Any]:
    told = {
        "place": place,
        "label": "\n".join(label_lines(row.label)),
        "value": row.value,
        "shown": None if row.value is None else half_up(row.value, measure.places),
        "beside": row.beside,
        "told": row.told,
        "fill": COLOURS[row.meaning].fill,
    }
    if row.low is not None and row.high is not None:
        told |= {"low": row.low, "high": row.high}
    for meaning, value in ((Meaning.EARLIER, row.earlier), (Meaning.PUBLISHED, row.published)):
        if value is not None:
            told |= {meaning.value: value, f"{meaning}_word": words[meaning]}
    return told


def _labels(lines: int) -> Spec:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "lineHeight": LINE_HEIGHT,
            "lineBreak": "\n",
            "yOffset": label_offset(lines),
            "dy": UPWARDS,
        },
        "encoding": {"text": {"field": "label", "type": "nominal"}, "x": {"value": 0}},
    }


def _figures(measure: Measure, lines: int) -> list[Spec]:
    """To the right: n in grey above, the figure itself beside its bar."""
    right = {"type": "text", "align": "left", "xOffset": 8}
    above = {**right, "baseline": "bottom", "yOffset": label_offset(lines), "color": QUIET}
    level = {**right, "baseline": "middle", "yOffset": bar_offset(lines)}
    at_end = {"value": "width"}
    figure = {"field": "shown", "type": "quantitative", "format": measure.form}
    return [
        {"mark": above, "encoding": {"text": {"field": "beside"}, "x": at_end}},
        {
            "transform": [{"filter": "isValid(datum.value) && datum.told === ''"}],
            "mark": {**level, "fontWeight": "bold"},
            "encoding": {"text": figure, "x": at_end},
        },
        {
            "transform": [{"filter": "datum.told !== ''"}],
            "mark": {**level, "color": QUIET},
            "encoding": {"text": {"field": "told"}, "x": at_end},
        },
    ]


def _own(measure: Measure, lines: int) -> Spec:
    axis = {"format": measure.form, "tickCount": measure.ticks, "title": None}
    x = {"field": "value", "type": "quantitative", "scale": _scale(measure), "axis": axis}
    return {
        "mark": {"type": "bar", "height": BAR, "yOffset": bar_offset(lines)},
        "encoding": {
            "x": x,
            "x2": {"datum": measure.least},
            "color": {"field": "fill", "type": "nominal", "scale": None},
        },
    }


def _intervals(lines: int) -> list[Spec]:
    """A dark line with a pale rim, so that it is seen on the bar and beside it."""
    return [
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {
                "type": "rule",
                "yOffset": bar_offset(lines),
                "strokeWidth": width,
                "color": colour,
            },
            "encoding": {
                "x": {"field": "low", "type": "quantitative"},
                "x2": {"field": "high"},
            },
        }
        for width, colour in ((4, FAINT), (2, INK))
    ]


def _scale(measure: Measure) -> dict[str, Any]:
    if measure.most is None:
        return {"domainMin": measure.least, "nice": True}
    return {"domain": [measure.least, measure.most]}


def _mark(meaning: Meaning, words: Mapping[Meaning, str], lines: int) -> Spec:
    """A mark across the bars, and the legend of all that is drawn."""
    return {
        "transform": [{"filter": f"isValid(datum.{meaning})"}],
        "mark": {
            "type": "point",
            "shape": _SHAPES[meaning],
            "size": 130,
            "filled": True,
            "opacity": 1,
            "stroke": PAPER,
            "strokeWidth": 1.5,
            "yOffset": bar_offset(lines),
        },
        "encoding": {
            "x": {"field": meaning.value, "type": "quantitative"},
            "color": {
                "field": f"{meaning}_word",
                "type": "nominal",
                "scale": {
                    "domain": list(words.values()),
                    "range": [COLOURS[drawn].fill for drawn in words],
                },
            },
        },
    }
