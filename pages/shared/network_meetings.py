"""The part of the meetings: all of them, or the one that the address opens."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.codes import Coded, MeetingState
from core.meetings import NETWORK, deviates
from core.permissions import Act
from core.preparing import professionals_only, without_young_person
from core.records.network import Meeting
from core.start_up import Part
from core.under_way import under_way
from pages.shared.checklist_words import item_words
from pages.shared.frame import t, today
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board, opened
from pages.shared.network_consent import uncovered
from pages.shared.network_consent_reach import draw_outside
from pages.shared.network_due import draw_due
from pages.shared.network_feedback import asks, draw_feedback, draw_feedback_form, draw_voices
from pages.shared.network_holding import draw_correct, draw_hold
from pages.shared.network_invitations import draw_old, draw_send
from pages.shared.network_planning import draw_cancel, draw_invite, draw_new
from pages.shared.network_preparing import draw_prepare
from pages.shared.network_record import draw_facts, draw_participants, when
from pages.shared.presenting import draw_present

W = "network_meeting.meetings"
Drawn = Callable[[Board, Meeting], None]


def draw_meetings(board: Board) -> None:
    """All meetings, a new one, or one of them."""
    asked = opened("meeting")
    meeting = next((one for one in board.file.meetings if one.id == asked), None)
    if meeting is not None:
        board.link(t(f"{W}.all"), Part.MEETINGS)
        _draw_one(board, meeting)
        return
    writes = board.writes(Act.HOLD_MEETINGS)
    if not board.started:
        st.info(t(f"{W}.no_coordinator"))
    elif writes and asked == "new":
        board.link(t(f"{W}.all"), Part.MEETINGS)
        draw_heading(t(f"{W}.new"))
        draw_new(board)
        return
    elif writes:
        draw_due(board)
        board.begin(t(f"{W}.new"), Part.MEETINGS, "meeting")
    _draw_all(board)


def _draw_all(board: Board) -> None:
    if not board.file.meetings:
        st.info(t(f"{W}.none"))
    for meeting in board.file.meetings:
        board.link(_line(meeting), Part.MEETINGS, meeting=meeting.id)
        _warn(board, meeting)
    draw_voices(board)


def _line(meeting: Meeting) -> str:
    kind = Coded("meeting_kind", meeting.kind)
    return t(f"{W}.line", when=when(meeting), kind=kind, state=meeting.state)


def _warn(board: Board, meeting: Meeting) -> None:
    roles = uncovered(board, meeting)
    if roles is not None:
        st.warning(t(f"{W}.not_covered", date=meeting.day, roles=roles))
    if any(deviates(item, answer) for item, answer in meeting.checklist.items()):
        st.error(t(f"{W}.deviation"))
    _flag(meeting)
    draw_old(meeting)


def _flag(meeting: Meeting) -> None:
    """Nothing about the young person without the young person (R10)."""
    if professionals_only(meeting):
        st.error(t(f"network_meeting.professionals_only.{meeting.state}"))
        return
    ahead = meeting.kind == NETWORK and meeting.state is MeetingState.PLANNED
    if ahead and without_young_person(each.role for each in meeting.participants):
        st.error(t("network_meeting.professionals_only.network"))


# -------------------------------------------------------- one meeting


def _draw_one(board: Board, meeting: Meeting) -> None:
    draw_heading(_line(meeting))
    _warn(board, meeting)
    draw_outside(board, meeting)
    doings = _doings(board, meeting)
    asked = opened("do")
    if doings:
        with st.container(horizontal=True):
            for name in ("show", *doings):
                board.link(t(f"{W}.do.{name}"), Part.MEETINGS, meeting=meeting.id, do=name)
    if doings and under_way(meeting, today()):
        draw_present("meeting_screen", case=str(board.case.number), meeting=meeting.id)
    (doings.get(asked or "") or _draw_record)(board, meeting)


def _doings(board: Board, meeting: Meeting) -> Mapping[str, Drawn]:
    if board.writes(Act.HOLD_MEETINGS):
        return DOINGS[meeting.state]
    return {"feedback": draw_feedback_form} if asks(board, meeting) else {}


DOINGS: Mapping[MeetingState, Mapping[str, Drawn]] = {
    MeetingState.PLANNED: {
        "prepare": draw_prepare,
        "send": draw_send,
        "hold": draw_hold,
        "cancel": draw_cancel,
    },
    MeetingState.HELD: {
        "feedback": draw_feedback_form,
        "came": draw_invite,
        "correct": draw_correct,
    },
    MeetingState.CANCELLED: {"send": draw_send},
}
"""What can be done with a meeting in each state, by the name in the address."""


def _draw_record(board: Board, meeting: Meeting) -> None:
    draw_facts(meeting)
    draw_participants(meeting)
    if meeting.state is MeetingState.HELD:
        _draw_checklist(meeting)
        draw_feedback(board, meeting)
        if board.writes(Act.HOLD_MEETINGS):
            board.link(t(f"{W}.to_plan"), Part.PLAN, meeting=meeting.id)


def _draw_checklist(meeting: Meeting) -> None:
    answers = {item: answer for item, answer in meeting.checklist.items() if answer is not None}
    st.markdown(f"**{t(f'{W}.checklist')}**")
    st.caption(t(f"{W}.answered", n=len(answers), all=len(meeting.checklist)))
    st.markdown("\n".join(_answered(meeting, item, answer) for item, answer in answers.items()))


def _answered(meeting: Meeting, item: str, answer: bool) -> str:
    put = item_words(item, meeting.day)
    line = t(f"{W}.answer", item=put, answer=Coded("answer", "yes" if answer else "no"))
    return f"- :red[{line}]" if deviates(item, answer) else f"- {line}"
