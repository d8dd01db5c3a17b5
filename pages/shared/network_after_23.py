"""The plan for the time after 23 (variant U): goals, actions, and who is responsible."""

import streamlit as st

from core.milestones import plans_ahead
from core.permissions import Act
from db import queries
from pages.shared.closure_case import draw_further_goal
from pages.shared.closure_view import draw_goals
from pages.shared.frame import person, t, today
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board

W = "after_23"


def draw_after_23(board: Board) -> None:
    """The goals for the time after, from 22½ years on, or where there are some already."""
    case = board.case
    told = queries.closing.closure(case.id, by=person())
    goals = told.further_goals if told else ()
    if not goals and not plans_ahead(case.variant, case.birth_date, today()):
        return
    draw_heading(t(f"{W}.heading"))
    st.caption(t(f"{W}.intro"))
    if not goals:
        st.info(t(f"{W}.none"))
    draw_goals(goals)
    if board.writes(Act.CLOSE_CASE):
        with st.expander(t(f"{W}.new")):
            draw_further_goal(case)
