"""Caseloads over time, drawn and as a table."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Method
from core.records.caseload import MonthLoad
from pages.shared.charts import WHOLE, Column, Form, Line, Meaning, Table, draw_chart, lines
from pages.shared.frame import open_section, t


def draw_months(months: Sequence[MonthLoad]) -> None:
    """A line for each method that anybody had in these months."""
    with open_section("caseload.months"):
        had = [method for method in Method if any(each.active.get(method) for each in months)]
        if not had:
            st.caption(t("caseload.months_none"))
            return
        st.caption(t("caseload.months_told"))
        drawn = [
            Line(
                t(f"code.method.{method}"),
                [(each.day, each.active.get(method, 0)) for each in months],
                Meaning(method.value),
            )
            for method in had
        ]
        draw_chart(
            lines(drawn, WHOLE, describes=t("caseload.months_described")),
            _table(months, had),
            name="caseload.months",
        )


def _table(months: Sequence[MonthLoad], had: Sequence[Method]) -> Table:
    columns = (
        Column(t("caseload.day")),
        *(Column(t(f"code.method.{method}"), Form.WHOLE) for method in had),
    )
    rows: list[list[str | int]] = [
        [t("caseload.dated", date=each.day), *(each.active.get(method, 0) for method in had)]
        for each in months
    ]
    return Table(columns, rows)
