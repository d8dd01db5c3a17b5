"""The period in all, by activity and method, from the same hours as the results."""

import streamlit as st

from core.codes import Coded, Method
from core.costs import Amount, by_activity, years_unknown
from core.records.costs import Work
from core.words import code_key
from pages.shared.charts import Column, Form, Table
from pages.shared.charts.drawing import draw_table
from pages.shared.charts.tables import Cell
from pages.shared.costs_asked import Asked
from pages.shared.frame import open_section, t, t_plain


def draw_sums(work: Work, asked: Asked) -> None:
    """A table of kroner and one of hours."""
    with open_section("costs.sums"):
        if not work.activities:
            st.info(t("results.no_hours"))
            return
        for amount in Amount:
            st.markdown(f"**{t(f'costs.sum.{amount}')}**")
            draw_table(_table(work, amount, asked.prices))
        st.caption(t("costs.rates"))
        unknown = years_unknown(work)
        if asked.prices is not None and unknown:
            st.caption(t("costs.years_unknown", years=tuple(map(str, unknown))))


def _table(work: Work, amount: Amount, prices: int | None) -> Table:
    found = by_activity(work, amount, prices)
    form = Form.WHOLE if amount is Amount.KRONER else Form.ONE
    columns = [
        Column(t_plain("results.column.activity")),
        *(Column(t_plain(code_key(method)), form) for method in Method),
        Column(t_plain("results.column.total"), form),
    ]
    rows: list[tuple[Cell, ...]] = [
        (t_plain(code_key(Coded("activity", activity))), *row.values(), sum(row.values()))
        for activity, row in found.items()
    ]
    totals = [sum(row[method] for row in found.values()) for method in Method]
    return Table(columns, [*rows, (t_plain("results.column.total"), *totals, sum(totals))])
