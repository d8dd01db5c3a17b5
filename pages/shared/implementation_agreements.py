"""The agreements: a line for each kind of partner, and the one that is opened."""

import streamlit as st

from core.codes import Coded
from core.cooperation import AgreementState, by_partner, missing, state_of
from core.permissions import Act, may
from core.records.implementation import CooperationAgreement, Implementation
from core.words import code_key
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, t, today
from pages.shared.implementation_agreement_forms import draw_end, draw_form
from pages.shared.links import link

W = "cooperation"
PAGE = "implementation"


def draw_agreements(known: Implementation) -> None:
    """All kinds of partners, or the agreement in the address."""
    asked = st.query_params.get("agreement")
    opened = next((each for each in known.agreements if each.id == asked), None)
    writes = may(person(), Act.WRITE_IMPLEMENTATION)
    if opened is not None or (asked == "new" and writes):
        link(PAGE, t(f"{W}.back"), part="agreements")
        _draw_opened(opened, writes=writes)
        return
    lacking = missing(known.agreements, today())
    kinds = by_partner(known.agreements, today())
    st.markdown(f"**{t(f'{W}.counted', done=len(kinds) - len(lacking), n=len(kinds))}**")
    st.caption(t(f"{W}.about"))
    for kind, held in kinds.items():
        _draw_kind(kind, held, lacks=kind in lacking, writes=writes)
    _draw_ended(known)


def _draw_kind(
    kind: str, held: tuple[CooperationAgreement, ...], *, lacks: bool, writes: bool
) -> None:
    with st.container(border=True):
        st.markdown(f"**{t(code_key(Coded('cooperation_partner', kind)))}**")
        for each in held:
            link(PAGE, literal(each.organisation), part="agreements", agreement=each.id)
            st.caption(standing(each))
        if lacks and not held:
            st.caption(t(f"{W}.missing"))
        if writes and lacks and not held:
            words = t(f"{W}.new")
            link(PAGE, words, part="agreements", agreement="new", partner=kind)
        elif writes:
            words = t(f"{W}.another")
            link(PAGE, words, part="agreements", agreement="new", partner=kind)


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
    st.header(literal(opened.organisation) if opened else t(f"{W}.new"), anchor=False)
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
            st.markdown(f"{t(f'{W}.{name}')}  \n{literal(value)}")


def _draw_ended(known: Implementation) -> None:
    ended = [each for each in known.agreements if state_of(each, today()) is AgreementState.ENDED]
    if not ended:
        return
    with open_section(f"{W}.ended"):
        for each in ended:
            link(PAGE, literal(each.organisation), part="agreements", agreement=each.id)
            st.caption(standing(each))
