"""The half-year report as it is written: its sections, kept as a draft, then locked."""

import streamlit as st

from core.half_year import SECTIONS
from core.records.half_year import HalfYearReport
from core.tallies import Period
from db import actions
from pages.shared.documents.cover import period_code
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today


def draw_form(period: Period, report: HalfYearReport | None) -> None:
    """Every section, the button that keeps them, and the one that locks them."""
    form = Form(
        "half_year_form",
        subject=period_code(period),
        version=report.version if report else 0,
        initial=report.texts if report else {},
    )
    texts = {section: form.text(section, area=True) for section in SECTIONS}
    st.caption(t("half_year_form.lock_hint"))
    with st.container(horizontal=True):
        kept = form.save()
        locked = form.save("half_year_form.lock", primary=False)
    if kept or locked:
        with saving(form, t(f"half_year_form.{'locked' if locked else 'saved'}")):
            actions.half_year_reports.write(
                period,
                texts,
                lock=locked,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def draw_reopening(report: HalfYearReport) -> None:
    """The form that makes a locked report a draft again."""
    with st.expander(t("half_year_report.reopen")):
        form = Form("half_year_reopen", subject=report.id, version=report.version)
        reason = form.text("reason", area=True)
        if form.save():
            with saving(form, t("half_year_reopen.saved")):
                actions.half_year_reports.reopen(
                    report.id, reason=reason, seen_version=form.seen_version, by=person()
                )
