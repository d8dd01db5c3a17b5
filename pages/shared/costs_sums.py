"""The period in all, by method and activity, from the same hours as the results."""

from collections.abc import Mapping

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

Sums = Mapping[str, Mapping[Method, float]]


def draw_sums(work: Work, asked: Asked) -> None:
    """Hours and kroner of each activity, of each method and in all."""
    with open_section("costs.sums"):
        if not work.activities:
            st.info(t("results.no_hours"))
            return
        hours = by_activity(work, Amount.HOURS)
        draw_table(sum_table(hours, by_activity(work, Amount.KRONER, asked.prices)))
        st.caption(t("costs.rates"))
        unknown = years_unknown(work)
        if asked.prices is not None and unknown:
            st.caption(t("costs.years_unknown", years=tuple(map(str, unknown))))


def sum_table(hours: Sums, kroner: Sums) -> Table:
    """A row for each activity that was registered, under it the method's sum; last the whole."""
    columns = [
        Column(t_plain("results.column.activity")),
        Column(t_plain("costs.sum.hours"), Form.ONE),
        Column(t_plain("costs.sum.kroner"), Form.WHOLE),
    ]
    rows = [row for method in Method for row in _of_method(method, hours, kroner)]
    totals = (sum(sum(row.values()) for row in sums.values()) for sums in (hours, kroner))
    return Table(columns, [*rows, (t_plain("results.column.total"), *totals)])


def _of_method(method: Method, hours: Sums, kroner: Sums) -> list[tuple[Cell, ...]]:
    name = t_plain(code_key(method))
    rows: list[tuple[Cell, ...]] = [
        (
            t_plain("costs.activity_of", method=name, activity=_word(activity)),
            hours[activity][method],
            kroner[activity][method],
        )
        for activity in hours
        if hours[activity][method]
    ]
    if not rows:
        return []
    sums = (sum(row[method] for row in each.values()) for each in (hours, kroner))
    return [*rows, (t_plain("costs.method_total", method=name), *sums)]


def _word(activity: str) -> str:
    return t_plain(code_key(Coded("activity", activity)))
