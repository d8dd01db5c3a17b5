"""The forms of an agreement with an NGO: make, change or renew it, and end it."""

import streamlit as st

from core.ngo_agreement_checks import FIELDS, ROLES, TYPES, NgoAgreementTold
from core.ngo_agreements import PART
from core.records.ngo_agreements import NgoAgreement
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today, turn_to

W = "ngo_agreement_form"


def draw_form(opened: NgoAgreement | None, *, organisation: str | None = None) -> None:
    """What is agreed; a new one begins with the name of the NGO where it is known."""
    if opened is None:
        form = Form(W, f"new.{organisation or ''}", initial={"organisation": organisation})
    else:
        initial = {name: getattr(opened, name) for name in FIELDS}
        initial["information_types"] = list(opened.information_types)
        form = Form(W, opened.id, opened.version, initial=initial)
    told = _fields(form)
    if form.save():
        with saving(form, t(f"{W}.saved")):
            _keep(opened, told, form)


def _fields(form: Form) -> NgoAgreementTold:
    organisation = form.text("organisation")
    role = form.one_of("gdpr_role", ROLES)
    types = form.several("information_types", TYPES)
    left, right = st.columns(2)
    with left:
        signed = form.day("signed_date", latest=today())
    with right:
        valid_to = form.day("valid_to")
    return NgoAgreementTold(
        organisation=organisation,
        gdpr_role=role,
        information_types=types,
        signed_date=signed,
        valid_to=valid_to,
        contact=form.text("contact"),
        note=form.text("note", area=True),
    )


def _keep(opened: NgoAgreement | None, told: NgoAgreementTold, form: Form) -> None:
    if opened is None:
        made = actions.ngo_agreements.make_agreement(told, by=person(), on=today())
        turn_to(part=PART, agreement=made)
        return
    actions.ngo_agreements.change_agreement(
        opened.id, told, seen_version=form.seen_version, by=person(), on=today()
    )


def draw_end(opened: NgoAgreement) -> None:
    """The form that ends an agreement, folded."""
    key = f"ngo_agreements.end.{opened.id}"
    folded = st.expander(t("ngo_agreement_end_form.heading"), key=key, on_change="rerun")
    if not folded.open:
        return
    with folded:
        initial = {"ended_date": today()}
        form = Form("ngo_agreement_end_form", opened.id, opened.version, initial=initial)
        ended = form.day("ended_date", latest=today())
        reason = form.text("ended_reason", area=True)
        if form.save(primary=False):
            with saving(form, t("ngo_agreement_end_form.saved")):
                actions.ngo_agreements.end_agreement(
                    opened.id,
                    ended_date=ended,
                    reason=reason,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )
