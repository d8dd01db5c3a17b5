"""Starting support, and what is done while it runs: hand-over, pauses, change of worker."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Method
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.cti import SupportFile
from core.records.support import Pause, SupportCourse
from db import actions, queries
from pages.shared.case import case_link
from pages.shared.contact_building import draw_building
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.support_course import draw_earlier, draw_stands
from pages.shared.support_home_reason import home_reason_field
from pages.shared.support_method import draw_method
from pages.shared.support_running import draw_ended, draw_running
from pages.shared.support_worker import cap_aside, change_worker, draw_workers, pick_worker


def draw_support(case: CaseHeader) -> None:
    """The open course with what can be done in it, or the way to begin one."""
    courses = queries.support.courses(case.id, by=person())
    file = queries.support_file.of_case(case.id, by=person())
    running = next((course for course in courses if course.open), None)
    if running is not None and file is not None:
        draw_running(case, running, courses, file)
        _draw_tasks(case, running)
        draw_method(case, running)
    earlier = [course for course in courses if not course.open]
    draw_earlier(earlier)
    if file is not None:
        draw_ended(case, courses, file)
    if running is None and case.step in ACCEPTED_STEPS:
        if earlier:
            _draw_way_on(case, earlier)
        else:
            _draw_beginning(case, file)


def _draw_way_on(case: CaseHeader, earlier: Sequence[SupportCourse]) -> None:
    """After support comes the closure; a new course is at hand where another method is granted."""
    case_link("closure", case.number, t("support_phase.to_case_closure"))
    granted = case.combination.support_method if case.combination else None
    another = granted is not None and granted not in {course.method for course in earlier}
    with st.expander(t("support_phase.begin_again"), expanded=another):
        _draw_beginning(case)


def _draw_beginning(case: CaseHeader, file: SupportFile | None = None) -> None:
    if file is not None:
        draw_building(case, file)
    method = case.combination.support_method if case.combination else None
    if method is None:
        st.info(t("support_phase.no_support_granted"))
    elif case.start_date is None:
        st.info(t("support_phase.not_in_course"))
        case_link("network_meeting", case.number, t("support_phase.to_meeting"))
    elif not may(person(), Act.START_SUPPORT, case.reach):
        st.info(t("support_phase.nobody_may_start"))
    else:
        _start(case, method, file)


def _start(case: CaseHeader, method: Method, file: SupportFile | None) -> None:
    lines = queries.caseload.workers(method, today())
    with st.container(border=True):
        draw_workers(lines, method)
    draw_heading(t("start_support_form.heading"))
    known = file.building.worker_id if file is not None else None
    initial = {"start_date": today(), "worker_id": known}
    form = Form("start_support_form", case.id, case.version, initial=initial)
    worker = pick_worker(form, lines)
    start = form.day("start_date")
    home_reason = home_reason_field(form, case, method, start)
    aside = cap_aside(form, case, lines, worker)
    if form.save():
        with saving(form, t("start_support_form.saved")):
            actions.support.start_support(
                case.id,
                method=method,
                worker_id=worker,
                start_date=start,
                aside=aside,
                home_reason=home_reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _draw_tasks(case: CaseHeader, course: SupportCourse) -> None:
    begun = course.start_date <= today()
    if begun and may(person(), Act.CLOSE_SUPPORT, case.reach):
        case_link("closure", case.number, t("support_phase.to_closure"))
    if begun and may(person(), Act.GIVE_SUPPORT, case.reach):
        if course.method is Method.CTI:
            with st.expander(t("handover_form.heading")):
                _agree_handover(course)
        going_on = next((pause for pause in course.pauses if pause.last is None), None)
        with st.expander(t("end_pause_form.heading" if going_on else "pause_form.heading")):
            if going_on:
                _end_pause(going_on)
            else:
                _pause(course)
    if may(person(), Act.START_SUPPORT, case.reach):
        if not begun:
            with st.expander(t("move_start_form.heading")):
                _move_start(case, course)
        with st.expander(t("change_worker_form.heading")):
            change_worker(case, course)


def _move_start(case: CaseHeader, course: SupportCourse) -> None:
    initial = {"start_date": course.start_date}
    form = Form("move_start_form", course.id, course.version, initial=initial)
    start = form.day("start_date")
    home_reason = home_reason_field(form, case, course.method, start)
    reason = form.text("reason", area=True)
    if form.save(primary=False):
        with saving(form, t("move_start_form.saved")):
            actions.support.move_start(
                course.id,
                start_date=start,
                reason=reason,
                home_reason=home_reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _agree_handover(course: SupportCourse) -> None:
    initial = {"agreed_date": course.handover_agreed_date or today()}
    form = Form("handover_form", course.id, course.version, initial=initial)
    day = form.day("agreed_date")
    if form.save(primary=False):
        with saving(form, t("handover_form.saved")):
            actions.support.agree_handover(
                course.id,
                agreed_date=day,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _pause(course: SupportCourse) -> None:
    draw_stands(course)
    form = Form("pause_form", course.id, course.version, initial={"from_date": today()})
    reason = form.one_of("reason", "pause_reason")
    first = form.day("from_date")
    last = form.day("to_date")
    remark = form.text("remark", area=True)
    if form.save(primary=False):
        with saving(form, t("pause_form.saved")):
            actions.pauses.pause(
                course.id,
                reason=reason,
                from_date=first,
                to_date=last,
                remark=remark,
                by=person(),
                on=today(),
            )


def _end_pause(going_on: Pause) -> None:
    initial = {"to_date": today()}
    form = Form("end_pause_form", going_on.id, going_on.version, initial=initial)
    last = form.day("to_date")
    if form.save(primary=False):
        with saving(form, t("end_pause_form.saved")):
            actions.pauses.end_pause(
                going_on.id,
                to_date=last,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
