"""When the next network meeting is due by the rule of the variant, and why, as it is shown."""

from datetime import date

import streamlit as st

from core.codes import MeetingState
from core.meeting_days import after_planned, rules, suggested_day
from core.meetings import NETWORK, held_network
from core.records.network import Meeting
from core.records.overview import Due
from db import queries
from pages.shared.frame import person, t, today
from pages.shared.network_board import Board

W = "network_meeting.prepare"


def draw_due(board: Board, meeting: Meeting | None = None) -> None:
    """The last day for the next network meeting with its reason, and what is planned besides."""
    dues = _dues(board, counting_planned=False)
    if dues:
        first = dues[0]
        told = {"date": first.due_date, "why": _why(first)}
        if first.overdue:
            st.markdown(f":red[**{t(f'{W}.due_late', **told)}**]")
        else:
            st.info(t(f"{W}.due_by", **told))
    planned = planned_day(board, meeting)
    if planned is not None:
        st.caption(t(f"{W}.already_planned", date=planned))


def suggested(board: Board) -> date | None:
    """The day agreed at the last network meeting where it lies ahead, else by the rule."""
    held = held_network(board.file.meetings)
    agreed = held[-1].next_meeting_date if held else None
    if agreed is not None and agreed >= today() and planned_day(board) is None:
        return agreed
    return suggested_day(_dues(board, counting_planned=True), today())


def planned_day(board: Board, besides: Meeting | None = None) -> date | None:
    """The day of the next network meeting that is planned, one left out."""
    days = [
        one.day
        for one in board.file.meetings
        if one.kind == NETWORK and one.state is MeetingState.PLANNED
        if one.day >= today() and one is not besides
    ]
    return min(days, default=None)


def _dues(board: Board, *, counting_planned: bool) -> tuple[Due, ...]:
    standing = queries.overview.standing(board.case.number, by=person(), on=today())
    if standing is None:
        return ()
    facts = standing.facts
    if counting_planned:
        facts = after_planned(facts, board.file.meetings)
    return rules(facts, today(), queries.settings.in_force(today()))


def _why(due: Due) -> str:
    return t(f"network_meeting.due_why.{due.reason}")
