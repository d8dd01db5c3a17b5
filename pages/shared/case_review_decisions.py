"""What was decided at case meetings: write it down, change it, and say what came of it."""

from collections.abc import Sequence

import streamlit as st

from core.case_learning import DecisionTold, may_settle, open_first
from core.permissions import Act, may
from core.records.case_reviews import Decision, DecisionState, Review, ReviewState
from db import actions
from pages.shared.case_review_looks import go
from pages.shared.case_review_words import decided, open_at_first, short, staff_names
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.heads import draw_name


def draw_decisions(review: Review) -> None:
    """The decisions of the meeting, open ones first, and the form for one more."""
    with open_section("case_reviews.decided"):
        if not review.decisions:
            st.caption(t("case_reviews.nothing_decided"))
        for each in open_first(review.decisions):
            go(short(each.text), decision=each.id)
            st.caption(decided(each))
        runs = may(person(), Act.RUN_CASE_REVIEWS)
        if runs and review.state is not ReviewState.CLOSED:
            opened = open_at_first(f"decision.{review.id}", empty=not review.decisions)
            with st.expander(t("case_reviews.add_decision"), expanded=opened):
                _decide(review)


def draw_decision(decision: Decision, reviews: Sequence[Review]) -> None:
    """One decision: where it comes from, what became of it, and what can be done."""
    draw_name(t("case_reviews.one_decision"))
    st.markdown(f"**{literal(decision.text)}**")
    st.caption(decided(decision))
    origin = next(each for each in reviews if each.id == decision.review_id)
    label = t("case_reviews.from_meeting", date=origin.date, theme=origin.theme)
    go(label, review=origin.id, part="learning")
    if decision.outcome:
        st.markdown(literal(decision.outcome))
    runs = may(person(), Act.RUN_CASE_REVIEWS)
    if decision.state is DecisionState.OPEN:
        if may_settle(person(), decision.responsible_id):
            _settle(decision)
        if runs:
            with st.expander(t("case_reviews.change_decision")):
                _change(decision)
    elif runs:
        _open_again(decision)


def _decide(review: Review) -> None:
    form = Form("case_decision_form", review.id)
    told = _fields(form)
    if form.save(primary=False):
        with saving(form, t("case_decision_form.saved")):
            actions.case_learning.decide(review.id, told, by=person())


def _fields(form: Form) -> DecisionTold:
    return DecisionTold(
        text=form.text("text", area=True),
        responsible_id=form.pick("responsible_id", staff_names()),
        due_date=form.day("due_date"),
    )


def _settle(decision: Decision) -> None:
    form = Form("case_settle_form", decision.id, decision.version)
    outcome = form.text("outcome", area=True)
    with st.container(horizontal=True):
        done = form.save("case_settle_form.done")
        dropped = form.save("case_settle_form.drop", primary=False)
    if done or dropped:
        state = DecisionState.DONE if done else DecisionState.DROPPED
        with saving(form, t(f"case_settle_form.is_{state}")):
            actions.case_learning.settle(
                decision.id,
                state,
                outcome=outcome,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _change(decision: Decision) -> None:
    initial = {
        "text": decision.text,
        "responsible_id": decision.responsible_id,
        "due_date": decision.due_date,
    }
    form = Form("case_decision_form", decision.id, decision.version, initial)
    told = _fields(form)
    if form.save(primary=False):
        with saving(form, t("case_decision_form.changed")):
            actions.case_learning.change_decision(
                decision.id, told, seen_version=form.seen_version, by=person()
            )


def _open_again(decision: Decision) -> None:
    form = Form("case_open_again", decision.id, decision.version)
    if form.save(primary=False):
        with saving(form, t("case_open_again.saved")):
            actions.case_learning.open_again(
                decision.id, seen_version=form.seen_version, by=person()
            )
