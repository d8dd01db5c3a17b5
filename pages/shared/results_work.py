"""Results, part 5: the hours that were registered, and what they cost."""

from collections.abc import Mapping

import streamlit as st

from core.codes import Method
from core.published import Published, rows_of
from core.rounding import half_up
from core.words import code_key
from pages.shared.charts import (
    WHOLE,
    Bar,
    Column,
    Form,
    Legend,
    Meaning,
    Table,
    bars,
    draw_chart,
)
from pages.shared.charts.drawing import draw_table
from pages.shared.charts.tables import Cell
from pages.shared.frame import t, t_plain
from pages.shared.results_asked import Asked
from pages.shared.results_card import card, draw_sources, word

METHODS = tuple(map(str, Method))


def draw_work(asked: Asked) -> None:
    """Hours, then kroner."""
    hours: Mapping[str, Mapping[str, float]] = asked.figures["hours"]
    with card("hours"):
        if not any(sum(spent.values()) for spent in hours.values()):
            st.info(t("results.no_hours"))
        else:
            _draw_hours(hours)
    with card("cost"):
        _draw_cost(asked.figures["cost"])


def _method(method: str) -> str:
    return t_plain(code_key(Method(method)))


def _draw_hours(hours: Mapping[str, Mapping[str, float]]) -> None:
    totals = {method: sum(hours[method].values()) for method in METHODS}
    rows = [
        Bar(_method(method), total, t_plain("unit.hours"), meaning=Meaning(method))
        for method, total in totals.items()
    ]
    title = t_plain("tally.hours.name")
    spec = bars(rows, WHOLE, Legend(t_plain("results.own")), describes=title)
    columns = [
        Column(t_plain("results.column.activity")),
        *(Column(_method(method), Form.TWO) for method in METHODS),
    ]
    activities = dict.fromkeys(activity for method in METHODS for activity in hours[method])
    cells: list[tuple[Cell, ...]] = [
        (word("activity", activity), *(hours[method].get(activity, 0.0) for method in METHODS))
        for activity in activities
    ]
    total = (t_plain("results.column.total"), *totals.values())
    draw_chart(spec, Table(columns, [*cells, total]), name="results.hours")


def _draw_cost(cost: Mapping[str, float | None]) -> None:
    with st.container(horizontal=True):
        for name in ("total", "per_young_person"):
            value = cost[name]
            told = "–" if value is None else t_plain("results.kroner", n=half_up(value, 0))
            st.metric(t(f"results.cost.{name}"), told, width=220)
    if cost["total"]:
        title = t_plain("tally.cost.name")
        rows = [
            Bar(_method(method), cost[method], t_plain("unit.kroner"), meaning=Meaning(method))
            for method in METHODS
        ]
        spec = bars(rows, WHOLE, Legend(t_plain("results.own")), describes=title)
        columns = [
            Column(t_plain("results.column.method")),
            Column(t_plain("unit.kroner"), Form.TWO),
        ]
        cells = [(_method(method), cost[method]) for method in METHODS]
        draw_chart(spec, Table(columns, cells), name="results.cost")
    _draw_published()


def _draw_published() -> None:
    """Not on one axis with the own figures: those are a period's, these a year's or a course's."""
    st.markdown(f"**{t('results.cost.published')}**")
    known = {name: rows_of(name) for name in ("cost", "hours")}
    rows = [
        (t_plain(each.row_key), t_plain(each.cell_key), _told(each))
        for table in known.values()
        for row in table.values()
        for each in row.values()
    ]
    columns = [
        Column(t_plain("results.column.what")),
        Column(t_plain("results.column.over")),
        Column(t_plain("results.column.published")),
    ]
    draw_table(Table(columns, rows))
    draw_sources(
        each for table in known.values() for row in table.values() for each in row.values()
    )
    st.caption(t("results.cost.prices"))


def _told(each: Published) -> str:
    return t_plain(f"results.{each.unit}", n=each.value)
