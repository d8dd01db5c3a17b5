"""The individual reports of a case: when the next are due, the one being written, all so far."""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from core.records.cases import CaseHeader
from core.records.overview import DueKind
from core.records.reports import Report, ReportKind
from core.reports import QUESTIONS
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import explained, person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.notification_view import draw_notification
from pages.shared.report_form import draw_facts, draw_form
from pages.shared.support_parts import part_link

KIND_OF_DUE = {
    DueKind.REPORT_COLLAB: ReportKind.COLLAB,
    DueKind.REPORT_SUPPORT: ReportKind.SUPPORT,
}
STEPS = ACCEPTED_STEPS | {Step.CLOSED}


def draw_reports(case: CaseHeader) -> None:
    """The form that was opened, or what there is to write; and the reports so far."""
    told = queries.reports.reports(case.id, by=person())
    own = queries.reports.writable(case.id, by=person()) if case.step in STEPS else ()
    drafts = {report.kind: report for report in told if not report.locked}
    asked = st.query_params.get("report")
    opened = next((kind for kind in own if kind.value == asked), None)
    if opened is not None:
        draw_form(case, opened, drafts.get(opened))
        part_link("young_person", case, "reports", t("reports.leave"))
        draw_notification(case)
        return
    draw_heading(t("reports.heading"), explanation=explained("report"))
    st.caption(t("reports.about"))
    _draw_next(case)
    for kind in own:
        begun = kind in drafts
        label = t("reports.go_on", kind=kind) if begun else t(f"due.reason.report_{kind}")
        part_link("young_person", case, "reports", label, report=kind.value)
    draw_heading(t("reports.earlier"))
    if not told:
        st.info(t("reports.none"))
    for report in told:
        _draw_report(report, may_reopen=report.kind in own and report.kind not in drafts)


def _draw_next(case: CaseHeader) -> None:
    standing = queries.overview.standing(case.number, by=person(), on=today())
    for due in standing.dues if standing else ():
        if due.kind in KIND_OF_DUE:
            key = "reports.next_late" if due.overdue else "reports.next"
            st.caption(t(key, kind=KIND_OF_DUE[due.kind], date=due.due_date))


def _draw_report(report: Report, *, may_reopen: bool) -> None:
    label = t("reports.row", kind=report.kind, first=report.from_date, last=report.to_date)
    with st.expander(f"{label} · {t(f'code.report_state.{report.state}')}"):
        st.caption(_by(report))
        if report.reopened_reason:
            st.caption(t("report.reopened", reason=report.reopened_reason))
        for name in QUESTIONS:
            said = getattr(report.told, name)
            if said:
                st.markdown(f"**{t(f'report.{name}')}**  \n{literal(said)}")
        if report.told.need:
            st.markdown(f"**{t('report.need')}**  \n{t(f'code.report_need.{report.told.need}')}")
        st.markdown(f"**{t('reports.facts_kept' if report.locked else 'reports.facts')}**")
        draw_facts(report.kind, report.facts)
        if report.locked and may_reopen:
            _reopen(report)


def _by(report: Report) -> str:
    if report.submitted_date is None:
        return t("reports.by_draft", name=report.by_name)
    return t("reports.by_submitted", date=report.submitted_date, name=report.by_name)


def _reopen(report: Report) -> None:
    form = Form("reopen_report_form", report.id, report.version)
    reason = form.text("reason")
    if form.save(primary=False):
        with saving(form, t("reopen_report_form.saved")):
            actions.reports.reopen_report(
                report.id,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
