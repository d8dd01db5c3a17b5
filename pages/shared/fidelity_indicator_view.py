"""One indicator of fidelity: how it is counted, its figure, its trend, and who is behind it."""

from collections.abc import Sequence

import streamlit as st

from core.fidelity.measured import Measured
from core.quarters import quarter_code, quarters_to
from core.tallies import Period
from db import queries
from db.queries.fidelity import QUARTERS, Missed
from pages.shared.charts import SHARE, Column, Line, Table, draw_chart, lines
from pages.shared.fidelity_practice_view import PART, figure_columns, figures, found_in, of_variants
from pages.shared.fidelity_quarter import quarter_short
from pages.shared.fidelity_words import definition, name_of, told
from pages.shared.formats import literal
from pages.shared.frame import person, t, t_plain, today
from pages.shared.heads import draw_heading, draw_name
from pages.shared.links import link
from pages.shared.paging import paged

PAGE_SIZE = 20


def draw_indicator(code: str, quarter: Period) -> None:
    """The indicator's own screen; nothing for one that there is not."""
    found = found_in(quarter)
    link("fidelity", t("fidelity_practice.all"), quarter=quarter_code(quarter), part=PART)
    if (code, None) not in found:
        st.info(t("fidelity_practice.nothing"))
        return
    here = found[code, None]
    draw_name(literal(name_of(here)))
    st.markdown(f"**{told(here)}**")
    for part in of_variants(code, found):
        variant = part.variant.value if part.variant else ""
        st.markdown(t("fidelity_practice.of_variant", variant=variant, line=told(part)))
    _draw_how(here)
    _draw_trend(here, quarter)
    _draw_missed(code, quarter)


def _draw_how(here: Measured) -> None:
    with st.container(border=True):
        draw_heading(t("fidelity_practice.how"))
        st.markdown(definition(here))
        st.caption(t("fidelity_practice.interval"))


def _draw_trend(here: Measured, quarter: Period) -> None:
    with st.container(border=True):
        draw_heading(t("fidelity_practice.trend"))
        key = (here.indicator.code, None)
        with st.spinner(t("presentation.working")):
            shares = queries.fidelity.trend(key, quarter, by=person(), on=today())
        quarters = quarters_to(quarter, QUARTERS)
        points = [
            (each.from_date, found.estimate.value if found and found.estimate else None)
            for each, found in zip(quarters, shares, strict=True)
        ]
        described = t_plain("fidelity_practice.trend_described", name=name_of(here))
        spec = lines([Line(t_plain("fidelity_practice.own"), points)], SHARE, describes=described)
        draw_chart(spec, _table(quarters, shares), name=f"fidelity.{here.indicator.code}")
        st.caption(t("fidelity_practice.drawn_at"))


def _table(quarters: Sequence[Period], shares: Sequence[Measured | None]) -> Table:
    columns = [Column(t_plain("fidelity_practice.column_quarter")), *figure_columns()]
    cells = [
        [quarter_short(each), *figures(found)] for each, found in zip(quarters, shares, strict=True)
    ]
    return Table(columns, cells)


def _draw_missed(code: str, quarter: Period) -> None:
    with st.container(border=True):
        draw_heading(t("fidelity_practice.behind"))
        missed = queries.fidelity.missed((code, None), quarter, by=person(), on=today())
        if not missed:
            st.success(t("fidelity_practice.behind_none"))
            return
        for each in paged(missed, PAGE_SIZE):
            _draw_one(each)


def _draw_one(each: Missed) -> None:
    if each.number is not None:
        label = t("fidelity_practice.case", name=each.name, date=each.day)
        link("young_person", label, case=str(each.number))
        return
    key = "worker_granted" if each.granted else "worker"
    facts = {"over": each.of - each.kept, "of": each.of, "granted": each.granted}
    st.markdown(t(f"fidelity_practice.{key}", name=each.name, **facts))
