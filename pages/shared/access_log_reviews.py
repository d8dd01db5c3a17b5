"""The monthly samples of the log: the months drawn, one month, and one sample with its finding."""

from collections.abc import Sequence

import streamlit as st

from core.permissions import Act, may
from core.records.access_log import AccessReview, Finding, Sample
from core.words import code_key
from db import actions, queries
from pages.shared.access_log_lines import day_of
from pages.shared.access_log_sample import draw_sample, sample_label
from pages.shared.form import Form
from pages.shared.formats import literal, month
from pages.shared.frame import language, open_section, person, saving, t, t_plain, today
from pages.shared.heads import draw_name
from pages.shared.links import leave_from, link, link_back
from pages.shared.paging import paged
from pages.shared.switches import switch

PAGE, PAGE_SIZE = "access_log", 25
OPEN, ALL = "open", "all"


def draw_reviews() -> None:
    """What the address names: a sample, a month, or all months."""
    reviews = queries.access_reviews.reviews(by=person())
    asked = st.query_params.get("review")
    review = next((each for each in reviews if each.id == asked), None)
    if review is None:
        _draw_months(reviews)
        return
    samples = queries.access_reviews.samples(review.id, by=person())
    chosen = st.query_params.get("sample")
    sample = next((each for each in samples if each.id == chosen), None)
    if sample is not None:
        link_back(PAGE, t("access_log.back_to_month"), part="samples", review=review.id)
        draw_sample(sample)
    else:
        link(PAGE, t("access_log.back_to_months"), part="samples")
        _draw_review(review, samples)


def _draw_months(reviews: Sequence[AccessReview]) -> None:
    whole = may(person(), Act.REVIEW_ACCESS)
    st.caption(t("access_log.samples_told" if whole else "access_log.samples_of_leaders"))
    if whole:
        _draw_undrawn()
    with open_section("access_log.months"):
        if not reviews:
            st.caption(t("access_log.no_months"))
        for each in reviews:
            link(PAGE, _month(each), part="samples", review=each.id)
            st.caption(_standing(each))


def _draw_undrawn() -> None:
    for day in queries.access_pool.undrawn(today()):
        form = Form("access_draw_form", day.isoformat())
        st.markdown(t("access_draw_form.waits", month=month(language(), day)))
        if form.save():
            with saving(form, t("access_draw_form.saved")):
                actions.access_log.draw(day, by=person(), on=today())


def _month(each: AccessReview) -> str:
    return literal(month(language(), each.month).capitalize())


def _standing(each: AccessReview) -> str:
    facts = [
        t("access_log.found", finding=finding, n=count)
        for finding, count in each.counted.items()
        if count
    ]
    if each.open:
        late = each.due_date < today()
        key = "access_log.open_late" if late else "access_log.open"
        facts.insert(0, t(key, n=each.open, date=each.due_date))
    return " · ".join(facts) or t("access_log.nothing_drawn")


def _draw_review(review: AccessReview, samples: Sequence[Sample]) -> None:
    draw_name(_month(review))
    st.caption(_standing(review))
    if not may(person(), Act.REVIEW_ACCESS):
        st.caption(t("access_log.samples_of_leaders"))
    if review.counted[Finding.BREACH]:
        st.warning(t("access_log.breach_duty"))
    words = {OPEN: t_plain("access_log.show_open"), ALL: t_plain("access_log.show_all")}
    every = switch(PAGE, "show", t("access_log.show"), words) == ALL
    shown = [each for each in samples if every or each.finding is None]
    if not shown:
        st.success(t("access_log.all_done" if samples else "access_log.nothing_drawn"))
    _draw_page(shown)
    _draw_lots(review)


def _draw_page(shown: Sequence[Sample]) -> None:
    leave_from()
    for each in paged(shown, PAGE_SIZE):
        link(PAGE, sample_label(each), part="samples", review=each.review_id, sample=each.id)
        st.caption(_beside(each))


def _beside(each: Sample) -> str:
    """When, why it was drawn, and what was found."""
    facts = [] if each.line is None else [t("access_log.day", date=day_of(each.line))]
    facts.append(", ".join(t(f"code.sample_rule.{code}") for code in each.rules))
    if each.finding is not None:
        facts.append(t(code_key(each.finding)))
    return " · ".join(facts)


def _draw_lots(review: AccessReview) -> None:
    """How the lots were drawn, so that somebody else can draw them again."""
    who = review.drawn_by or t_plain("access_log.by_itself")
    st.caption(t("access_log.drawn", time=review.drawn_time, name=who))
    if review.first is None or review.last is None:
        return
    st.caption(
        t(
            "access_log.lots",
            n=review.pool,
            wanted=review.wanted,
            first=str(review.first),
            last=str(review.last),
            seed=str(review.seed),
        )
    )
