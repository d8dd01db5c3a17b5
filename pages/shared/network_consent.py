"""The part of the consents: what they lack, who may know what, and what is opened in it."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from core.codes import MeetingState
from core.consent import ALONE, GUARDIAN, Gap, covers, gap, in_force, under_age
from core.permissions import Act
from core.records.consenting import ConsentForm
from core.records.network import Consent, Meeting
from core.start_up import Part
from db import queries
from pages.shared.case import case_link
from pages.shared.frame import person, t, today
from pages.shared.network_board import Board, opened, role_words
from pages.shared.network_consent_form import draw_add, draw_consents, draw_opened
from pages.shared.network_consent_paper import draw_new_paper, draw_paper, draw_papers
from pages.shared.network_consent_reach import draw_overview

W = "network_meeting.consent"
NEW, PAPER = "new", "paper"
"""What the address can open beside a consent or a form by its id."""
_SENTENCE = {
    Gap.NOTHING_ON_FILE: "none",
    Gap.NOTHING_COVERS: "nothing_covers",
    Gap.GUARDIAN_MISSING: "guardian_missing",
    Gap.OWN_MISSING: "own_missing",
}


def draw_consent(board: Board) -> None:
    """What is on file and what is missing, or the one thing that the address opens."""
    lacking = gap(board.file.consents, board.case.birth_date, today())
    if lacking is not None:
        st.warning(t(f"{W}.{_SENTENCE[lacking]}"))
    _warn_of_invited(board)
    if under_age(board.case.birth_date, today()):
        _draw_guardian(board)
    forms = queries.consent_forms.forms(board.case.id, by=person())
    drawn = _opened(board, forms)
    if drawn is not None:
        board.link(t(f"{W}.all"), Part.CONSENT)
        drawn()
    else:
        _draw_all(board, forms)


def _opened(board: Board, forms: tuple[ConsentForm, ...]) -> Callable[[], None] | None:
    """What the address opens: a consent or a form by its id, or a new one."""
    asked = opened("consent")
    consents: Iterable[Consent] = board.file.consents
    found: dict[str, Callable[[], None]] = {
        **{each.id: partial(draw_opened, board, each) for each in consents},
        **{each.id: partial(draw_paper, board, each) for each in forms},
    }
    if board.writes(Act.RECORD_CONSENT):
        found |= {NEW: partial(draw_add, board), PAPER: partial(draw_new_paper, board)}
    return found.get(asked or "")


def _draw_all(board: Board, forms: tuple[ConsentForm, ...]) -> None:
    writes = board.writes(Act.RECORD_CONSENT)
    draw_overview(board)
    if writes:
        board.link(t(f"{W}.make_paper"), Part.CONSENT, consent=PAPER)
        if board.file.consents:
            board.begin(t(f"{W}.new"), Part.CONSENT, "consent")
    case_link("about_me", board.case.number, t(f"{W}.to_about_me"))
    draw_papers(board, forms)
    draw_consents(board)
    if writes and not board.file.consents and not forms:
        draw_add(board)


def uncovered(board: Board, meeting: Meeting) -> str | None:
    """The roles at a planned meeting that no consent covers on its day; None where all is well."""
    roles = [each.role for each in meeting.participants if each.role not in ALONE]
    if meeting.state is not MeetingState.PLANNED or not roles:
        return None
    born = board.case.birth_date
    covered = covers(board.file.consents, meeting.day, born=born)
    return None if covered else role_words(roles)


def _warn_of_invited(board: Board) -> None:
    for meeting in board.file.meetings:
        roles = uncovered(board, meeting)
        if roles is not None:
            st.error(t(f"{W}.invited", date=meeting.day, roles=roles))


def _draw_guardian(board: Board) -> None:
    st.info(t(f"{W}.notify"))
    given = [
        consent
        for consent in board.file.consents
        if consent.given_by == GUARDIAN and in_force(consent, today())
    ]
    names = dict.fromkeys(
        each.name
        for meeting in board.file.meetings
        for each in meeting.participants
        if each.role == GUARDIAN and each.name
    )
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.guardian')}**")
        if given:
            parties = ", ".join(dict.fromkeys(each.party for each in given))
            st.markdown(t(f"{W}.guardian_given", date=given[0].given_date, party=parties))
        else:
            st.markdown(t(f"{W}.guardian_not"))
        if names:
            st.caption(t(f"{W}.guardian_named", names=", ".join(names)))
