"""Lines over time: one point for each period, each line named by its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pages.shared.charts.bars import Measure, scale_of
from pages.shared.charts.colours import COLOURS, Meaning
from pages.shared.charts.theme import Spec

DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
"""Lines differ by their dashes too, so that they are told apart without colours."""
HEIGHT = 240
BETWEEN = 10
"""Pixels that part two days on the axis; without them the first and the second run together."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its word, its meaning, and its points; None leaves a gap."""

    name: str
    points: Sequence[tuple[date, float | None]]
    meaning: Meaning = Meaning.OWN


def lines(drawn: Sequence[Line], measure: Measure, *, month: str = "%b %Y", describes: str) -> Spec:
    """The lines in one frame. `month` is how d3 writes a day on the axis."""
    names = [line.name for line in drawn]
    fills = [COLOURS[line.meaning].fill for line in drawn]
    return {
        "description": describes,
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {
            "values": [
                {"line": line.name, "day": day.isoformat(), "value": value}
                for line in drawn
                for day, value in line.points
            ]
        },
        "mark": {"type": "line", "point": {"size": 60}, "strokeWidth": 2.5},
        "encoding": {
            "x": _days(month),
            "y": _values(measure),
            "color": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": names, "range": fills},
                "legend": {"symbolType": "stroke", "symbolStrokeWidth": 3},
            },
            "strokeDash": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": names, "range": list(DASHES[: len(names)])},
            },
        },
    }


def _days(month: str) -> Spec:
    return {
        "field": "day",
        "type": "temporal",
        "axis": {
            "format": month,
            "title": None,
            "grid": False,
            "labelOverlap": True,
            "labelSeparation": BETWEEN,
        },
    }


def _values(measure: Measure) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "scale": scale_of(measure),
        "axis": {
            "format": measure.form,
            "tickCount": measure.ticks,
            "title": None,
            **({} if measure.places else {"tickMinStep": 1}),
        },
    }
