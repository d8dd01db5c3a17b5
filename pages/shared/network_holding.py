"""A meeting that took place: told for the first time step by step, or set right on one page."""

import streamlit as st

from core.checklist import groups
from core.records.network import Meeting
from core.start_up import Part
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.network_board import Board
from pages.shared.network_closing import draw_closing
from pages.shared.network_held_fields import draw_checklist, draw_minutes, draw_presence
from pages.shared.network_held_form import (
    W,
    held_form,
    told,
)


def draw_hold(board: Board, meeting: Meeting) -> None:
    """Close the meeting; on its day at the earliest."""
    if meeting.day > today():
        st.info(t("network_meeting.meetings.lies_ahead", date=meeting.day))
        return
    draw_closing(board, meeting)


def draw_correct(board: Board, meeting: Meeting) -> None:
    """Set right what was written of a held meeting; the next one has its own page by now."""
    form = held_form("correct_meeting_form", board, meeting)
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.heading.who')}**")
        draw_presence(form, meeting)
    for group in groups():
        with st.container(border=True):
            st.markdown(f"**{t(f'{W}.heading.{group}')}**")
            draw_checklist(form, board, meeting, group)
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.heading.minutes')}**")
        draw_minutes(form, meeting)
    with st.container(border=True):
        _draw_next(form)
    if form.save():
        with saving(form, t("correct_meeting_form.saved")):
            actions.meetings.correct(
                meeting.id,
                told(form, meeting),
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.MEETINGS, meeting=meeting.id)


def _draw_next(form: Form) -> None:
    """What was agreed at the meeting; a meeting that is booked is moved by its own plan."""
    st.markdown(f"**{t(f'{W}.heading.next')}**")
    if form.day("next_meeting_date") is None:
        form.text("no_next_meeting_reason", area=True)
