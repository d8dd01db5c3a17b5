"""Ending the course of Samarbejdsmodellen, what goes on after it, and opening it again."""

from datetime import date

import streamlit as st

from core.closing import CaseEnding, FurtherGoal
from core.codes import Step, valid_codes
from core.pathway import SUPPORT_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.support import Closure
from db import actions, queries
from pages.shared.closure_view import draw_closure, draw_goals
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.support_parts import part_link


def draw_goals_part(case: CaseHeader, told: Closure) -> None:
    """The goals for the time after, and the form of a new one."""
    st.caption(t("closure.goals_intro"))
    if not told.further_goals:
        st.info(t("closure.goals_none"))
    draw_goals(told.further_goals)
    if may(person(), Act.CLOSE_CASE, case.reach):
        draw_heading(t("closure.section.further_goal"))
        draw_further_goal(case)


def draw_further_goal(case: CaseHeader) -> None:
    """The form of a goal for the time after."""
    form = Form("further_goal_form", case.id)
    goal = FurtherGoal(
        text=form.text("text", area=True),
        life_domain=form.choice("life_domain", "life_domain"),
        action=form.text("action", area=True),
        responsible=form.text("responsible"),
        follow_up_date=form.day("follow_up_date", earliest=today()),
    )
    if form.save():
        with saving(form, t("further_goal_form.saved")):
            actions.closing.add_further_goal(case.id, goal, by=person(), on=today())


def draw_case(case: CaseHeader, told: Closure) -> None:
    """The closure as it stands, or the form that closes the case."""
    if case.step is Step.CLOSED:
        draw_closure(told)
        if may(person(), Act.REOPEN, case.reach):
            with st.expander(t("reopen_case_form.heading")):
                _reopen(case)
    elif case.step in SUPPORT_STEPS:
        _draw_support_first(case)
    elif not may(person(), Act.CLOSE_CASE, case.reach):
        st.info(t("closure.others_close_case"))
    else:
        _close(case, told)


def _draw_support_first(case: CaseHeader) -> None:
    courses = queries.support.courses(case.id, by=person())
    running = next((course for course in courses if course.open), None)
    if running is not None:
        st.info(t("closure.support_first", method=running.method))
        part_link("closure", case, "support", t("closure.to_support"))


def _close(case: CaseHeader, told: Closure) -> None:
    if not told.further_goals:
        st.info(t("closure.goals_prompt"))
    initial = {"end_date": today(), "housing_situation": told.housing_situation}
    form = Form("close_case_form", case.id, case.version, initial=initial)
    with st.container(border=True):
        draw_heading(t("closure.section.decision"))
        st.caption(t("closure.together"))
        end = form.day("end_date")
        why = form.choice("closure_reason", "closure_reason")
        young_person = form.yes_no("young_person_involved")
        team = form.yes_no("team_involved")
        note = form.text("closure_note", area=True)
    with st.container(border=True):
        draw_heading(t("closure.section.life"))
        lives, learns, kind, works = _life(form, end or today())
    if form.save():
        with saving(form, t("close_case_form.saved")):
            actions.closing.close_case(
                case.id,
                CaseEnding(
                    end_date=end,
                    closure_reason=why,
                    young_person_involved=young_person,
                    team_involved=team,
                    closure_note=note,
                    housing_situation=lives,
                    in_education=learns,
                    education_type=kind,
                    employment=works,
                ),
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _life(form: Form, end: date) -> tuple[str | None, bool | None, str | None, str | None]:
    """Home, education and employment on the last day; the codes are those valid then."""
    lives = form.choice("housing_situation", "housing_situation")
    learns = form.yes_no("in_education")
    kind = None
    if learns:
        education = valid_codes("education_type", end)
        kind = form.choice("education_type", education, words="education_type")
    works = form.choice("employment", valid_codes("employment", end), words="employment")
    return lives, learns, kind, works


def _reopen(case: CaseHeader) -> None:
    form = Form("reopen_case_form", case.id, case.version)
    reason = form.text("reason", area=True)
    if form.save(primary=False):
        with saving(form, t("reopen_case_form.saved")):
            actions.reopening.reopen_case(
                case.id,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
