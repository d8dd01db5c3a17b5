"""The network meetings and the agreements, for the steering group. The unit is meetings (R20)."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from core.published import figure
from core.rounding import half_up
from core.tallies import FATES, Figures
from pages.shared.checklist_words import figure_words
from pages.shared.frame import t, t_plain
from pages.shared.results_card import card
from pages.shared.steering_lines import Line, draw_lines, shown


def draw_meetings(figures: Figures) -> None:
    """How many meetings, and for how many."""
    meetings = figures["meetings"]
    with card("meetings"):
        if meetings["held"] == 0:
            st.caption(t("results.no_meetings"))
            return
        with st.container(horizontal=True):
            for name in ("held", "young_people", "per_young_person"):
                value = meetings[name]
                told = shown(None if value is None else half_up(value, 1))
                st.metric(t(f"results.meetings.{name}"), told, width=150)


def draw_checklist(figures: Figures, on: date) -> None:
    """What was answered yes at the meetings, in the words of that day, beside the published."""
    found: Mapping[str, Mapping[str, int | None]] = figures["meetings"]["checklist"]
    lines = [
        Line(figure_words(item, on), answers["yes"], answers["n"], figure("checklist", item, "yes"))
        for item, answers in found.items()
    ]
    if figures["meetings"]["held"] != 0:
        with card("meetings", t("results.checklist")):
            st.caption(t("results.reverse"))
            title = t_plain("results.checklist")
            draw_lines("checklist", lines, unit="meetings", title=title)


def draw_agreements(figures: Figures) -> None:
    """What became of the agreements that were to be followed up."""
    found = figures["agreements"]
    with card("agreements"):
        if found["due"] == 0:
            st.caption(t("results.no_agreements"))
            return
        lines = [
            Line(t_plain(f"results.agreement.{fate}"), found[fate], found["due"]) for fate in FATES
        ]
        draw_lines("agreements", lines, unit="agreements", title=t_plain("tally.agreements.name"))
