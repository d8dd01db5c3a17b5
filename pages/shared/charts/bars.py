"""Horizontal bars: the own figure with its interval, and the published one as a mark beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.rounding import half_up
from pages.shared.charts.colours import COLOURS, FAINT, INK, QUIET, Meaning
from pages.shared.charts.rows import (
    BAR,
    bar_offset,
    beside_layer,
    in_rows,
    label_layer,
    label_lines,
    label_offset,
    most_lines,
    point,
    step_height,
)
from pages.shared.charts.theme import Spec

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
    lines = most_lines(row.label for row in rows)
    layers = [label_layer(label_offset(lines)), *_figures(measure, lines), _own(measure, lines)]
    if any(row.low is not None for row in rows):
        layers += _intervals(lines)
    words = _words(rows, legend)
    if len(words) > 1:
        layers += [_mark(meaning, words, lines) for meaning in words if meaning in _SHAPES]
    values = [_row(row, place, measure, words) for place, row in enumerate(rows)]
    return in_rows(values, layers, height=step_height(lines) * len(rows), describes=describes)


def _words(rows: Sequence[Bar], legend: Legend) -> dict[Meaning, str]:
    """What is drawn, and its word; the own bars come first."""
    words = {Meaning.OWN: legend.own}
    if any(row.earlier is not None for row in rows):
        words[Meaning.EARLIER] = legend.earlier
    if any(row.published is not None for row in rows):
        words[Meaning.PUBLISHED] = legend.published
    return words


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


def _figures(measure: Measure, lines: int) -> list[Spec]:
    """To the right: n in grey above, the figure itself beside its bar."""
    right = {"type": "text", "align": "left", "xOffset": 8}
    level = {**right, "baseline": "middle", "yOffset": bar_offset(lines)}
    at_end = {"value": "width"}
    figure = {"field": "shown", "type": "quantitative", "format": measure.form}
    return [
        beside_layer(label_offset(lines)),
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
    x = {"field": "value", "type": "quantitative", "scale": scale_of(measure), "axis": axis}
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


def scale_of(measure: Measure) -> dict[str, Any]:
    """The ends of an axis."""
    if measure.most is None:
        return {"domainMin": measure.least, "nice": True}
    return {"domain": [measure.least, measure.most]}


def _mark(meaning: Meaning, words: Mapping[Meaning, str], lines: int) -> Spec:
    """A mark across the bars, and the legend of all that is drawn."""
    return {
        "transform": [{"filter": f"isValid(datum.{meaning})"}],
        "mark": point(_SHAPES[meaning], bar_offset(lines)),
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
