"""The forms of an agreement: make, change or renew it, and end it."""

import streamlit as st

from core.cooperation import PARTNERS, AgreementTold
from core.records.implementation import CooperationAgreement
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today, turn_to

W = "cooperation_form"


def draw_form(opened: CooperationAgreement | None) -> None:
    """What is agreed; `partner` in the address fills in the kind of a new one."""
    if opened is None:
        asked = st.query_params.get("partner")
        form = Form(W, f"new.{asked or ''}", initial={"partner": asked})
    else:
        form = Form(W, opened.id, opened.version, initial=_values(opened))
    told = _fields(form)
    if form.save():
        with saving(form, t(f"{W}.saved")):
            _keep(opened, told, form)


def _values(opened: CooperationAgreement) -> dict[str, object]:
    names = ("partner", "organisation", "contact", "ours", "theirs", "signed_date", "renew_by")
    return {name: getattr(opened, name) for name in names}


def _fields(form: Form) -> AgreementTold:
    return AgreementTold(
        partner=form.choice("partner", PARTNERS),
        organisation=form.text("organisation"),
        contact=form.text("contact"),
        ours=form.text("ours", area=True),
        theirs=form.text("theirs", area=True),
        signed_date=form.day("signed_date"),
        renew_by=form.day("renew_by"),
    )


def _keep(opened: CooperationAgreement | None, told: AgreementTold, form: Form) -> None:
    if opened is None:
        made = actions.cooperation.make_agreement(told, by=person(), on=today())
        turn_to(part="agreements", agreement=made)
        return
    actions.cooperation.change_agreement(
        opened.id, told, seen_version=form.seen_version, by=person(), on=today()
    )


def draw_end(opened: CooperationAgreement) -> None:
    """The form that ends an agreement, folded."""
    folded = st.expander(t("cooperation_end_form.heading"), on_change="rerun")
    if not folded.open:
        return
    with folded:
        initial = {"ended_date": today()}
        form = Form("cooperation_end_form", opened.id, opened.version, initial=initial)
        ended, reason = form.day("ended_date"), form.text("ended_reason", area=True)
        if form.save(primary=False):
            with saving(form, t("cooperation_end_form.saved")):
                actions.cooperation.end_agreement(
                    opened.id,
                    ended_date=ended,
                    reason=reason,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )
