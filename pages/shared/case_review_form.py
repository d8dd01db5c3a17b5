"""The meeting itself: plan it, change it, mark it as held or closed, take it back."""

import streamlit as st

from core.case_reviews import MOVES, ReviewTold
from core.records.case_reviews import Review, ReviewState
from db import actions
from pages.shared.case_review_words import staff_names
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today, turn_to
from pages.shared.heads import draw_name

ORDER = (ReviewState.HELD, ReviewState.CLOSED, ReviewState.PLANNED)
"""Where a meeting can go to, the usual way first."""
ONWARD = (
    (ReviewState.PLANNED, ReviewState.HELD),
    (ReviewState.HELD, ReviewState.CLOSED),
)


def draw_new() -> None:
    """The form of a new meeting; it opens once it is saved."""
    draw_name(t("case_reviews.new"))
    form = Form("case_review_form")
    told = _fields(form)
    if form.save():
        with saving(form, t("case_review_form.saved")):
            turn_to(review=actions.case_reviews.plan(told, by=person()))


def draw_change(review: Review) -> None:
    """Another day, theme or company; and the way out of a meeting planned by mistake."""
    if review.state is ReviewState.CLOSED:
        st.caption(t("case_reviews.is_closed"))
        return
    initial = {
        "date": review.date,
        "theme": review.theme,
        "people": [staff_id for staff_id, _ in review.people],
    }
    form = Form("case_review_form", review.id, review.version, initial)
    told = _fields(form)
    if form.save():
        with saving(form, t("case_review_form.saved")):
            actions.case_reviews.change(
                review.id, told, seen_version=form.seen_version, by=person()
            )
    if review.state is ReviewState.PLANNED and form.save(
        "case_review_form.take_back", primary=False
    ):
        with saving(form, t("case_review_form.taken_back")):
            actions.case_reviews.take_back(review.id, seen_version=form.seen_version, by=person())
            turn_to()


def _fields(form: Form) -> ReviewTold:
    return ReviewTold(
        date=form.day("date"),
        theme=form.text("theme"),
        people=form.pick_many("people", staff_names()),
    )


def draw_moves(review: Review) -> None:
    """The buttons that move the meeting on, and back; one that lies ahead is not held yet."""
    if review.state is ReviewState.PLANNED and review.date > today():
        return
    form = Form("case_review_move", review.id, review.version)
    with st.container(horizontal=True):
        pressed = [
            to
            for to in ORDER
            if to in MOVES[review.state]
            and form.save(_label(review.state, to), primary=(review.state, to) in ONWARD)
        ]
    for to in pressed:
        with saving(form, t(f"case_review_move.is_{to}")):
            actions.case_reviews.move(
                review.id, to, seen_version=form.seen_version, by=person(), on=today()
            )


def _label(now: ReviewState, to: ReviewState) -> str:
    return f"case_review_move.{now}_to_{to}"
