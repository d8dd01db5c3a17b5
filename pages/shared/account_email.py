"""Where an account's digest of the week goes: on one's own account, and for the administrator."""

import streamlit as st

from core.digest import SENDING
from core.records.accounts import AccountLine, OwnAccount
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import person, saving, t
from pages.shared.heads import draw_heading


def draw_own_email(own: OwnAccount) -> None:
    """One's own address, and what happens without one."""
    draw_heading(t("email_form.heading"))
    _tell()
    form = Form("email_form", person().account_id, own.version, {"email": own.email})
    email = form.text("email")
    if form.save(primary=False):
        with saving(form, t("email_form.saved")):
            actions.own_account.set_email(email, seen_version=form.seen_version, by=person())


def draw_email(account: AccountLine) -> None:
    """Another's address, for the administrator; nothing for a closed account."""
    if account.closed_time is not None:
        return
    form = Form("email_form", account.id, account.version, {"email": account.email})
    email = form.text("email")
    if form.save(primary=False):
        with saving(form, t("email_form.saved")):
            actions.accounts.set_email(
                account.id, email, seen_version=form.seen_version, by=person()
            )


def _tell() -> None:
    key = "email_form.by_mail" if queries.digests.mails() else "email_form.no_mail"
    st.caption(t(key, hour=SENDING.hour))
