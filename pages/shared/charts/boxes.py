"""Boxes: how a figure is spread over young people, beside the published mean.

As in the guide's own figure: the box holds the middle half, the line through it is the mean, and
the ends are the least and the most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.costs import Box
from core.rounding import half_up
from pages.shared.charts.bars import Measure
from pages.shared.charts.colours import COLOURS, INK, PAPER, QUIET, Meaning
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

ROOM = 1.04
"""The axis goes a little past the largest figure, so that its mark is whole."""


@dataclass(frozen=True, slots=True)
class Spreading:
    """One row; `told` stands in place of a box that there is none of."""

    label: str
    box: Box | None
    beside: str = ""
    told: str = ""
    published: float | None = None


def boxes(
    rows: Sequence[Spreading], measure: Measure, *, own: str, published: str, describes: str
) -> Spec:
    """The rows from top to bottom; `own` and `published` are the words of the legend."""
    lines = most_lines(row.label for row in rows)
    most = max((_most(row) for row in rows), default=0.0)
    box_of = _box(measure, most, lines)
    layers = [*_texts(measure, lines), _whiskers(lines), box_of, *_means(lines)]
    if any(row.published is not None for row in rows):
        layers.append(_published(own, published, lines))
    values = [_row(row, place, measure, published) for place, row in enumerate(rows)]
    return in_rows(values, layers, height=step_height(lines) * len(rows), describes=describes)


def _most(row: Spreading) -> float:
    """The largest figure of a row."""
    return max(row.box.high if row.box else 0.0, row.published or 0.0)


def _row(row: Spreading, place: int, measure: Measure, published: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "place": place,
        "label": "\n".join(label_lines(row.label)),
        "beside": row.beside,
        "told": row.told,
    }
    if row.box is not None:
        box = row.box
        told |= {
            "low": box.low,
            "lower": box.lower,
            "upper": box.upper,
            "high": box.high,
            "mean": box.mean,
            "shown": half_up(box.mean, measure.places),
        }
    if row.published is not None:
        told |= {"published": row.published, "word": published}
    return told


def _texts(measure: Measure, lines: int) -> list[Spec]:
    """The label above; to the right n above and the mean beside the box, or why there is none."""
    right = {"type": "text", "align": "left", "xOffset": 8}
    level = {**right, "baseline": "middle", "yOffset": bar_offset(lines)}
    shown = {"field": "shown", "type": "quantitative", "format": measure.form}
    return [
        label_layer(label_offset(lines)),
        beside_layer(label_offset(lines)),
        {
            "transform": [{"filter": "isValid(datum.shown)"}],
            "mark": {**level, "fontWeight": "bold"},
            "encoding": {"text": shown, "x": {"value": "width"}},
        },
        {
            "transform": [{"filter": "datum.told !== ''"}],
            "mark": {**level, "align": "left", "xOffset": 0, "color": QUIET},
            "encoding": {"text": {"field": "told"}, "x": {"value": 0}},
        },
    ]


def _whiskers(lines: int) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "rule", "yOffset": bar_offset(lines), "strokeWidth": 2, "color": INK},
        "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
    }


def _box(measure: Measure, most: float, lines: int) -> Spec:
    axis = {"format": measure.form, "tickCount": measure.ticks, "title": None}
    scale = {"domain": [measure.least, most * ROOM or 1], "nice": True}
    return {
        "transform": [{"filter": "isValid(datum.lower)"}],
        "mark": {
            "type": "bar",
            "height": BAR,
            "yOffset": bar_offset(lines),
            "color": COLOURS[Meaning.OWN].fill,
        },
        "encoding": {
            "x": {"field": "lower", "type": "quantitative", "scale": scale, "axis": axis},
            "x2": {"field": "upper"},
        },
    }


def _means(lines: int) -> list[Spec]:
    """A dark line with a pale rim, so that it is seen on the box and beside it."""
    return [
        {
            "transform": [{"filter": "isValid(datum.mean)"}],
            "mark": {
                "type": "point",
                "shape": "stroke",
                "angle": 90,
                "size": 420,
                "yOffset": bar_offset(lines),
                "stroke": colour,
                "strokeWidth": width,
                "opacity": 1,
            },
            "encoding": {"x": {"field": "mean", "type": "quantitative"}},
        }
        for colour, width in ((PAPER, 5), (INK, 2))
    ]


def _published(own: str, published: str, lines: int) -> Spec:
    """The published mean, and the legend of both."""
    return {
        "transform": [{"filter": "isValid(datum.published)"}],
        "mark": point("diamond", bar_offset(lines)),
        "encoding": {
            "x": {"field": "published", "type": "quantitative"},
            "color": {
                "field": "word",
                "type": "nominal",
                "scale": {
                    "domain": [own, published],
                    "range": [COLOURS[each].fill for each in (Meaning.OWN, Meaning.PUBLISHED)],
                },
            },
        },
    }
