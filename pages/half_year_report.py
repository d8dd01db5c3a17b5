"""The project report of every half-year: written by the project leader, read when it is locked."""

from datetime import timedelta

import streamlit as st

from core.permissions import Act, may
from core.records.half_year import HalfYearReport
from core.releases import closed_half_years
from core.tallies import Period
from db import queries
from pages.shared.documents.cover import period_code, period_name
from pages.shared.frame import (
    language,
    open_page,
    open_section,
    person,
    recall,
    t,
    today,
    turn_to,
)
from pages.shared.half_year_form import draw_form, draw_reopening
from pages.shared.half_year_view import (
    draw_figures,
    draw_history,
    draw_pdf,
    draw_texts,
    figures_of,
)

open_page("half_year_report")

BACK = timedelta(days=2 * 365)
"""How far back a report can be begun."""


def half_years() -> dict[str, Period]:
    """The half-years that can be chosen, newest first: those to be written, those with a report."""
    periods = {report.period for report in reports.values()}
    if writes:
        periods.update(closed_half_years(today() - BACK, today()))
    ordered = sorted(periods, key=lambda period: period.from_date, reverse=True)
    return {period_code(period): period for period in ordered}


def label(code: str) -> str:
    """1. halvår 2026: the same before and after a save, or the list would lose what is chosen."""
    return period_name(periods[code], language())


def choose() -> Period:
    """The half-year in the address, else the newest; a choice goes into the address."""
    codes, said = list(periods), st.query_params.get("half_year", "")
    key = f"half_year_report.choose.{said}"
    chosen = st.selectbox(
        t("half_year_report.choose"),
        codes,
        index=codes.index(said) if said in codes else 0,
        format_func=label,
        placeholder=t("form.choose"),
        key=key,
        on_change=turn,
        args=(key,),
    )
    return periods[chosen]


def turn(key: str) -> None:
    """Put the chosen half-year into the address."""
    turn_to(half_year=recall(key))


def draw_locked(report: HalfYearReport) -> None:
    """A locked report: texts, figures, file, history."""
    st.caption(t("half_year_report.locked_by", time=report.locked_time, name=report.locked_by))
    draw_texts(report.texts)
    with open_section("half_year_report.frozen"):
        draw_figures(report.frozen, report.period)


reports = {
    period_code(report.period): report
    for report in queries.half_year_reports.every_report(by=person())
}
writes = may(person(), Act.WRITE_HALF_YEAR_REPORT)
periods = half_years()
if not periods:
    st.info(t("half_year_report.none"))
    st.stop()
period = choose()
report = reports.get(period_code(period))
with st.spinner(t("presentation.working")):
    figures = figures_of(period, report)
if report is not None and report.locked:
    draw_locked(report)
else:
    st.caption(t(f"half_year_report.{'is_draft' if report else 'not_begun'}"))
    with st.expander(t("half_year_report.figures_now")):
        draw_figures(figures, period)
    draw_form(period, report)
draw_pdf(period, report, report.texts if report else {}, figures)
if report is not None:
    draw_history(report)
    if report.locked and writes:
        draw_reopening(report)
