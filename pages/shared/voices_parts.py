"""The parts of the voices; only the one in the address is drawn."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from pages.shared.frame import recall, t, turn_to
from pages.shared.switches import draw_row
from pages.shared.voices_feedback import draw_feedback
from pages.shared.voices_panel import draw_panel
from pages.shared.voices_survey import draw_survey

_DRAWN_BY: Mapping[str, Callable[[], None]] = MappingProxyType(
    {"survey": draw_survey, "feedback": draw_feedback, "panel": draw_panel}
)
_KEY = "voices.part"


def draw_part() -> None:
    """A row to choose from, and the chosen part under it."""
    asked = st.query_params.get("part", "")
    part = asked if asked in _DRAWN_BY else next(iter(_DRAWN_BY))
    words = {each: t(f"voices.part.{each}") for each in _DRAWN_BY}
    draw_row(t("voices.parts"), words, part, key=_KEY, on_change=_go_to)
    _DRAWN_BY[part]()


def _go_to() -> None:
    turn_to(part=recall(_KEY))
