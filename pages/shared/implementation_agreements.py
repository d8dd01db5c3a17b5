"""The agreements: what is to be done first, then those in force, and the one that is opened."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.cooperation import AgreementState, by_partner, missing, state_of
from core.permissions import Act, may
from core.records.implementation import CooperationAgreement, Implementation
from core.words import code_key
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, t, today
from pages.shared.heads import draw_name
from pages.shared.implementation_agreement_forms import draw_end, draw_form
from pages.shared.implementation_lines import draw_line
from pages.shared.links import link

W = "cooperation"
PAGE = "implementation"
SECTIONS = {
    "to_do": (AgreementState.OVERDUE, AgreementState.RENEW_SOON, AgreementState.UNSIGNED),
    "in_force": (AgreementState.IN_FORCE,),
    "ended": (AgreementState.ENDED,),
}
"""Which states stand together, in the order of the page."""


def draw_agreements(known: Implementation) -> None:
    """All agreements and who is missing, or the agreement in the address."""
    asked = st.query_params.get("agreement")
    opened = next((each for each in known.agreements if each.id == asked), None)
    writes = may(person(), Act.WRITE_IMPLEMENTATION)
    if opened is not None or (asked == "new" and writes):
        link(PAGE, t(f"{W}.back"), part="agreements")
        _draw_opened(opened, writes=writes)
        return
    kinds = by_partner(known.agreements, today())
    done = len(kinds) - len(missing(known.agreements, today()))
    st.markdown(f"**{t(f'{W}.counted', done=done, n=len(kinds))}**")
    st.caption(t(f"{W}.about"))
    if writes:
        link(PAGE, t(f"{W}.new"), part="agreements", agreement="new")
    _draw_missing([kind for kind, held in kinds.items() if not held], writes=writes)
    for name, states in SECTIONS.items():
        _draw_list(name, [one for one in known.agreements if state_of(one, today()) in states])


def _draw_missing(kinds: Sequence[str], *, writes: bool) -> None:
    if not kinds:
        return
    with open_section(f"{W}.missing"):
        if writes:
            st.caption(t(f"{W}.press"))
        for kind in kinds:
            name = t(code_key(Coded("cooperation_partner", kind)))
            if writes:
                link(PAGE, name, part="agreements", agreement="new", partner=kind)
            else:
                st.markdown(name)


def _draw_list(name: str, listed: Sequence[CooperationAgreement]) -> None:
    if not listed:
        return
    with open_section(f"{W}.{name}"):
        for each in listed:
            kind = t(code_key(Coded("cooperation_partner", each.partner)))
            facts = (kind, standing(each))
            draw_line(literal(each.organisation), facts, part="agreements", agreement=each.id)


def standing(agreement: CooperationAgreement) -> str:
    """How an agreement stands, in words."""
    state = state_of(agreement, today())
    until = "_until" if state is AgreementState.IN_FORCE and agreement.renew_by else ""
    return t(
        f"{W}.state.{state}{until}",
        signed=agreement.signed_date or "",
        renew=agreement.renew_by or "",
        ended=agreement.ended_date or "",
    )


def _draw_opened(opened: CooperationAgreement | None, *, writes: bool) -> None:
    draw_name(literal(opened.organisation) if opened else t(f"{W}.new"))
    if opened is not None:
        st.caption(standing(opened))
    if writes and (opened is None or opened.ended_date is None):
        draw_form(opened)
        if opened is not None:
            draw_end(opened)
    elif opened is not None:
        _draw_facts(opened)


def _draw_facts(opened: CooperationAgreement) -> None:
    st.markdown(f"**{t(code_key(Coded('cooperation_partner', opened.partner)))}**")
    for name in ("contact", "ours", "theirs", "ended_reason"):
        value = getattr(opened, name)
        if value:
            st.markdown(f"**{t(f'{W}.{name}')}**  \n{literal(value)}")
