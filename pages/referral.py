"""Stage 1, henvisning: refer a young person, see who waits, take up or turn down."""

import streamlit as st

from core.codes import Step
from core.permissions import Act, may
from db import actions, queries
from pages.shared.case import case_link, open_case
from pages.shared.form import Form
from pages.shared.frame import open_page, person, saving, t, today
from pages.shared.paging import page_in_address
from pages.shared.referral_form import draw_register_link, register
from pages.shared.referral_view import draw_detail, draw_own, draw_waiting, wanted_name


def answer() -> None:
    """One referral: what it says, and what can be done with it."""
    case = open_case("referral", {Step.REFERRED, Step.REJECTED})
    detail = queries.referrals.detail(case.id, by=person(), on=today())
    if detail is None:
        return
    draw_detail(detail)
    if case.step is Step.REFERRED and may(person(), Act.TAKE_UP, case.reach):
        take_up = Form("take_up_form", case.id, case.version)
        if take_up.save():
            with saving(take_up, t("referral.taken_up")):
                actions.referrals.take_up(
                    case.id, seen_version=take_up.seen_version, by=person(), on=today()
                )
        with st.expander(t("turn_down_form.heading")):
            turn_down(case.id, case.version)
    if case.step is Step.ASSESSMENT:
        case_link("assessment", case.number, t("referral.to_assessment"))
    if case.step is Step.REJECTED and may(person(), Act.REOPEN, case.reach):
        with st.expander(t("open_again_form.heading")):
            open_again(case.id, case.version)


def turn_down(case_id: str, version: int) -> None:
    """Reject, with a reason of the list and in words."""
    form = Form("turn_down_form", case_id, version, initial={"decision_date": today()})
    listed, reason = form.choice("reject_reason", "reject_reason"), form.text("reason", area=True)
    decided = form.day("decision_date", latest=today())
    if form.save(primary=False):
        with saving(form, t("turn_down_form.saved")):
            actions.referrals.turn_down(
                case_id,
                reject_reason=listed,
                reason=reason,
                decision_date=decided,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def open_again(case_id: str, version: int) -> None:
    """Take a rejected referral up again, with a reason."""
    form = Form("open_again_form", case_id, version)
    reason = form.text("reason", area=True)
    if form.save(primary=False):
        with saving(form, t("open_again_form.saved")):
            actions.referrals.open_again(
                case_id, reason=reason, seen_version=form.seen_version, by=person(), on=today()
            )


open_page("referral")

if "case" in st.query_params and may(person(), Act.SEE_CASE):
    answer()
elif "new" in st.query_params:
    register()
else:
    draw_register_link()
    if may(person(), Act.SEE_CASE):
        wanted, page = wanted_name(), page_in_address()
        found = queries.referrals.waiting(by=person(), on=today(), wanted=wanted, page=page)
        draw_waiting(found, wanted)
    if may(person(), Act.FOLLOW_OWN_REFERRALS):
        draw_own(queries.referrals.own(by=person(), on=today()))
