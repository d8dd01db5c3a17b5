"""The practice of a quarter in figures: every indicator by area, each a way to who is behind it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.codes import Variant
from core.fidelity.definitions import indicators
from core.fidelity.measured import Key, Measured
from core.quarters import before, quarter_code
from core.tallies import Period
from db import queries
from pages.shared.charts import SHARE, Bar, Column, Form, Legend, Table, bars, draw_chart
from pages.shared.fidelity_words import changed, name_of, told
from pages.shared.frame import open_section, person, t, t_plain, today
from pages.shared.heads import draw_heading, draw_subheading
from pages.shared.links import link

PART = "practice"
"""The part of the page in the address."""
LOWEST = 3
Found = Mapping[Key, Measured]


def found_in(quarter: Period) -> Found:
    """The indicators of the quarter, or of what has passed of it."""
    with st.spinner(t("presentation.working")):
        return queries.fidelity.indicators(quarter, by=person(), on=today())


def draw_practice(quarter: Period) -> None:
    """All indicators: a chart of the shares, then each in words by area."""
    link("fidelity", t("fidelity_practice.back"), quarter=quarter_code(quarter))
    draw_heading(t("fidelity_practice.heading"))
    found, earlier = found_in(quarter), found_in(before(quarter))
    if not found:
        st.info(t("fidelity_practice.nothing"))
        return
    st.caption(t("fidelity_practice.told", date=min(quarter.to_date, today())))
    whole = [found[code, None] for code in indicators(min(quarter.to_date, today()))]
    _draw_chart(whole)
    areas: dict[str, list[Measured]] = {}
    for each in whole:
        areas.setdefault(each.indicator.area, []).append(each)
    for area, rows in areas.items():
        _draw_area(area, rows, earlier, quarter)
    st.caption(t("fidelity_practice.interval"))


def draw_lowest(quarter: Period) -> None:
    """The few indicators that are followed least, and the way to all of them."""
    found = found_in(quarter)
    rows = sorted(
        (each for key, each in found.items() if key[1] is None and each.kept < each.of),
        key=lambda each: each.kept / each.of,
    )
    with open_section("fidelity_practice.heading"):
        if rows:
            st.caption(t("fidelity_practice.lowest"))
            for each in rows[:LOWEST]:
                draw_line(each, None, quarter)
        link("fidelity", t("fidelity_practice.open"), quarter=quarter_code(quarter), part=PART)


def _draw_area(area: str, rows: Sequence[Measured], earlier: Found, quarter: Period) -> None:
    with st.container(border=True):
        draw_subheading(t(f"fidelity_practice.group.{area}"))
        for each in rows:
            draw_line(each, earlier.get((each.indicator.code, None)), quarter)


def draw_line(each: Measured, before_that: Measured | None, quarter: Period) -> None:
    """An indicator as a way to its own screen, with its figure beside it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        indicator_link(each.indicator.code, name_of(each), quarter)
        said = [told(each), changed(each, before_that)]
        st.caption(" · ".join(part for part in said if part))


def indicator_link(code: str, label: str, quarter: Period) -> None:
    """A way to the indicator's own screen."""
    link("fidelity", label, quarter=quarter_code(quarter), part=PART, indicator=code)


def _draw_chart(rows: Sequence[Measured]) -> None:
    seen = [each for each in rows if each.estimate is not None]
    if not seen:
        return
    legend = Legend(t_plain("fidelity_practice.own"), "", "")
    spec = bars(
        [_bar(each) for each in seen], SHARE, legend, describes=t_plain("fidelity_practice.chart")
    )
    draw_chart(spec, _table(seen), name="fidelity.practice")


def _bar(each: Measured) -> Bar:
    estimate = each.estimate
    return Bar(
        label=name_of(each),
        value=estimate.value if estimate else None,
        beside=t_plain("fidelity_practice.of", kept=each.kept, of=each.of),
        low=estimate.interval.low if estimate else None,
        high=estimate.interval.high if estimate else None,
    )


def _table(rows: Sequence[Measured]) -> Table:
    columns = [Column(t_plain("results.column.what")), *figure_columns()]
    return Table(columns, [[name_of(each), *figures(each)] for each in rows])


def figure_columns() -> list[Column]:
    """The columns that `figures` fills: kept, n, share and the ends of its interval."""
    return [
        Column(t_plain("fidelity_practice.column_kept"), Form.WHOLE),
        Column("n", Form.WHOLE),
        Column(t_plain("fidelity_practice.column_share"), Form.SHARE),
        Column(t_plain("fidelity_practice.column_low"), Form.SHARE),
        Column(t_plain("fidelity_practice.column_high"), Form.SHARE),
    ]


def figures(each: Measured | None) -> list[float | None]:
    """The cells of those columns; None where nothing was to be seen."""
    if each is None or each.estimate is None:
        return [None, None, None, None, None]
    interval = each.estimate.interval
    return [each.kept, each.of, each.estimate.value, interval.low, interval.high]


def of_variants(code: str, found: Found) -> list[Measured]:
    """The indicator in each variant that has something to be seen, where both have."""
    parts = [found.get((code, variant)) for variant in Variant]
    seen = [each for each in parts if each is not None and each.of]
    return seen if len(seen) == len(Variant) else []
