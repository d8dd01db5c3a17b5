"""Correct what is held of a young person, and write down what they do not agree with."""

import streamlit as st

from core.correcting import Corrected, StatementTold
from core.records.cases import CaseHeader
from core.records.correcting import Held
from core.texts import EARLIEST_BIRTH
from db import actions, queries
from pages.shared.form import Form
from pages.shared.form_fields import YES_NO
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today


def draw_correcting(case: CaseHeader) -> None:
    """The master data as a form, and the statements."""
    held = queries.correcting.held(case.id, by=person())
    with open_section("personal_data.correcting"):
        st.caption(t("personal_data.correcting_told"))
        _draw_form(case, held)
    with open_section("personal_data.statements"):
        for each in held.statements:
            st.markdown(t("personal_data.statement", about=each.about, date=each.day))
            st.markdown(f"> {literal(each.text)}")
        _draw_statement(case)


def _draw_form(case: CaseHeader, held: Held) -> None:
    initial = {
        "name": held.name,
        "birth_date": held.birth_date,
        "phone": held.phone,
        "email": held.email,
        "municipality_area": held.municipality_area,
        "protected_identity": YES_NO[held.protected_identity],
    }
    form = Form("correct_form", case.id, held.version, initial=initial)
    told = Corrected(
        name=form.text("name"),
        birth_date=form.day("birth_date", earliest=EARLIEST_BIRTH, latest=today()),
        new_cpr=_cpr(form, held),
        phone=form.text("phone"),
        email=form.text("email"),
        municipality_area=form.text("municipality_area"),
        protected_identity=form.yes_no("protected_identity"),
    )
    reason = form.text("reason", area=True)
    if form.save():
        with saving(form, t("correct_form.saved")):
            actions.correcting.correct(
                case.id,
                told,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _cpr(form: Form, held: Held) -> str | None:
    if held.half_cpr is not None:
        st.caption(t("personal_data.cpr_held", cpr=held.half_cpr))
    return form.text("new_cpr")


def _draw_statement(case: CaseHeader) -> None:
    form = Form("disagree_form", case.id)
    told = StatementTold(form.text("about"), form.text("text", area=True))
    if form.save(primary=False):
        with saving(form, t("disagree_form.saved")):
            actions.correcting.disagree(case.id, told, by=person(), on=today())
