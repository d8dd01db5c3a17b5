"""The half-year report as it is read: its texts, the figures of its days, its history, its file."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.half_year import SECTIONS, Texts
from core.records.half_year import HalfYearReport, ReportFigures
from core.tallies import Period
from db import queries
from pages.shared.documents.cover import Cover, period_name
from pages.shared.documents.exhibits import exhibits
from pages.shared.documents.slides import BigFigure, screens
from pages.shared.formats import literal
from pages.shared.frame import language, person, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.released import Choice
from pages.shared.steering_downloads import PDF, cover, draw_file


def figures_of(period: Period, report: HalfYearReport | None) -> ReportFigures | None:
    """The figures a locked report holds, else those released now; None where there are none."""
    if report is not None and report.locked:
        return report.frozen
    return queries.half_year_reports.released(period, by=person(), on=today())


def draw_texts(texts: Texts) -> None:
    """The sections under their headings."""
    for section in SECTIONS:
        draw_heading(t(f"half_year_form.{section}"))
        text = texts.get(section)
        if text:
            st.markdown(literal(text))
        else:
            st.caption(t("half_year_report.empty_section"))


def draw_figures(found: ReportFigures | None, period: Period) -> None:
    """The main figures as a table; all of them are in the file."""
    if found is None:
        st.info(t("half_year_report.no_figures"))
        return
    if found.period != period:
        named = period_name(found.period, language())
        st.info(t("half_year_report.joined", period=named))
    shown = screens(exhibits(found.figures, language()), language()).figures
    st.markdown(_table(shown))
    st.caption(t("half_year_report.left_out"))


def draw_history(report: HalfYearReport) -> None:
    """When it was locked and opened again, by whom and why."""
    if not report.events:
        return
    draw_heading(t("half_year_report.history"))
    for event in report.events:
        key = f"half_year_report.event.{event.kind}"
        said = t(key, time=event.time, name=event.by_name, reason=event.reason or "")
        st.markdown(f"- {said}")


def draw_pdf(
    period: Period, report: HalfYearReport | None, texts: Texts, found: ReportFigures | None
) -> None:
    """The report as a PDF, texts first."""
    made = exhibits(found.figures, language()) if found is not None else ()
    front = _cover(period, report, texts)
    if found is not None and found.period != period:
        named = period_name(found.period, language())
        front = replace(front, figures_of=t_plain("half_year_report.joined", period=named))
    draw_file(PDF, "halvaarsrapport", front, made, "half_year_report.pdf")


def _cover(period: Period, report: HalfYearReport | None, texts: Texts) -> Cover:
    front = cover(t_plain("half_year_report.pdf_title"), Choice(period))
    nothing = t_plain("half_year_report.empty_section")
    sections = tuple(
        (t_plain(f"half_year_form.{section}"), texts.get(section) or nothing)
        for section in SECTIONS
    )
    if report is None or report.locked_time is None:
        return replace(front, sections=sections, status=t_plain("half_year_report.is_draft"))
    return replace(
        front,
        sections=sections,
        status=t_plain("half_year_report.locked_at", time=report.locked_time),
        hidden_below=report.hidden_below or front.hidden_below,
    )


def _table(shown: Sequence[BigFigure]) -> str:
    heads = [
        t(f"half_year_report.{name}") for name in ("figure", "meaning", "counted", "published")
    ]
    lines = [f"| {' | '.join(heads)} |", "|---:|---|---|---|"]
    for one in shown:
        cells = (literal(cell) for cell in (one.headline, one.counted, one.published))
        lines.append(f"| **{literal(one.value)}** | {' | '.join(cells)} |")
    return "\n".join(lines)
