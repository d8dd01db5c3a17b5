"""Bands over time: what lies between two ends, and the middle as a line; a second one dashed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pages.shared.charts.bars import Measure
from pages.shared.charts.colours import COLOURS, Meaning
from pages.shared.charts.theme import Spec

HEIGHT = 260
DASHES = ([1, 0], [6, 3])
"""The lines differ by their dashes too, so that they are told apart without colours."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The middle of a day and the ends around it."""

    day: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Band:
    """A band: its word, its meaning, and its points."""

    name: str
    points: Sequence[Reach]
    meaning: Meaning = Meaning.OWN


def bands(drawn: Sequence[Band], measure: Measure, *, month: str = "%b", describes: str) -> Spec:
    """The bands in one frame; `month` is how d3 writes a day on the axis."""
    names = [band.name for band in drawn]
    colour = {
        "field": "band",
        "type": "nominal",
        "scale": {"domain": names, "range": [COLOURS[band.meaning].fill for band in drawn]},
        "legend": {"symbolType": "square"} if len(drawn) > 1 else None,
    }
    return {
        "description": describes,
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": [_row(band, each) for band in drawn for each in band.points]},
        "encoding": {"x": _days(drawn, month), "color": colour},
        "layer": [_area(measure), _line(names)],
    }


def _row(band: Band, each: Reach) -> dict[str, Any]:
    return {
        "band": band.name,
        "day": each.day.isoformat(),
        "low": each.low,
        "middle": each.middle,
        "high": each.high,
    }


def _days(drawn: Sequence[Band], month: str) -> Spec:
    """A mark for each point; in between there is nothing to be read."""
    days = sorted({each.day for band in drawn for each in band.points})
    marks = [{"year": day.year, "month": day.month, "date": day.day} for day in days]
    axis = {
        "format": month,
        "values": marks,
        "title": None,
        "grid": False,
        "labelOverlap": True,
        "labelFlush": True,
    }
    return {"field": "day", "type": "temporal", "axis": axis}


def _area(measure: Measure) -> Spec:
    axis = {"format": measure.form, "tickCount": measure.ticks, "tickMinStep": 1, "title": None}
    scale = {"domainMin": measure.least, "nice": True}
    return {
        "mark": {"type": "area", "opacity": 0.22, "line": False},
        "encoding": {
            "y": {"field": "low", "type": "quantitative", "scale": scale, "axis": axis},
            "y2": {"field": "high"},
        },
    }


def _line(names: Sequence[str]) -> Spec:
    return {
        "mark": {"type": "line", "point": {"size": 45}, "strokeWidth": 2.5},
        "encoding": {
            "y": {"field": "middle", "type": "quantitative"},
            "strokeDash": {
                "field": "band",
                "type": "nominal",
                "scale": {"domain": list(names), "range": list(DASHES[: len(names)])},
                "legend": None,
            },
        },
    }
