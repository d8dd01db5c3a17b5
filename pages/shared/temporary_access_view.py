"""Openings of cases: one's own with a way to end them, and others' to take note of."""

import streamlit as st

from core.records.temporary_access import TemporaryAccess
from core.temporary_access import noted
from db import actions, queries
from pages.shared.case import case_link
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t


def draw_own() -> None:
    """What one has open oneself, each with its case and a button to end it."""
    for each in queries.temporary_access.own(by=person()):
        with st.container(border=True):
            st.markdown(t("temporary_access.open_until", time=each.until_time))
            case_link("young_person", each.number, t("case.number", number=str(each.number)))
            _draw_end(each)


def _draw_end(access: TemporaryAccess) -> None:
    form = Form("temporary_access_end", access.id, access.version)
    if form.save(primary=False):
        with saving(form, t("temporary_access_end.saved")):
            actions.temporary_access.close(access.id, seen_version=form.seen_version, by=person())


def draw_review() -> None:
    """What others opened, the newest first; those not taken note of have a button."""
    found = queries.temporary_access.to_review(by=person())
    if not found:
        return
    with open_section("temporary_access.review"):
        for each in found:
            st.markdown(
                t(
                    "temporary_access.line",
                    number=str(each.number),
                    name=each.by_name,
                    time=each.opened_time,
                    purpose=each.purpose,
                )
            )
            if not noted(person(), each):
                _draw_note(each)


def _draw_note(access: TemporaryAccess) -> None:
    form = Form("temporary_access_note", access.id, access.version)
    if form.save(primary=False):
        with saving(form, t("temporary_access_note.saved")):
            actions.temporary_access.take_note(
                access.id, seen_version=form.seen_version, by=person()
            )
