"""Free places month by month: the band that eight futures in ten lie in, with its table."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Method
from core.records.forecast import MethodOutlook, MonthEnd, Spread
from core.words import code_key
from pages.shared.charts import (
    WHOLE,
    Band,
    Column,
    Form,
    Meaning,
    Reach,
    Table,
    bands,
    draw_chart,
)
from pages.shared.charts.drawing import draw_table
from pages.shared.charts.tables import Cell
from pages.shared.formats import month
from pages.shared.frame import language, t, t_plain


def draw_months(now: MethodOutlook, changed: MethodOutlook | None) -> None:
    """The chart of one method, and with a change both beside each other."""
    name = t_plain(code_key(now.method))
    drawn = [Band(t_plain("forecast.as_now"), _points(now.months))]
    if changed is not None:
        label = t_plain("forecast.changed")
        drawn.append(Band(label, _points(changed.months), Meaning.CHANGED))
    spec = bands(drawn, WHOLE, describes=t_plain("forecast.chart", method=name))
    draw_chart(spec, month_table(now.months, now.method), name=f"forecast.{now.method}")
    if changed is not None:
        with st.expander(t("forecast.changed_table")):
            draw_table(month_table(changed.months, now.method))
    st.caption(t("forecast.band"))


def _points(months: Sequence[MonthEnd]) -> list[Reach]:
    return [Reach(each.day, *(float(value or 0) for value in _ends(each.free))) for each in months]


def _ends(found: Spread) -> tuple[int | None, int | None, int | None]:
    return found.low, found.median, found.high


def month_table(months: Sequence[MonthEnd], method: Method) -> Table:
    """Each month: free places with their ends, how likely one is free, and who then waits.

    Nobody waits for a coordinator, whose cap is advice: told is who is beyond it.
    """
    beyond = "over" if method is Method.SM else "waiting"
    columns = [
        Column(t_plain("forecast.column.month")),
        Column(t_plain("forecast.column.free"), Form.WHOLE),
        Column(t_plain("forecast.column.low"), Form.WHOLE),
        Column(t_plain("forecast.column.high"), Form.WHOLE),
        Column(t_plain("forecast.column.chance"), Form.SHARE),
        Column(t_plain(f"forecast.column.{beyond}"), Form.ONE),
    ]
    return Table(columns, [_cells(each) for each in months])


def _cells(each: MonthEnd) -> Sequence[Cell]:
    return (
        month(language(), each.day),
        each.free.median,
        each.free.low,
        each.free.high,
        each.chance,
        each.waiting_mean,
    )
