"""How a support course is drawn: what it is, CTI's phases, what was set aside, its pauses."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded, Method
from core.cti_progress import PhaseProgress
from core.records.caseload import Granted
from core.records.support import Pause, SupportCourse, WorkerChange
from core.support import handover_due, is_late, planned_end
from pages.shared.cti_line import draw_line
from pages.shared.frame import explained, t, today
from pages.shared.heads import draw_heading


def draw_course(course: SupportCourse, phases: Sequence[PhaseProgress] = ()) -> None:
    """The course in a frame: who gives it, how far it is, and what is due in it."""
    with st.container(border=True):
        heading = t("support_phase.course.heading", method=course.method, worker=course.worker_name)
        st.markdown(f"**{heading}**", help=explained(course.method.lower()))
        begun = "since" if course.start_date <= today() else "begins"
        st.markdown(t(f"support_phase.course.{begun}", start=course.start_date))
        if course.method is Method.CTI:
            _draw_cti(course, phases)
        else:
            st.caption(t("support_phase.course.open_ended"))
    draw_overrides(course.overrides)


def _draw_cti(course: SupportCourse, phases: Sequence[PhaseProgress]) -> None:
    if phases:
        draw_line(phases, course.pauses, today())
    end = planned_end(course.start_date)
    if is_late(course.start_date, today()):
        st.warning(t("support_phase.course.late", end=end))
    else:
        st.markdown(t("support_phase.course.planned_end", end=end))
    _draw_handover(course)


def _draw_handover(course: SupportCourse) -> None:
    due, agreed = handover_due(course.start_date), course.handover_agreed_date
    if agreed is None:
        overdue = today() > due
        told = t(f"support_phase.course.handover_{'overdue' if overdue else 'due'}", due=due)
        (st.warning if overdue else st.markdown)(told)
    elif agreed <= due:
        st.markdown(t("support_phase.course.handover_agreed", day=agreed))
    else:
        st.markdown(t("support_phase.course.handover_agreed_late", day=agreed, due=due))


def draw_overrides(overrides: Sequence[Granted]) -> None:
    """The rules set aside for a course; they stay in sight for as long as it lasts."""
    for granted in overrides:
        over = granted.rule == "R07" and not granted.in_force(today())
        st.warning(
            t(
                f"support_phase.override.{granted.rule}{'_over' if over else ''}",
                worker=granted.worker_name or "",
                name=granted.by_name,
                granted=granted.granted,
                until=granted.valid_to or "",
                reason=granted.reason,
            )
        )


def draw_happened(course: SupportCourse) -> None:
    """Changes of worker and pauses, in the order they came."""
    for change in course.changes:
        draw_change(change)
    if course.pauses:
        st.markdown(f"**{t('support_phase.pause.heading')}**")
        for pause in course.pauses:
            st.markdown(_pause(pause))
        draw_stands(course)


def draw_change(change: WorkerChange) -> None:
    """One change of worker, with its day and its reason."""
    st.markdown(
        t(
            "support_phase.course.changed",
            day=change.day,
            before=change.before,
            after=change.after,
            reason=change.reason or "",
        )
    )


def draw_stands(course: SupportCourse) -> None:
    """A pause moves nothing: the planned end stands."""
    if course.method is Method.CTI:
        st.caption(t("support_phase.pause.stands_cti", end=planned_end(course.start_date)))
    else:
        st.caption(t("support_phase.pause.stands_icm"))


def _pause(pause: Pause) -> str:
    reason = Coded("pause_reason", pause.reason)
    if pause.last is None:
        return t("support_phase.pause.row_open", reason=reason, first=pause.first)
    return t("support_phase.pause.row", reason=reason, first=pause.first, last=pause.last)


def draw_earlier(courses: Sequence[SupportCourse]) -> None:
    """The ended courses, one line each."""
    if courses:
        draw_heading(t("support_phase.course.earlier"))
    for course in courses:
        st.markdown(
            t(
                "support_phase.course.earlier_row",
                method=course.method,
                worker=course.worker_name,
                start=course.start_date,
                end=course.end_date,
            )
        )
        for change in course.changes:
            draw_change(change)
        if course.method_changed is not None:
            told = course.method_changed
            facts = {"day": told.day, "after": told.after, "reason": told.reason or ""}
            st.markdown(t("support_phase.course.method_changed", **facts))
