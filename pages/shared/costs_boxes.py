"""How hours and kroner are spread over young people or courses, beside the published."""

from collections.abc import Sequence

import streamlit as st

from core.costs import (
    MEASURES,
    PUBLISHED_YEAR,
    Amount,
    Basis,
    Box,
    Measure,
    published_value,
    spread,
)
from core.prices import derived_years
from core.records.costs import Work
from pages.shared.charts import WHOLE, Column, Form, Spreading, Table, boxes, draw_chart
from pages.shared.charts.tables import Cell
from pages.shared.costs_asked import Asked
from pages.shared.frame import open_section, t, t_plain
from pages.shared.results_card import draw_sources

NUMBERS = ("low", "lower", "median", "upper", "high", "mean")


def draw_boxes(work: Work, asked: Asked, amount: Amount) -> None:
    """One chart for the hours, one for the kroner, of what is told over the same."""
    measures = [each for each in MEASURES if each.basis is asked.basis and each.amount is amount]
    prices = asked.prices if amount is Amount.KRONER else None
    found = [(each, spread(work, each, prices)) for each in measures]
    with open_section(f"costs.boxes.{amount}.{asked.basis}"):
        st.caption(t(f"costs.boxes_about.{asked.basis}"))
        title = t_plain(f"costs.boxes.{amount}.{asked.basis}")
        spec = boxes(
            [_row(each, told, prices) for each, told in found],
            WHOLE,
            own=t_plain("results.own"),
            published=t_plain("results.published"),
            describes=title,
        )
        draw_chart(spec, _table(found, prices), name=f"costs.{amount}.{asked.basis}")
        st.caption(t("costs.box"))
        draw_sources(each.beside for each in measures)
        _draw_caveats(asked.basis, amount, prices)


def _row(measure: Measure, told: Box | None, prices: int | None) -> Spreading:
    return Spreading(
        label=_name(measure),
        box=told,
        beside=t_plain("results.n", n=told.n) if told else "",
        told="" if told else t_plain("costs.none"),
        published=published_value(measure, prices),
    )


def _name(measure: Measure) -> str:
    return t_plain(f"costs.measure.{measure.basis}.{measure.name}")


def _table(found: Sequence[tuple[Measure, Box | None]], prices: int | None) -> Table:
    columns = [
        Column(t_plain("results.column.what")),
        Column("n", Form.WHOLE),
        *(Column(t_plain(f"costs.column.{name}"), Form.WHOLE) for name in NUMBERS),
        Column(t_plain("results.published"), Form.WHOLE),
    ]
    return Table(columns, [_cells(each, told, prices) for each, told in found])


def _cells(measure: Measure, told: Box | None, prices: int | None) -> Sequence[Cell]:
    numbers = [getattr(told, name) if told else None for name in NUMBERS]
    n = told.n if told else 0
    return (_name(measure), n, *numbers, published_value(measure, prices))


def _draw_caveats(basis: Basis, amount: Amount, prices: int | None) -> None:
    """What must be known before own and published are held against each other."""
    if basis is Basis.PER_YOUNG_PERSON:
        return
    said = [t("costs.published_all_staff")]
    if amount is Amount.KRONER:
        key = "costs.published_moved" if prices else "costs.published_as_printed"
        said.append(t(key, printed=str(PUBLISHED_YEAR), year=str(prices)))
        if prices in derived_years():
            said.append(t("costs.index_derived", year=str(prices)))
    st.caption("  \n".join(said))
