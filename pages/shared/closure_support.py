"""Ending a support course, and opening it again."""

import streamlit as st

from core.closing import SupportEnding, is_early
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.support import Closure, SupportCourse
from core.support import planned_end
from db import actions, queries
from pages.shared.closure_view import draw_ended
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.support_course import draw_course
from pages.shared.support_running import phases_of
from pages.shared.support_worker import cap_aside


def draw_support(case: CaseHeader, _: Closure) -> None:
    """The open course with the form that ends it, then the ended ones."""
    courses = queries.support.courses(case.id, by=person())
    running = next((course for course in courses if course.open), None)
    ended = [course for course in courses if not course.open]
    if running is not None:
        file = queries.support_file.of_case(case.id, by=person())
        draw_course(running, phases_of(running, courses, file))
        _draw_ending(case, running)
    else:
        st.caption(t("closure.no_open_course" if ended else "closure.no_course"))
    for course in ended:
        draw_ended(course)
    reopens = may(person(), Act.REOPEN, case.reach) and case.step in ACCEPTED_STEPS
    if ended and running is None and reopens:
        with st.expander(t("reopen_support_form.heading")):
            _reopen(case, ended[0])


def _draw_ending(case: CaseHeader, course: SupportCourse) -> None:
    if not may(person(), Act.CLOSE_SUPPORT, case.reach):
        st.info(t("closure.others_close_support"))
        return
    if course.start_date > today():
        st.info(t("closure.not_begun", start=course.start_date))
        return
    draw_heading(t("close_support_form.heading"))
    form = Form("close_support_form", course.id, course.version, initial={"end_date": today()})
    end = form.day("end_date")
    why = form.choice("end_reason", "course_end_reason")
    follow_on = form.choice("follow_on_support", "follow_on_support")
    note = form.text("follow_on_note", area=True)
    early = None
    if end is not None and is_early(course.method, course.start_date, end):
        st.info(t("closure.early", planned=planned_end(course.start_date)))
        early = form.text("early_reason", area=True)
    if any(pause.last is None for pause in course.pauses):
        st.caption(t("closure.pause_ends"))
    if form.save():
        with saving(form, t("close_support_form.saved")):
            actions.closing.close_support_course(
                course.id,
                SupportEnding(
                    end_date=end,
                    end_reason=why,
                    follow_on_support=follow_on,
                    follow_on_note=note,
                    early_reason=early,
                ),
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            _leave(case)


def _leave(case: CaseHeader) -> None:
    """Whoever had the young person by the course alone goes back to the list."""
    if queries.cases.header(case.number, by=person()) is None:
        st.query_params.clear()


def _reopen(case: CaseHeader, course: SupportCourse) -> None:
    lines = queries.caseload.workers(course.method, today())
    form = Form("reopen_support_form", course.id, course.version)
    reason = form.text("reason", area=True)
    aside = cap_aside(form, case, lines, course.worker_id)
    if form.save(primary=False):
        with saving(form, t("reopen_support_form.saved")):
            actions.reopening.reopen_support(
                course.id,
                reason=reason,
                aside=aside,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
