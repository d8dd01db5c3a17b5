"""The part of the meetings: all of them, or the one that the address opens."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.codes import Coded, MeetingState
from core.meetings import deviates
from core.permissions import Act
from core.records.network import Meeting, Participant
from core.start_up import Part
from core.under_way import under_way
from pages.shared.facts import fact_table
from pages.shared.frame import t, t_plain, today
from pages.shared.network_board import Board, opened, participant_name
from pages.shared.network_consent import uncovered
from pages.shared.network_holding import draw_correct, draw_hold
from pages.shared.network_planning import draw_cancel, draw_change, draw_invite, draw_new
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
        st.subheader(t(f"{W}.new"), anchor=False)
        draw_new(board)
        return
    elif writes:
        board.begin(t(f"{W}.new"), Part.MEETINGS, "meeting")
    _draw_all(board)


def _draw_all(board: Board) -> None:
    if not board.file.meetings:
        st.info(t(f"{W}.none"))
    for meeting in board.file.meetings:
        board.link(_line(meeting), Part.MEETINGS, meeting=meeting.id)
        _warn(board, meeting)


def _line(meeting: Meeting) -> str:
    kind = Coded("meeting_kind", meeting.kind)
    return t(f"{W}.line", when=_when(meeting), kind=kind, state=meeting.state)


def _when(meeting: Meeting) -> str:
    if meeting.start_time is None:
        return t_plain("network_meeting.day", date=meeting.day)
    return t_plain(f"{W}.at", date=meeting.day, time=meeting.start_time)


def _warn(board: Board, meeting: Meeting) -> None:
    roles = uncovered(board, meeting)
    if roles is not None:
        st.warning(t(f"{W}.not_covered", date=meeting.day, roles=roles))
    if any(deviates(item, answer) for item, answer in meeting.checklist.items()):
        st.error(t(f"{W}.deviation"))


# -------------------------------------------------------- one meeting


def _draw_one(board: Board, meeting: Meeting) -> None:
    st.subheader(_line(meeting), anchor=False)
    _warn(board, meeting)
    doings = DOINGS[meeting.state] if board.writes(Act.HOLD_MEETINGS) else {}
    asked = opened("do")
    if doings:
        with st.container(horizontal=True):
            for name in ("show", *doings):
                board.link(t(f"{W}.do.{name}"), Part.MEETINGS, meeting=meeting.id, do=name)
    if doings and under_way(meeting, today()):
        draw_present("meeting_screen", case=str(board.case.number), meeting=meeting.id)
    (doings.get(asked or "") or _draw_record)(board, meeting)


DOINGS: Mapping[MeetingState, Mapping[str, Drawn]] = {
    MeetingState.PLANNED: {
        "invite": draw_invite,
        "change": draw_change,
        "hold": draw_hold,
        "cancel": draw_cancel,
    },
    MeetingState.HELD: {"came": draw_invite, "correct": draw_correct},
    MeetingState.CANCELLED: {},
}
"""What can be done with a meeting in each state, by the name in the address."""


def _draw_record(board: Board, meeting: Meeting) -> None:
    rows: list[tuple[str, object]] = [
        ("network_meeting.meeting.place", meeting.place),
        ("network_meeting.meeting.chair", meeting.chair_name),
        ("network_meeting.meeting.purpose", meeting.purpose),
        ("network_meeting.meeting.agenda", meeting.agenda),
    ]
    if meeting.state is MeetingState.CANCELLED:
        rows.append(("network_meeting.meeting.cancelled", meeting.cancel_reason))
    if meeting.state is MeetingState.HELD:
        rows.append(("network_meeting.meeting.next", meeting.next_meeting_date))
        if meeting.no_next_meeting_reason:
            rows.append(("network_meeting.meeting.no_next", meeting.no_next_meeting_reason))
    with st.container(border=True):
        fact_table(rows)
    _draw_participants(meeting)
    if meeting.state is MeetingState.HELD:
        _draw_checklist(meeting)
        if board.writes(Act.HOLD_MEETINGS):
            board.link(t(f"{W}.to_plan"), Part.PLAN, meeting=meeting.id)


def _draw_participants(meeting: Meeting) -> None:
    st.markdown(f"**{t(f'{W}.participants')}**")
    if not meeting.participants:
        st.caption(t(f"{W}.nobody"))
    lines = [
        f"- {t(f'{W}.presence', who=participant_name(each), presence=_presence(meeting, each))}"
        for each in meeting.participants
    ]
    st.markdown("\n".join(lines))


def _presence(meeting: Meeting, each: Participant) -> str:
    if meeting.state is not MeetingState.HELD:
        return t_plain(f"{W}.waiting")
    if not each.attended:
        return t_plain(f"{W}.absent")
    present = t_plain(f"{W}.active" if each.active else f"{W}.attended")
    return present if each.invited is not False else t_plain(f"{W}.uninvited", presence=present)


def _draw_checklist(meeting: Meeting) -> None:
    answers = {item: answer for item, answer in meeting.checklist.items() if answer is not None}
    st.markdown(f"**{t(f'{W}.checklist')}**")
    st.caption(t(f"{W}.answered", n=len(answers), all=len(meeting.checklist)))
    st.markdown("\n".join(_answered(item, answer) for item, answer in answers.items()))


def _answered(item: str, answer: bool) -> str:
    code = Coded("checklist_item", item)
    line = t(f"{W}.answer", item=code, answer=Coded("answer", "yes" if answer else "no"))
    return f"- :red[{line}]" if deviates(item, answer) else f"- {line}"
