"""One case meeting: its cases, the whole group, what was learnt and decided, the meeting itself."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.permissions import Act, may
from core.records.case_reviews import Review, ReviewState
from pages.shared.case_review_decisions import draw_decisions
from pages.shared.case_review_form import draw_change, draw_moves
from pages.shared.case_review_group import draw_group
from pages.shared.case_review_learning import draw_learnings
from pages.shared.case_review_list import draw_open_decisions
from pages.shared.case_review_looks import draw_large, go
from pages.shared.case_review_picking import draw_picking
from pages.shared.case_review_sheet import draw_sheet
from pages.shared.case_review_words import PAGE, about, named, picked
from pages.shared.formats import numbered
from pages.shared.frame import person, t
from pages.shared.heads import draw_name
from pages.shared.links import link_back
from pages.shared.support_parts import part_of


def draw_review(review: Review, reviews: Sequence[Review]) -> None:
    """The meeting, or the sheet of the case in the address."""
    pick = next((each for each in review.picks if each.id == st.query_params.get("sheet")), None)
    with st.container(horizontal=True):
        if pick is None:
            link_back(PAGE, t("case_reviews.back"))
        else:
            go(t("case_reviews.to_meeting"), review=review.id)
        draw_large()
    if pick is not None:
        draw_sheet(review, pick)
        return
    draw_name(named(review))
    st.caption(about(review))
    runs = may(person(), Act.RUN_CASE_REVIEWS)
    if runs:
        draw_moves(review)
    part = _choose_part(review, runs=runs)
    if part == "cases":
        _draw_cases(review, reviews, runs=runs)
    else:
        _PARTS[part](review)


def _draw_cases(review: Review, reviews: Sequence[Review], *, runs: bool) -> None:
    """The decisions of earlier meetings come before anything new."""
    if review.state is not ReviewState.CLOSED:
        draw_open_decisions([each for each in reviews if each.id != review.id])
    if not review.picks and not review.others:
        st.caption(t("case_reviews.no_cases"))
    for pick in review.picks:
        with st.container(border=True):
            label = t("case_reviews.case", **numbered(pick.name, pick.number))
            go(label, review=review.id, sheet=pick.id)
            done = t("case_reviews.filled" if pick.answers else "case_reviews.blank")
            st.caption(f"{picked(pick)} · {done}")
    if review.others:
        key = "others" if review.picks else "others_only"
        st.caption(t(f"case_reviews.{key}", n=review.others))
    if runs and review.state is not ReviewState.CLOSED:
        draw_picking(review)


def _draw_learning(review: Review) -> None:
    draw_learnings(review)
    draw_decisions(review)


_PARTS: dict[str, Callable[[Review], None]] = {
    "group": draw_group,
    "learning": _draw_learning,
    "meeting": draw_change,
}


def _choose_part(review: Review, *, runs: bool) -> str:
    """The part in the address; the meeting itself is for who runs it."""
    parts = ("cases", *_PARTS) if runs else ("cases", "group", "learning")
    return part_of(PAGE, review.id, parts, parts[0])
