"""What was learnt at a case meeting: a line each; one is opened at a time to be put otherwise."""

import streamlit as st

from core.permissions import Act, may
from core.records.case_reviews import Learning, Review, ReviewState
from db import actions
from pages.shared.case_review_looks import go
from pages.shared.case_review_words import open_at_first
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t


def draw_learnings(review: Review) -> None:
    """What was learnt, and the form for one more."""
    writes = may(person(), Act.RUN_CASE_REVIEWS) and review.state is not ReviewState.CLOSED
    with open_section("case_reviews.learnt"):
        if not review.learnings:
            st.caption(t("case_reviews.nothing_learnt"))
        for each in review.learnings:
            if writes and each.id == st.query_params.get("learning"):
                _change(review, each)
                continue
            st.markdown(f"- {literal(each.text)}")
            if writes:
                go(t("case_reviews.correct"), review=review.id, part="learning", learning=each.id)
        if writes:
            opened = open_at_first(f"learning.{review.id}", empty=not review.learnings)
            with st.expander(t("case_reviews.add_learning"), expanded=opened):
                _add(review)


def _add(review: Review) -> None:
    form = Form("case_learning_form", review.id)
    text = form.text("text", area=True)
    if form.save(primary=False):
        with saving(form, t("case_learning_form.saved")):
            actions.case_learning.learn(review.id, text=text, by=person())


def _change(review: Review, learning: Learning) -> None:
    with st.container(border=True):
        form = Form("case_learning_change", learning.id, learning.version, {"text": learning.text})
        text = form.text("text", area=True)
        with st.container(horizontal=True):
            kept = form.save()
            out = form.save("case_learning_change.forget", primary=False)
            go(t("case_reviews.leave"), review=review.id, part="learning")
    if kept:
        with saving(form, t("case_learning_change.saved"), leaves="learning"):
            actions.case_learning.change_learning(
                learning.id, text=text, seen_version=form.seen_version, by=person()
            )
    if out:
        with saving(form, t("case_learning_change.forgotten"), leaves="learning"):
            actions.case_learning.forget_learning(
                learning.id, seen_version=form.seen_version, by=person()
            )
