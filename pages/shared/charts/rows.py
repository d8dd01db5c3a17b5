"""How a row of a chart lies: its label, the bar beneath it, and to the right what stands beside.

Bars, boxes and diverging bars are laid out alike.
"""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from pages.shared.charts.colours import PAPER, QUIET
from pages.shared.charts.theme import Spec

LINE = 38
"""Characters of a label on one line: what a telephone has room for."""
BAR = 14
LINE_HEIGHT = 16
LABEL_GAP = 3
"""Between a label and its bar."""
ROW_GAP = 13
"""Between a bar and the next label."""
_PADDING = {"left": 2, "right": 4, "top": 4, "bottom": 4}
_UPWARDS = {"expr": f"-{LINE_HEIGHT} * (length(split(datum.label, '\\n')) - 1)"}
"""A label of several lines grows upwards; Vega lets it grow downwards."""


def label_lines(label: str) -> list[str]:
    """A label cut into lines that a telephone has room for."""
    return wrap(label, LINE) or [""]


def most_lines(labels: Iterable[str]) -> int:
    """How many lines the longest of the labels has."""
    return max((len(label_lines(label)) for label in labels), default=1)


def step_height(lines: int) -> int:
    """The height of a row whose label has so many lines, in points."""
    return lines * LINE_HEIGHT + BAR + LABEL_GAP + ROW_GAP


def bar_offset(lines: int) -> float:
    """How far below the middle of its row a bar lies, in points."""
    return (step_height(lines) - BAR - ROW_GAP) / 2


def label_offset(lines: int) -> float:
    """How far from the middle of its row the foot of a label lies; a short one lies at its bar."""
    return bar_offset(lines) - BAR / 2 - LABEL_GAP


def in_rows(
    values: Sequence[dict[str, Any]], layers: Sequence[Spec], *, height: float, describes: str
) -> Spec:
    """The chart: rows from top to bottom, as they came; `describes` is what is read aloud."""
    y = {"field": "place", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    return {
        "description": describes,
        "width": "container",
        "height": height,
        "padding": _PADDING,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(values)},
        "encoding": {"y": y},
        "layer": list(layers),
    }


def label_layer(foot: float) -> Spec:
    """The labels, which stand above the bars."""
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "lineHeight": LINE_HEIGHT,
            "lineBreak": "\n",
            "yOffset": foot,
            "dy": _UPWARDS,
        },
        "encoding": {"text": {"field": "label", "type": "nominal"}, "x": {"value": 0}},
    }


def beside_layer(foot: float) -> Spec:
    """To the right of the labels, in grey: what stands beside them, such as n."""
    mark = {"type": "text", "align": "left", "baseline": "bottom", "xOffset": 8, "color": QUIET}
    return {
        "mark": {**mark, "yOffset": foot},
        "encoding": {"text": {"field": "beside"}, "x": {"value": "width"}},
    }


def point(shape: str, offset: float) -> dict[str, Any]:
    """A mark across a bar, with a pale rim, so that it is seen on the bar and beside it."""
    return {
        "type": "point",
        "shape": shape,
        "size": 130,
        "filled": True,
        "opacity": 1,
        "stroke": PAPER,
        "strokeWidth": 1.5,
        "yOffset": offset,
    }
