"""What is written of a meeting, as lines to read."""

from collections.abc import Iterable

import streamlit as st

from core.agenda import points
from core.codes import Coded, MeetingState
from core.invitations import outdated
from core.records.network import Meeting, Participant
from pages.shared.facts import code_words, fact_table
from pages.shared.formats import literal
from pages.shared.frame import t, t_plain
from pages.shared.network_board import participant_name

W, M, C = "network_meeting.meeting", "network_meeting.meetings", "network_meeting.invitations"


def draw_facts(meeting: Meeting) -> None:
    """When, where and why; the agenda; what the young person wishes."""
    with st.container(border=True):
        fact_table(_rows(meeting))
        agenda = points(meeting.agenda)
        if agenda:
            st.markdown(f"**{t(f'{W}.agenda')}:**\n\n{_numbered(agenda)}")


def _numbered(agenda: Iterable[str]) -> str:
    return "\n".join(f"{place}. {literal(point)}" for place, point in enumerate(agenda, start=1))


def _rows(meeting: Meeting) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (f"{W}.when", when(meeting)),
        (f"{W}.place", meeting.place),
        (f"{W}.chair", meeting.chair_name),
        (f"{W}.purpose", meeting.purpose),
        *_prepared(meeting),
    ]
    if meeting.state is MeetingState.CANCELLED:
        rows.append((f"{W}.cancelled", meeting.cancel_reason))
    if meeting.state is MeetingState.HELD:
        rows.append((f"{W}.next", meeting.next_meeting_date))
        if meeting.no_next_meeting_reason:
            rows.append((f"{W}.no_next", meeting.no_next_meeting_reason))
        rows += _minutes(meeting)
    return rows


def _minutes(meeting: Meeting) -> list[tuple[str, object]]:
    if meeting.minutes is None:
        return []
    types = code_words("information_type", meeting.minutes_types or ())
    return [(f"{W}.minutes", meeting.minutes), (f"{W}.minutes_types", types)]


def _prepared(meeting: Meeting) -> list[tuple[str, object]]:
    """What came up in the preparation; nothing is said where nothing did."""
    considerations = code_words("meeting_consideration", meeting.considerations)
    told: list[tuple[str, object]] = [
        (f"{W}.wishes", meeting.wishes),
        (f"{W}.considerations", considerations),
        (f"{W}.considerations_note", meeting.considerations_note),
        (f"{W}.not_invited", meeting.not_invited),
        (f"{W}.prepared", meeting.prepared_date),
    ]
    return [(label, value) for label, value in told if value]


def when(meeting: Meeting) -> str:
    """The day, and from when to when where it is known; plain text."""
    if meeting.start_time is None:
        return t_plain("network_meeting.day", date=meeting.day)
    if meeting.end_time is None:
        time = meeting.start_time
    else:
        time = t_plain(f"{W}.span", start=meeting.start_time, end=meeting.end_time)
    return t_plain("network_meeting.meetings.at", date=meeting.day, time=time)


# ---------------------------------------------------------------- who


def draw_participants(meeting: Meeting) -> None:
    """Everybody on the list, with what they answered or whether they came."""
    st.markdown(f"**{t(f'{M}.participants')}**")
    if not meeting.participants:
        st.caption(t(f"{M}.nobody"))
    lines = [
        f"- {t(f'{M}.presence', who=participant_name(each), presence=_presence(meeting, each))}"
        for each in meeting.participants
    ]
    st.markdown("\n".join(lines))


def _presence(meeting: Meeting, each: Participant) -> str:
    if meeting.state is not MeetingState.HELD:
        return facts_of(meeting, each)
    if not each.attended:
        return t_plain(f"{M}.absent")
    present = t_plain(f"{M}.active" if each.active else f"{M}.attended")
    return present if each.invited is not False else t_plain(f"{M}.uninvited", presence=present)


def facts_of(meeting: Meeting, each: Participant) -> str:
    """What somebody was sent and answered, as plain text."""
    told = []
    if outdated(meeting, each):
        told.append(t_plain(f"{C}.old"))
    elif each.sent_date is not None:
        told.append(t_plain(f"{C}.sent", date=each.sent_date))
    else:
        told.append(t_plain(f"{C}.never_sent"))
    if each.answer is not None:
        answer = Coded("attendance_answer", each.answer)
        told.append(t_plain(f"{C}.answered", answer=answer, date=each.answered_date or ""))
    return " · ".join(told)
