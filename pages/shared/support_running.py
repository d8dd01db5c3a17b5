"""A support course on the page: its head, CTI's phases or ICM's agreement, and what happened."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.codes import Method
from core.cti_progress import PhaseProgress, course_spans, progress
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.cti import SupportFile
from core.records.support import SupportCourse
from pages.shared.cti_phases import Cards, draw_phases
from pages.shared.frame import person, t, today
from pages.shared.icm_view import draw_icm
from pages.shared.support_course import draw_course, draw_happened


def phases_of(
    course: SupportCourse, courses: Sequence[SupportCourse], file: SupportFile | None
) -> tuple[PhaseProgress, ...]:
    """The phases of a course of CTI as they stand; none of ICM. `courses`: all of the case."""
    if file is None or course.method is not Method.CTI:
        return ()
    spans = course_spans(course, file.building, after=_last_end(course, courses), on=today())
    return progress(course, file, spans, today())


def _last_end(course: SupportCourse, courses: Sequence[SupportCourse]) -> date | None:
    """The last day of the course before this one."""
    ends = [
        each.end_date
        for each in courses
        if each.end_date is not None and each.start_date < course.start_date
    ]
    return max(ends, default=None)


def draw_running(
    case: CaseHeader,
    course: SupportCourse,
    courses: Sequence[SupportCourse],
    file: SupportFile,
) -> None:
    """The course that runs, with its cards."""
    phases = phases_of(course, courses, file)
    draw_course(course, phases)
    writes = case.step in ACCEPTED_STEPS and may(person(), Act.GIVE_SUPPORT, case.reach)
    if course.method is Method.CTI:
        draw_phases(Cards(case, course.id, writes=writes), phases)
    else:
        draw_icm(case, course, file, writes=writes and course.start_date <= today())
    draw_happened(course)


def draw_ended(case: CaseHeader, courses: Sequence[SupportCourse], file: SupportFile) -> None:
    """The cards of the ended courses, folded; a last closing note can still be written."""
    may_write = case.step in ACCEPTED_STEPS and may(person(), Act.GIVE_SUPPORT, case.reach)
    for course in courses:
        if course.open or not _written(course, file):
            continue
        label = t("cti.ended", method=course.method, start=course.start_date)
        folded = st.expander(label, key=f"support_phase.ended.{course.id}", on_change="rerun")
        if not folded.open:
            continue
        with folded:
            if course.method is Method.CTI:
                cards = Cards(case, course.id, writes=may_write, ended=True)
                draw_phases(cards, phases_of(course, courses, file))
            else:
                draw_icm(case, course, file, writes=False)


def _written(course: SupportCourse, file: SupportFile) -> bool:
    """Whether anything is written down of the course; imported histories bring nothing."""
    courses = {each.course_id for each in file.plans}
    return course.id in courses | {each.course_id for each in file.agreements}
