"""What can be done with a whole review: submit, lock, open again; and what was done with it."""

import streamlit as st

from core.records.fidelity_review import FidelityReview, ReviewState
from db import actions
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.heads import draw_heading


def draw_steps(review: FidelityReview) -> None:
    """The next step of the review; a closed one can be opened again."""
    if review.state is ReviewState.DRAFT:
        _draw_submission(review)
        return
    if review.state is ReviewState.SUBMITTED:
        _draw_lock(review)
    _draw_reopening(review)


def _draw_submission(review: FidelityReview) -> None:
    with open_section("fidelity_submit.heading"):
        st.caption(t("fidelity_submit.hint"))
        form = Form("fidelity_submit", review.id, review.version)
        if form.save():
            with saving(form, t("fidelity_submit.saved")):
                actions.fidelity_reviews.submit(
                    review.id, seen_version=form.seen_version, by=person(), on=today()
                )


def _draw_lock(review: FidelityReview) -> None:
    with open_section("fidelity_lock.heading"):
        st.caption(t("fidelity_lock.hint"))
        form = Form("fidelity_lock", review.id, review.version)
        if form.save():
            with saving(form, t("fidelity_lock.saved")):
                actions.fidelity_reviews.lock(
                    review.id, seen_version=form.seen_version, by=person()
                )


def _draw_reopening(review: FidelityReview) -> None:
    with st.expander(t("fidelity_reopen.heading")):
        form = Form("fidelity_reopen", review.id, review.version)
        reason = form.text("reason", area=True)
        if form.save(primary=False):
            with saving(form, t("fidelity_reopen.saved")):
                actions.fidelity_reviews.reopen(
                    review.id, reason=reason, seen_version=form.seen_version, by=person()
                )


def draw_history(review: FidelityReview) -> None:
    """When it was submitted, locked and opened again, by whom and why."""
    if not review.events:
        return
    draw_heading(t("fidelity.history"))
    for event in review.events:
        key = f"fidelity.event.{event.kind}"
        st.markdown("- " + t(key, time=event.time, name=event.by_name, reason=event.reason or ""))
