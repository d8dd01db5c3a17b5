"""The board of homes: everybody who waits, the longest first, and the homes at risk."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded, Step
from core.home_search import last_day_to_answer
from core.home_waiting import AtRisk, Waiting, WaitSpread
from core.records.homes import HomeCase
from pages.shared.formats import numbered
from pages.shared.frame import open_section, t, today
from pages.shared.heads import draw_heading
from pages.shared.links import link
from pages.shared.overview_list import ABOUT
from pages.shared.paging import paged, unfold_turned

PAGE_SIZE = 15
AT_ONCE = 10
"""Homes at risk that are shown before the rest is unfolded."""


def draw_head(waiting: Sequence[Waiting], spread: WaitSpread) -> None:
    """How many wait, how long at the most, and how long it takes to get a home."""
    said = t("housing.empty")
    if waiting:
        longest = t("housing.longest", n=waiting[0].days)
        said = f"{t('housing.waiting', n=len(waiting))} {longest}"
    st.markdown(f"**{said}**")
    if spread.median is None:
        st.markdown(t("housing.spread_none"))
    else:
        st.markdown(t("housing.spread", median=spread.median, n=spread.n))


def draw_waiting(waiting: Sequence[Waiting]) -> None:
    """One card for each; on a phone its parts stand below each other."""
    if not waiting:
        return
    draw_heading(t("housing.who_waits"))
    for each in paged(waiting, PAGE_SIZE):
        _draw_card(each.case, _about(each))


def draw_at_risk(found: Sequence[AtRisk]) -> None:
    """The homes at risk, with the last thing that happened."""
    with open_section("housing.at_risk"):
        if not found:
            st.caption(t("housing.at_risk_none"))
        for each in found[:AT_ONCE]:
            _draw_card(each.case, _risk(each))
        rest = found[AT_ONCE:]
        if rest:
            unfold_turned("housing.at_risk", name="at_risk")
            said = t("housing.at_risk_more", n=len(rest))
            folded = st.expander(said, key="housing.at_risk", on_change="rerun")
            if folded.open:
                with folded:
                    for each in paged(rest, PAGE_SIZE, name="at_risk"):
                        _draw_card(each.case, _risk(each))


def _draw_card(case: HomeCase, about: str) -> None:
    with st.container(
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        label = t("housing.row", **numbered(case.name, case.number))
        page = "assessment" if case.step is Step.ASSESSMENT else "support_phase"
        link(page, label, case=str(case.number), part="home")
        st.markdown(about, width=ABOUT)


def _about(each: Waiting) -> str:
    first = [t("housing.has_waited", n=each.days, since=each.since)]
    if each.cti_waits:
        first.append(t("housing.cti_waits"))
    if each.home_found is not None:
        first.append(t("housing.home_found", day=each.home_found))
    return f"{' · '.join(first)}  \n:small[{' · '.join([_situation(each), *_search(each)])}]"


def _situation(each: Waiting) -> str:
    if each.situation is None:
        return t("housing.situation_unknown")
    return t(f"code.housing_situation.{each.situation.situation}")


def _search(each: Waiting) -> list[str]:
    """The applications and the last offer."""
    names = tuple(dict.fromkeys(one.name for one in each.applications))
    said = [t("housing.applied", names=names)] if names else []
    listed = each.situation.waiting_list_date if each.situation else None
    if not said and listed is not None:
        said.append(t("housing.listed", day=listed))
    if not said and each.home_found is None:
        said.append(t("housing.no_application"))
    offer = each.last_offer
    if offer is not None and offer.answer is None:
        due = last_day_to_answer(offer)
        said.append(t("housing.offer_waits", day=offer.offered_date, due=due))
    elif offer is not None:
        answer = Coded("home_offer_answer", offer.answer or "")
        said.append(t("housing.offer", day=offer.offered_date, answer=answer))
    return said


def _risk(each: AtRisk) -> str:
    said = t("housing.risk_since", since=each.since)
    days = (today() - each.since).days
    told = [t("housing.days", n=days)]
    if each.event is not None:
        kind = Coded("home_event", each.event.kind)
        if each.event.reason is None:
            told.append(t("housing.risk_event_bare", kind=kind, day=each.event.day))
        else:
            reason = Coded("home_event_reason", each.event.reason)
            told.append(t("housing.risk_event", kind=kind, day=each.event.day, reason=reason))
    return f"{said}  \n:small[{' · '.join(told)}]"
