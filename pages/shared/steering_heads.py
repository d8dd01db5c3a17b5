"""The steering group's first figures: how many, who they are, how long they wait, and caseloads."""

from collections.abc import Mapping

import streamlit as st

from core.tallies import UNKNOWN, Figures
from pages.shared.charts import Column, Form, Table
from pages.shared.charts.drawing import draw_table
from pages.shared.charts.tables import Cell
from pages.shared.frame import t, t_plain
from pages.shared.results_card import card, word
from pages.shared.steering_lines import Line, draw_lines, shown

FLOW = ("served", "referred", "started", "leavers", "stayers")
WAITS = ("referral_to_decision", "decision_to_start", "referral_to_start", "start_to_own_home")


def draw_heads(figures: Figures) -> None:
    """How many were there, came and went."""
    with card("cases", t("steering_group.heads"), "young_people_served"):
        with st.container(horizontal=True):
            for name in FLOW:
                st.metric(t(f"results.flow.{name}"), shown(figures["cases"][name]), width=110)
        people = figures["young_people_served"]
        if people is not None:
            st.caption(t("results.different", n=people))


def draw_who(figures: Figures) -> None:
    """What they were granted and why they are here, as shares of all courses."""
    for tally in ("combination", "target_group"):
        found: Mapping[str, int | None] = figures[tally]
        lines = [
            Line(word(tally, code), count, figures["cases"]["served"])
            for code, count in found.items()
            if code != "suppressed" and not (code == UNKNOWN and count == 0)
        ]
        with card(tally):
            draw_lines(tally, lines, unit="cases", title=t_plain(f"tally.{tally}.name"))


def draw_waiting(figures: Figures) -> None:
    """Days of waiting: what half of them and nine in ten waited at most."""
    with card("days"):
        columns = [
            Column(t_plain("results.column.what")),
            Column("n", Form.WHOLE),
            Column(t_plain("results.column.median"), Form.WHOLE),
            Column(t_plain("results.column.p90"), Form.WHOLE),
        ]
        rows = [_wait(name, figures["days"][name]) for name in WAITS]
        draw_table(Table(columns, rows))


def _wait(name: str, found: Mapping[str, float | None]) -> list[Cell]:
    label = t_plain(f"results.wait.{name}")
    if found["n"] is None:
        return [label, *[t_plain("steering_group.hidden")] * 3]
    return [label, *(found[key] for key in ("n", "median", "p90"))]


def draw_caseload(figures: Figures) -> None:
    """How many there are of how many places, by method and without names."""
    with card("caseload"):
        st.caption(t("steering_group.caseload"))
        columns = [
            Column(t_plain("steering_group.method")),
            Column(t_plain("steering_group.active"), Form.WHOLE),
            Column(t_plain("steering_group.places"), Form.WHOLE),
        ]
        rows: list[list[Cell]] = [
            [
                t_plain(f"code.method.{line['method']}"),
                t_plain("steering_group.hidden") if line["active"] is None else line["active"],
                line["cap"],
            ]
            for line in figures["caseload"]
        ]
        draw_table(Table(columns, rows))
