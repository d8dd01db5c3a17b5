"""The forms of a meeting that took place: who was there, the 18 items, the next date."""

import streamlit as st

from core.codes import valid_codes
from core.meetings import Held
from core.preparing import suggested_answer
from core.records.network import Meeting
from core.start_up import Part
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, today
from pages.shared.network_board import Board, participant_names

W = "network_meeting.meetings"


def draw_hold(board: Board, meeting: Meeting) -> None:
    """Record that the meeting was held; on its day at the earliest."""
    if meeting.day > today():
        st.info(t(f"{W}.lies_ahead", date=meeting.day))
        return
    form = Form("hold_form", meeting.id, meeting.version, initial=_suggested(board, meeting))
    held = _fields(form, meeting)
    if form.save():
        with saving(form, t("hold_form.saved")):
            actions.meetings.hold(
                meeting.id, held, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=meeting.id)


def _suggested(board: Board, meeting: Meeting) -> dict[str, object]:
    """The day, and the item that the pre-meetings answer themselves (R10)."""
    answers = {True: "yes", False: "no", None: None}
    alone = suggested_answer(board.file.meetings, meeting)
    return {"date": meeting.day, "professionals_only_pre_meeting": answers[alone]}


def draw_correct(board: Board, meeting: Meeting) -> None:
    """Set right what was written of a held meeting."""
    form = Form("correct_meeting_form", meeting.id, meeting.version, initial=_written(meeting))
    held = _fields(form, meeting)
    if form.save():
        with saving(form, t("correct_meeting_form.saved")):
            actions.meetings.correct(
                meeting.id, held, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=meeting.id)


def _written(meeting: Meeting) -> dict[str, object]:
    answers = {True: "yes", False: "no", None: None}
    return {
        "date": meeting.day,
        "attended": [each.id for each in meeting.participants if each.attended],
        "active": [each.id for each in meeting.participants if each.active],
        "next_meeting_date": meeting.next_meeting_date,
        "no_next_meeting_reason": meeting.no_next_meeting_reason,
        **{item: answers[answer] for item, answer in meeting.checklist.items()},
    }


def _fields(form: Form, meeting: Meeting) -> Held:
    told = participant_names(meeting.participants)
    names = {id_: literal(name) for id_, name in told.items()}
    day = form.day("date")
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.who_came')}**")
        attended = form.pick_several("attended", names)
        active = form.pick_several("active", names)
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.checklist')}**")
        checklist = {
            item: form.answer(item, label=f"code.checklist_item.{item}")
            for item in valid_codes("checklist_item", today())
        }
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.next_heading')}**")
        following = form.day("next_meeting_date")
        reason = None if following else form.text("no_next_meeting_reason", area=True)
    return Held(
        day=day,
        attended=frozenset(attended),
        active=frozenset(active),
        checklist=checklist,
        next_meeting_date=following,
        no_next_meeting_reason=reason,
    )
