"""Closing a meeting, its second step: what was agreed, what lacks, and what is still open."""

import streamlit as st

from core.agreements import GoalStatus
from core.records.network import Goal, Meeting
from core.start_up import Part
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import person, saving, t
from pages.shared.network_agreements import agreement_fields, agreement_line, open_agreements
from pages.shared.network_board import Board

W = "network_meeting.closing"


def draw_agreed(board: Board, meeting: Meeting) -> None:
    """The goals with what was agreed here, the older agreements still open, and one more."""
    goals = [goal for goal in board.file.goals if goal.status == GoalStatus.OPEN]
    if not goals:
        st.info(t(f"{W}.no_goals"))
    for goal in goals:
        _draw_goal(goal, meeting)
    _draw_older(board, goals, meeting)
    if goals:
        with st.expander(t("network_meeting.plan.add_agreement"), expanded=_lacking(goals)):
            _agree(goals, meeting)
    board.link(t(f"{W}.set_goal"), Part.PLAN, goal="new", meeting=meeting.id)


def _draw_goal(goal: Goal, meeting: Meeting) -> None:
    with st.container(border=True):
        st.markdown(f"**{literal(goal.text)}**")
        here = [each for each in goal.agreements if each.meeting_id == meeting.id]
        for agreement in here:
            st.markdown(agreement_line(agreement))
        if not here and not open_agreements(goal):
            st.warning(t(f"{W}.goal_lacks"))
        elif not here:
            st.caption(t(f"{W}.nothing_new"))


def _draw_older(board: Board, goals: list[Goal], meeting: Meeting) -> None:
    older = [
        (goal, each)
        for goal in goals
        for each in open_agreements(goal)
        if each.meeting_id != meeting.id
    ]
    if not older:
        return
    st.markdown(f"**{t(f'{W}.older')}**")
    for goal, agreement in older:
        st.markdown(agreement_line(agreement))
        board.link(
            t("network_meeting.plan.open_agreement"),
            Part.PLAN,
            goal=goal.id,
            agreement=agreement.id,
        )


def _lacking(goals: list[Goal]) -> bool:
    return any(not open_agreements(goal) for goal in goals)


def _agree(goals: list[Goal], meeting: Meeting) -> None:
    only = goals[0].id if len(goals) == 1 else None
    form = Form("plan_agreement_form", f"closing.{meeting.id}", initial={"goal_id": only})
    goal_id = form.pick("goal_id", namesakes_apart({goal.id: goal.text for goal in goals}))
    told = agreement_fields(form)
    if form.save(primary=False):
        with saving(form, t("plan_agreement_form.saved")):
            actions.goals.agree(goal_id or "", told, meeting_id=meeting.id, by=person())
