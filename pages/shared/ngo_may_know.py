"""What an NGO in a case may be told, what covers too little for more, and where to mend it."""

import streamlit as st

from core.ngo_agreements import PART, to_mend
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.ngo import Ngo, NgoSheet
from db import queries
from pages.shared.facts import all_coded
from pages.shared.frame import person, t, today
from pages.shared.links import link
from pages.shared.ngo_sheet_text import sheet_text
from pages.shared.support_parts import part_link


def draw_may_know(case: CaseHeader, one: Ngo) -> None:
    """The types that may be told with a sheet to copy, and what covers too little."""
    st.markdown(f"**{t('ngo.may_know')}**")
    told = None
    if not one.over(today()):
        told = queries.ngo.told_to(case.id, one.name, by=person(), on=today())
    if told is None:
        st.markdown(t("ngo.over"))
        return
    _draw_covered(case, one, told)
    _draw_consent(case, one, told)
    _draw_agreement(one, told)


def _draw_covered(case: CaseHeader, one: Ngo, told: NgoSheet) -> None:
    if told.types:
        st.markdown(t("ngo.covered", types=all_coded("information_type", told.types)))
        _draw_sheet(case, one, told)
    elif told.by_consent and told.by_agreement:
        st.markdown(t("ngo.nothing_in_common"))


def _draw_sheet(case: CaseHeader, one: Ngo, told: NgoSheet) -> None:
    folded = st.expander(t("ngo.sheet"), key=f"ngo.sheet.{case.id}.{one.key}", on_change="rerun")
    if folded.open:
        with folded:
            st.caption(t("ngo.sheet_told"))
            st.code(sheet_text(told), language=None, wrap_lines=True)


def _draw_consent(case: CaseHeader, one: Ngo, told: NgoSheet) -> None:
    """No consent, or one that covers less than the agreement."""
    if not told.by_consent:
        st.markdown(t("ngo.uncovered", organisation=one.name))
    elif told.unconsented:
        st.markdown(t("ngo.unconsented", types=all_coded("information_type", told.unconsented)))
    else:
        return
    part_link("network_meeting", case, "consent", t("ngo.to_consent"))


def _draw_agreement(one: Ngo, told: NgoSheet) -> None:
    """No agreement, or one that covers less than the consent."""
    if not told.by_agreement:
        st.markdown(t("ngo.no_agreement", organisation=one.name))
    elif told.unagreed:
        st.markdown(t("ngo.unagreed", types=all_coded("information_type", told.unagreed)))
    else:
        return
    if may(person(), Act.EDIT_KNOWLEDGE_SHARING):
        draw_way_to_agreement(t("ngo.to_agreement"), one.name, one.key)
    else:
        st.caption(t("ngo.ask_lead"))


def draw_way_to_agreement(label: str, organisation: str, key: str) -> None:
    """A link to the agreement with the NGO that can be mended, or to the form of a new one."""
    known = queries.ngo_agreements.agreements(by=person())
    found = to_mend(known, organisation, today())
    if found is None:
        link("knowledge_sharing", label, part=PART, agreement="new", ngo=key)
    else:
        link("knowledge_sharing", label, part=PART, agreement=found.id)
