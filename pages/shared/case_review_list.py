"""The first view of case meetings: decisions to follow up, the meetings, and what was learnt."""

from collections.abc import Sequence

import streamlit as st

from core.case_learning import open_first
from core.permissions import Act, may
from core.records.case_reviews import DecisionState, Review
from pages.shared.case_review_words import PAGE, about, decided, named, short
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, t
from pages.shared.links import leave_from, link
from pages.shared.paging import paged

PAGE_SIZE = 20
LATEST = 8
"""How many things learnt stand in sight; the rest lie with their meetings."""


def draw_overview(reviews: Sequence[Review]) -> None:
    """Everything at a glance."""
    st.caption(t("case_reviews.about"))
    leads = may(person(), Act.RUN_CASE_REVIEWS)
    with st.container(horizontal=True):
        if leads:
            link(PAGE, t("case_reviews.new"), review="new")
        if may(person(), Act.SEE_RESULTS):
            link(PAGE, t("case_reviews.to_cross_view"), view="cross")
    if not reviews:
        st.info(t("case_reviews.empty_lead" if leads else "case_reviews.empty"))
        return
    leave_from()
    draw_open_decisions(reviews)
    _draw_reviews(reviews)
    _draw_learnt(reviews)


def draw_open_decisions(reviews: Sequence[Review]) -> None:
    """What was decided and is not settled, the earliest day first; each leads to its form."""
    found = open_first(decision for each in reviews for decision in each.decisions)
    still = [each for each in found if each.state is DecisionState.OPEN]
    with open_section("case_reviews.to_follow_up"):
        if not still:
            st.caption(t("case_reviews.nothing_open"))
        for each in still:
            link(PAGE, short(each.text), decision=each.id)
            st.caption(decided(each))


def _draw_reviews(reviews: Sequence[Review]) -> None:
    with open_section("case_reviews.meetings"):
        for each in paged(reviews, PAGE_SIZE):
            link(PAGE, named(each), review=each.id)
            st.caption(about(each))


def _draw_learnt(reviews: Sequence[Review]) -> None:
    learnt = [(each.date, one.text) for each in reviews for one in each.learnings]
    if not learnt:
        return
    with open_section("case_reviews.learnt"):
        st.markdown(
            "\n".join(
                f"- {literal(text)} :small[{t('case_reviews.dated', date=day)}]"
                for day, text in learnt[:LATEST]
            )
        )
        if len(learnt) > LATEST:
            st.caption(t("case_reviews.more_learnt", n=len(learnt) - LATEST))
