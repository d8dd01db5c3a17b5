"""Who may know what: parties beside types of information, and who at a meeting is outside."""

from collections.abc import Iterable

import streamlit as st

from core.codes import Coded, MeetingState, all_codes
from core.reach import PartyReach, reach_by_party
from core.records.network import Meeting
from core.records.sharing import RecipientView
from core.sharing import WHOLE, Ground
from core.words import code_key
from db import queries
from pages.shared.facts import code_words
from pages.shared.formats import literal
from pages.shared.frame import person, t, t_plain, today
from pages.shared.network_board import Board

W = "network_meeting.consent"
R = "network_meeting.reach"


def draw_overview(board: Board) -> None:
    """The table of today: a column for each party, a row for each type of information."""
    reach = reach_by_party(board.file.consents, born=board.case.birth_date, on=today())
    if not board.file.consents:
        return
    st.subheader(t(f"{W}.overview"), anchor=False)
    if reach:
        st.markdown("\n".join(_table(reach)))
    else:
        st.caption(t(f"{W}.overview_none"))


def _table(reach: Iterable[PartyReach]) -> Iterable[str]:
    parties = tuple(reach)
    yield _row([t(f"{W}.type"), *(party_words(each.party, each.role) for each in parties)])
    yield _row(["---", *(":---:" for _ in parties)])
    for code in all_codes("information_type"):
        marks = (t(f"{W}.may" if code in each.types else f"{W}.may_not") for each in parties)
        yield _row([_word("information_type", code), *marks])
    yield _row([f"**{t(f'{W}.until')}**", *(_ends(each) for each in parties)])
    yield _row([f"**{t(f'{W}.from_whom')}**", *(_givers(each) for each in parties)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |"


def party_words(party: str, role: str | None) -> str:
    """The party with its role, safe to put into Markdown."""
    if role is None:
        return t(f"{W}.party_unsaid", party=party)
    return t(f"{W}.party_of_role", role=Coded("participant_role", role), party=party)


def _ends(each: PartyReach) -> str:
    return ", ".join(t(f"{W}.no_end") if day is None else _day(day) for day in each.ends)


def _day(day: object) -> str:
    return t("network_meeting.day", date=day)


def _givers(each: PartyReach) -> str:
    said = [_word("consent_given_by", who) for who in each.givers]
    said += [t(f"{W}.no_giver", basis=Coded("consent_legal_basis", basis)) for basis in each.by_law]
    said += [
        f"**{t(f'{W}.missing', who=t_plain(code_key(Coded('consent_given_by', who))).lower())}**"
        for who in each.missing
    ]
    return ", ".join(said)


def _word(list_name: str, code: str) -> str:
    return literal(t_plain(code_key(Coded(list_name, code))))


# -------------------------------------------------------- at a meeting


def draw_outside(board: Board, meeting: Meeting) -> None:
    """Who of those invited is outside the consents: what each may not know, and why (R12)."""
    seats = queries.sharing.at_meeting(board.case.id, meeting.id, by=person())
    outside = [each for each in seats if is_outside(each)]
    if not outside or meeting.state is MeetingState.CANCELLED:
        return
    with st.container(border=True):
        st.markdown(f"**{t(f'{R}.heading')}**")
        st.markdown("\n".join(f"- {told_outside(each, meeting)}" for each in outside))
        st.caption(t(f"{R}.about"))
        if any(each.recipient.role == "guardian" for each in outside):
            st.caption(t(f"{R}.guardian"))


def is_outside(each: RecipientView) -> bool:
    """Whether there is something that they may not be told."""
    return each.basis.ground not in WHOLE and bool(each.basis.lacks)


def told_outside(each: RecipientView, meeting: Meeting) -> str:
    """The sentence about one of them: what they may not know and why; safe to put into Markdown."""
    who = recipient_words(each)
    if each.basis.ground is Ground.NONE:
        return t(f"{R}.nothing", who=who, date=meeting.day)
    types = code_words("information_type", each.basis.lacks).lower()
    return t(f"{R}.lacks", who=who, types=types, date=meeting.day)


def recipient_words(each: RecipientView) -> str:
    """Role and name, as plain text."""
    role = t_plain(code_key(Coded("participant_role", each.recipient.role)))
    name = each.recipient.name
    return f"{role}: {name}" if name else role
