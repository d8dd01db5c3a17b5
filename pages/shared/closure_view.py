"""How an ended support course, a closure, further goals and reopenings are drawn."""

from collections.abc import Sequence

import streamlit as st

from core.records.support import Closure, FurtherGoalLine, Reopening, SupportCourse
from pages.shared.facts import coded, fact_table
from pages.shared.formats import literal
from pages.shared.frame import t
from pages.shared.heads import draw_heading
from pages.shared.support_course import draw_overrides


def draw_ended(course: SupportCourse) -> None:
    """One ended support course: why, and which support follows."""
    with st.container(border=True):
        heading = t(
            "closure.ended",
            method=course.method,
            worker=course.worker_name,
            start=course.start_date,
            end=course.end_date,
        )
        st.markdown(f"**{heading}**")
        rows: list[tuple[str, object]] = [
            ("end_reason", coded("course_end_reason", course.end_reason)),
            ("follow_on_support", coded("follow_on_support", course.follow_on_support)),
        ]
        if course.follow_on_note:
            rows.append(("follow_on_note", course.follow_on_note))
        fact_table((f"closure.fact.{name}", value) for name, value in rows)
    draw_overrides(course.overrides)


def draw_closure(told: Closure) -> None:
    """How a closed case ended."""
    st.markdown(f"**{t('closure.case_ended', day=told.end_date)}**")
    rows: list[tuple[str, object]] = [
        ("closure_reason", coded("closure_reason", told.closure_reason)),
        ("young_person_involved", told.young_person_involved),
        ("team_involved", told.team_involved),
        ("closure_note", told.closure_note),
        ("housing_situation", coded("housing_situation", told.housing_situation)),
        ("in_education", told.in_education),
        ("education_type", coded("education_type", told.education_type)),
        ("employment", coded("employment", told.employment)),
    ]
    with st.container(border=True):
        fact_table((f"closure.fact.{name}", value) for name, value in rows)


def draw_goals(goals: Sequence[FurtherGoalLine]) -> None:
    """The goals for the time after, each with who does what by when."""
    for goal in goals:
        with st.container(border=True):
            st.markdown(f"**{literal(goal.text)}**")
            st.markdown(
                t(
                    "closure.goal_action",
                    action=goal.action,
                    responsible=goal.responsible,
                    day=goal.follow_up_date,
                )
            )


def draw_reopenings(reopenings: Sequence[Reopening]) -> None:
    """When something closed was opened again, and why."""
    if reopenings:
        draw_heading(t("closure.reopened.heading"))
    for one in reopenings:
        st.markdown(
            t(
                f"closure.reopened.{one.kind}",
                day=one.day,
                name=one.by_name or t("form.not_recorded"),
                reason=one.reason or "",
            )
        )
