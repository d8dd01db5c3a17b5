"""The way back from what was just recorded, or from a contact that should not be there."""

from collections.abc import Sequence

import streamlit as st

from core.records.support import ContactLine
from db import actions
from pages.shared.form import Form
from pages.shared.frame import keep, person, recall, saving, t

_UNDO = "contacts.undo"


def offer_undo(contact_ids: Sequence[str], name: str) -> None:
    """Remember what was recorded, so that it can be taken back."""
    keep(_UNDO, (tuple(contact_ids), name))


def draw_undo() -> None:
    """One button, as long as nothing else was recorded after it."""
    recorded = recall(_UNDO)
    if recorded is None:
        return
    contact_ids, _ = recorded
    form = Form("contact_undo_form", contact_ids[0], 1)
    if form.save(primary=False):
        with saving(form, t("contact_undo_form.saved")):
            actions.contacts.remove_contacts(contact_ids, seen_versions=1, by=person())
            keep(_UNDO, None)


def draw_removal(line: ContactLine) -> None:
    """Take one contact out; its line in the log stays."""
    with st.expander(t("contact_remove_form.heading")):
        form = Form("contact_remove_form", line.id, line.version)
        if form.save(primary=False):
            with saving(form, t("contact_remove_form.saved"), leaves="contact"):
                actions.contacts.remove_contacts(
                    [line.id], seen_versions=form.seen_version, by=person()
                )
