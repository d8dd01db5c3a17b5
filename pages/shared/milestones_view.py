"""The milestones of variant U: what waits for one young person, and saying it is done."""

import streamlit as st

from core.codes import MeetingState
from core.milestones import ADULT_ROLE, KINDS, Done
from core.permissions import Act
from core.records.network import Meeting
from core.records.overview import Due, DueKind
from core.start_up import Part
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import explained, person, saving, t, today
from pages.shared.milestones_done import draw_done
from pages.shared.network_board import OPENED, Board, opened
from pages.shared.overview_due import told

W = "milestone"


def draw_milestones(board: Board) -> None:
    """What waits, a line each; the one of the address with what to do.

    Not while another record is open.
    """
    waiting = _waiting(board)
    asked = opened("milestone")
    if asked is None and any(opened(name) for name in OPENED):
        return
    if waiting:
        _draw_waiting(board, waiting, asked)
    draw_done(board)


def _draw_waiting(board: Board, waiting: list[Due], asked: str | None) -> None:
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.heading')}**", help=explained("milestone"))
        for due in waiting:
            if due.reason == asked:
                _draw_one(board, due)
            else:
                board.link(_line(due), Part.MEETINGS, milestone=due.reason)


def _waiting(board: Board) -> list[Due]:
    standing = queries.overview.standing(board.case.number, by=person(), on=today())
    return [due for due in standing.dues if due.kind in KINDS] if standing else []


def _line(due: Due) -> str:
    return f"{t(f'{W}.age.{due.reason}')} · {told(due)}"


def _draw_one(board: Board, due: Due) -> None:
    st.markdown(_line(due))
    st.markdown(t(f"{W}.what.{due.reason}"))
    st.caption(t(f"{W}.source.{due.reason}"))
    if due.kind is DueKind.ADULT_SUPPORT:
        _suggest_adult_services(board)
    if due.kind is DueKind.CLOSING_PLAN:
        board.link(t("after_23.heading"), Part.PLAN)
    if board.writes(Act.HOLD_MEETINGS):
        _answer(board, due)
    board.link(t(f"{W}.close"), Part.MEETINGS)


def _answer(board: Board, due: Due) -> None:
    form = Form("milestone_form", f"{board.case.id}.{due.reason}", initial={"day": today()})
    done = Done(day=form.day("day"), note=form.text("note", area=True))
    if form.save():
        with saving(form, t("milestone_form.saved")):
            actions.milestones.mark_done(board.case.id, due.reason, done, by=person(), on=today())
            board.go(Part.MEETINGS)


def _suggest_adult_services(board: Board) -> None:
    """Whom to invite at 17½, and where."""
    if not board.writes(Act.HOLD_MEETINGS):
        return
    ahead = _next_meeting(board)
    if ahead is None:
        st.info(t(f"{W}.adult.plan"))
        board.link(t(f"{W}.adult.plan_link"), Part.MEETINGS, meeting="new")
    elif not any(each.role == ADULT_ROLE for each in ahead.participants):
        st.info(t(f"{W}.adult.invite", date=ahead.day))
        board.link(
            t(f"{W}.adult.link"), Part.MEETINGS, meeting=ahead.id, do="prepare", step="people"
        )


def _next_meeting(board: Board) -> Meeting | None:
    planned = [one for one in board.file.meetings if one.state is MeetingState.PLANNED]
    ahead = [one for one in planned if one.kind == "network" and one.day >= today()]
    return min(ahead, key=lambda one: one.day, default=None)
