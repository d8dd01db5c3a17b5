"""The agreements with NGOs: how they stand on the front of the page, the whole list, and one."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.knowledge_sharing import PAGE
from core.ngo_agreements import HOLDS, PART, NgoAgreementState, state_of, to_renew
from core.permissions import Act, may
from core.records.ngo_agreements import NgoAgreement, UnagreedNgo
from db import queries
from pages.shared.facts import all_coded
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, t, today
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.ngo_agreement_view import draw_agreement, standing
from pages.shared.ngo_may_know import draw_way_to_agreement

W = "ngo_agreements"
GONE = frozenset({NgoAgreementState.ENDED, NgoAgreementState.EXPIRED})


def draw_summary() -> None:
    """On the front: how many hold, are to be renewed or are missing, and the way to them."""
    known = queries.ngo_agreements.agreements(by=person())
    counts = {
        "holding": sum(state_of(each, today()) in HOLDS for each in known),
        "renewing": sum(to_renew(each, known, today()) for each in known),
        "lacking": len(queries.ngo_agreements.missing(by=person(), on=today())),
    }
    with open_section(f"{W}.heading"):
        told = [t(f"{W}.{name}", n=n) for name, n in counts.items() if n or name == "holding"]
        st.markdown(" ".join(told))
        link(PAGE, t(f"{W}.to_list"), part=PART)


def draw_agreements() -> None:
    """All agreements and who has none, or the agreement in the address."""
    known = queries.ngo_agreements.agreements(by=person())
    lacking = queries.ngo_agreements.missing(by=person(), on=today())
    if "agreement" in st.query_params:
        link(PAGE, t(f"{W}.back"), part=PART)
        draw_agreement(known, lacking, st.query_params["agreement"])
        return
    link(PAGE, t("knowledge_sharing.back"))
    draw_heading(t(f"{W}.heading"))
    st.write(t(f"{W}.about"))
    _draw_lists(known, lacking)


def _draw_lists(known: Sequence[NgoAgreement], lacking: Sequence[UnagreedNgo]) -> None:
    writes = may(person(), Act.EDIT_KNOWLEDGE_SHARING)
    if writes:
        link(PAGE, t(f"{W}.new"), part=PART, agreement="new")
    if not known:
        st.info(t(f"{W}.none"))
    _draw_missing(lacking, writes=writes)
    sorted_in: dict[str, list[NgoAgreement]] = {"to_do": [], "in_force": [], "earlier": []}
    for each in known:
        sorted_in[_place(each, known)].append(each)
    for name, listed in sorted_in.items():
        _draw_list(name, listed)


def _place(agreement: NgoAgreement, known: Sequence[NgoAgreement]) -> str:
    """The list that it stands in."""
    state = state_of(agreement, today())
    if state is NgoAgreementState.UNSIGNED or to_renew(agreement, known, today()):
        return "to_do"
    return "in_force" if state in HOLDS else "earlier"


def _draw_missing(lacking: Sequence[UnagreedNgo], *, writes: bool) -> None:
    if not lacking:
        return
    with open_section(f"{W}.missing"):
        st.caption(t(f"{W}.missing_told"))
        for each in lacking:
            if writes:
                draw_way_to_agreement(literal(each.name), each.name, each.key)
            else:
                st.markdown(literal(each.name))


def _draw_list(name: str, listed: Sequence[NgoAgreement]) -> None:
    if not listed:
        return
    with open_section(f"{W}.{name}"):
        for each in listed:
            with st.container(gap=None):
                link(PAGE, literal(each.organisation), part=PART, agreement=each.id)
                st.caption(f"{standing(each)}  \n{_opens(each)}")


def _opens(agreement: NgoAgreement) -> str:
    types = all_coded("information_type", agreement.information_types)
    role = Coded("gdpr_role", agreement.gdpr_role)
    if not types:
        return t(f"{W}.opens_nothing", role=role)
    gone = state_of(agreement, today()) in GONE
    return t(f"{W}.opened" if gone else f"{W}.opens", role=role, types=types)
