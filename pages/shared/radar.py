"""The radar chart (spindelvæv) of the life domains: first scores against the latest."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import streamlit as st

from core.development import DomainCourse, axes
from core.measurement import HIGHEST
from pages.shared.colours import Shade
from pages.shared.dialogue_fields import domain_word
from pages.shared.frame import t

FIRST, LATEST, GREY = Shade.FIRST_SCORE, Shade.TEAL, Shade.QUIET
"""Brown and dashed for the first time, petrol and filled for the latest; ink for words."""

WORD_WIDTH = 13
"""Characters in a line of a domain's name, so that it fits on a phone."""


def draw_radar(told: Sequence[DomainCourse]) -> None:
    """The chart, where enough domains have a score; the table beside it says the same."""
    shown = axes(told)
    if shown:
        st.echarts_chart(radar(shown), height=340, renderer="svg", alt=t("measurement.chart"))


def radar(shown: Sequence[DomainCourse]) -> dict[str, Any]:
    """The chart as ECharts wants it; a domain scored once lies on the same spot in both."""
    first = [each.points[0].score for each in shown]
    latest = [each.points[-1].score for each in shown]
    again = any(each.points[1:] for each in shown)
    newest = t("measurement.latest" if again else "measurement.first")
    lines = [_line(newest, latest, LATEST, "solid", 0.18)]
    if again:
        lines.insert(0, _line(t("measurement.first"), first, FIRST, "dashed", 0.0))
    return {
        "legend": {"bottom": 0, "textStyle": {"color": GREY, "fontSize": 13}},
        "radar": {
            "radius": "58%",
            "center": ["50%", "46%"],
            "splitNumber": HIGHEST,
            "axisName": {"color": GREY, "fontSize": 12, "lineHeight": 15},
            "indicator": [
                {"name": fill(domain_word(each.domain), WORD_WIDTH), "min": 0, "max": HIGHEST}
                for each in shown
            ],
        },
        "series": [{"type": "radar", "data": lines}],
        "animation": False,
    }


def _line(name: str, scores: list[int], colour: str, dash: str, filled: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": scores,
        "symbolSize": 6,
        "itemStyle": {"color": colour},
        "lineStyle": {"color": colour, "type": dash, "width": 2},
        "areaStyle": {"color": colour, "opacity": filled},
    }
