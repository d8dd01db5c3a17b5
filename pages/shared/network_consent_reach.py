"""Who may know what: parties beside types of information, and who at a meeting is outside."""

import streamlit as st

from core.codes import Coded, MeetingState
from core.consent import under_age
from core.reach import reach_by_party
from core.records.consenting import RecipientView
from core.records.network import Meeting
from core.sharing import GUARDIAN, WHOLE, Ground
from core.words import code_key
from db import queries
from pages.shared.facts import code_words
from pages.shared.frame import person, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board
from pages.shared.network_consent_table import reach_table

W = "network_meeting.consent"
R = "network_meeting.reach"


def draw_overview(board: Board) -> None:
    """The table of today: a column for each party, a row for each type of information."""
    if not board.file.consents:
        return
    reach = reach_by_party(board.file.consents, born=board.case.birth_date, on=today())
    draw_heading(t(f"{W}.overview"))
    if reach:
        st.html(reach_table(reach, both=under_age(board.case.birth_date, today())))
    else:
        st.caption(t(f"{W}.overview_none"))


# -------------------------------------------------------- at a meeting


def draw_outside(board: Board, meeting: Meeting) -> None:
    """Who of those invited to a meeting ahead may not know what, and why (R12)."""
    if meeting.state is not MeetingState.PLANNED:
        return
    seats = queries.sharing.at_meeting(board.case.id, meeting.id, by=person())
    outside = [each for each in seats if is_outside(each)]
    nothing = [each for each in outside if each.basis.ground is Ground.NONE]
    in_part = [each for each in outside if each not in nothing]
    if nothing:
        st.warning(f"**{t(f'{R}.heading')}**\n\n{_lines(nothing, meeting)}\n\n{t(f'{R}.about')}")
    if in_part:
        with st.expander(t(f"{R}.in_part", n=len(in_part))):
            st.markdown(_lines(in_part, meeting))
            st.caption(t(f"{R}.left_out"))


def warn_before(board: Board, meeting: Meeting, role: str | None, name: str | None) -> None:
    """The same about one who is about to be invited: said before they are."""
    if role is None:
        return
    one = queries.sharing.invited(board.case.id, role, name, by=person(), on=meeting.day)
    if one is not None and is_outside(one):
        more = f"  \n{t(f'{R}.about')}" if one.basis.ground is Ground.NONE else ""
        st.warning(f"{_lines([one], meeting)}{more}")


def _lines(outside: list[RecipientView], meeting: Meeting) -> str:
    lines = [f"- {told_outside(each, meeting)}" for each in outside]
    if any(each.recipient.role == GUARDIAN for each in outside):
        lines.append(f"\n{t(f'{R}.guardian')}")
    return "\n".join(lines)


def is_outside(each: RecipientView) -> bool:
    """Whether there is something that they may not be told."""
    return each.basis.ground not in WHOLE and bool(each.basis.lacks)


def told_outside(each: RecipientView, meeting: Meeting) -> str:
    """The sentence about one of them: what they may not know and why; safe to put into Markdown."""
    who = recipient_words(each)
    if each.basis.ground is Ground.NONE:
        return t(f"{R}.nothing", who=who, date=meeting.day)
    types = code_words("information_type", each.basis.lacks).lower()
    return t(f"{R}.lacks", who=who, types=types)


def recipient_words(each: RecipientView) -> str:
    """Role and name, as plain text."""
    role = t_plain(code_key(Coded("participant_role", each.recipient.role)))
    name = each.recipient.name
    return f"{role}: {name}" if name else role
