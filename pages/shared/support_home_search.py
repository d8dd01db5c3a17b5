"""The way to a home as it stands: needs and wishes, then each application with its offers."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.home_search import ACCEPTED, last_day_to_answer
from core.records.cases import CaseHeader
from core.records.homes import HomeApplication, HomeNeed, HomeOffer, HomeSearch
from pages.shared.formats import literal
from pages.shared.frame import t, today
from pages.shared.heads import draw_heading
from pages.shared.support_home_forms import form_link


def draw_needs(case: CaseHeader, need: HomeNeed | None, *, writes: bool) -> None:
    """What the young person needs and wishes for, their own words first."""
    draw_heading(t("home_part.needs"))
    if need is None:
        st.caption(t("home_part.no_needs"))
    else:
        if need.wishes:
            st.markdown(t("home_part.wishes", text=need.wishes))
        st.markdown(" · ".join(_facts(need)))
    if writes:
        label = t("home_part.tell_need" if need is None else "home_part.change_need")
        form_link(case, label, "need")


def _facts(need: HomeNeed) -> list[str]:
    said = []
    if need.area:
        said.append(t("home_part.area", text=need.area))
    if need.size:
        said.append(t("home_part.size", size=Coded("home_size", need.size)))
    if need.most_rent:
        said.append(t("home_part.most_rent", kroner=need.most_rent))
    if need.pets is not None:
        said.append(t("home_part.pets_yes" if need.pets else "home_part.pets_no"))
    if need.accessibility:
        said.append(t("home_part.accessibility", text=need.accessibility))
    return [*said, t("home_part.told", day=need.told_date)]


def draw_waiting_offers(case: CaseHeader, search: HomeSearch) -> None:
    """Offers that wait for an answer: the next thing to do."""
    for offer in search.offers:
        if offer.answer is None:
            with st.container(border=True):
                st.markdown(f"**{t('home_part.offer_waits', text=offer.description)}**")
                st.markdown(_answered(offer))
                form_link(case, t("home_part.answer"), "answer", offer.id)


def draw_applications(case: CaseHeader, search: HomeSearch, *, writes: bool, at_home: bool) -> None:
    """The applications, those that stand first, each with its offers."""
    draw_heading(t("home_part.search"))
    if not search.applications:
        st.caption(t("home_part.no_applications"))
    ordered = sorted(search.applications, key=lambda each: each.ended_date is not None)
    for each in ordered:
        offers = [one for one in search.offers if one.application_id == each.id]
        with st.container(border=True):
            _draw_application(case, each, offers, writes=writes, at_home=at_home)
    if writes:
        form_link(case, t("home_part.apply"), "application")


def _draw_application(
    case: CaseHeader,
    each: HomeApplication,
    offers: Sequence[HomeOffer],
    *,
    writes: bool,
    at_home: bool,
) -> None:
    kind = Coded("home_application_kind", each.kind)
    said = [t("home_part.applied", kind=kind, name=each.name, day=each.applied_date)]
    if each.list_number:
        said.append(t("home_part.list_number", text=each.list_number))
    if each.ended_date is not None:
        reason = Coded("home_application_end", each.end_reason or "other")
        said.append(t("home_part.ended", day=each.ended_date, reason=reason))
    st.markdown(" · ".join(said))
    if each.note:
        st.caption(literal(each.note))
    for offer in offers:
        _draw_offer(case, offer, writes=writes, at_home=at_home)
    if writes:
        with st.container(horizontal=True):
            if each.ended_date is None:
                form_link(case, t("home_part.add_offer"), "offer", each.id)
                form_link(case, t("home_part.end"), "end", each.id)
            form_link(case, t("home_mending.mend_application.link"), "mend_application", each.id)


def _draw_offer(case: CaseHeader, offer: HomeOffer, *, writes: bool, at_home: bool) -> None:
    """An answer that waits is asked for at the top; once moved in, answers stand."""
    said = [t("home_part.offer", day=offer.offered_date, text=offer.description)]
    if offer.rent:
        said.append(t("home_part.offer_rent", kroner=offer.rent))
    st.markdown(f"{' · '.join(said)}  \n{_answered(offer)}")
    if not writes:
        return
    with st.container(horizontal=True):
        if offer.answer is not None and not at_home:
            form_link(case, t("home_part.change_answer"), "answer", offer.id)
        form_link(case, t("home_mending.mend_offer.link"), "mend_offer", offer.id)


def _answered(offer: HomeOffer) -> str:
    if offer.answer is None:
        due = last_day_to_answer(offer)
        return t("home_part.answer_late" if due < today() else "home_part.answer_due", day=due)
    if offer.answer == ACCEPTED:
        return t("home_part.accepted", day=offer.answered_date)
    facts = {"day": offer.answered_date, "reason": offer.reason}
    return t(f"home_part.refused.{offer.answered_by}", **facts)
