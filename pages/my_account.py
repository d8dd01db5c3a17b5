"""What a person may see and change of their own account."""

import streamlit as st

from core.words import LANGUAGES
from db import actions, queries
from pages.shared.account_email import draw_own_email
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import language, open_page, person, saving, t
from pages.shared.heads import draw_heading
from pages.shared.own_sign_in import draw_own_factor, draw_own_sessions
from pages.shared.sign_in import go_through

open_page("my_account")

own = queries.accounts.own(by=person())


def tell() -> None:
    """Name, user name and roles."""
    roles = ", ".join(t(f"code.role.{role}") for role in sorted(person().roles))
    st.markdown(f"**{literal(person().name)}** · {literal(own.username)}")
    st.caption(t("my_account.roles", roles=roles))


def change_password() -> None:
    """The form for a new password; all other browsers are signed out."""
    draw_heading(t("password_form.heading"))
    if person().must_change_password:
        st.warning(t("my_account.must_change"))
    elif own.password_changed is not None:
        st.caption(t("my_account.password_changed", when=own.password_changed))
    form = Form("password_form", person().account_id, own.version)
    old, new, again = form.secret("old"), form.secret("new"), form.secret("again")
    if form.save():
        with saving(form, ""):
            ticket = actions.own_account.change_password(
                old=old, new=new, again=again, seen_version=form.seen_version, by=person()
            )
            go_through(ticket)


def choose_language() -> None:
    """The language of the screen."""
    draw_heading(t("language_form.heading"))
    form = Form("language_form", person().account_id, own.version, {"language": language()})
    chosen = form.one_of("language", LANGUAGES, words="language")
    if form.save(primary=False):
        with saving(form, t("language_form.saved")):
            actions.own_account.set_language(chosen, seen_version=form.seen_version, by=person())


tell()
change_password()
if not person().must_change_password:
    choose_language()
    draw_own_email(own)
    draw_own_factor()
    draw_own_sessions()
