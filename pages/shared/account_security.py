"""What an administrator does about how another signs in: link, second factor, sessions, closing."""

import streamlit as st

from core.records.accounts import AccountLine
from core.reset_links import HOURS
from db import actions, mail, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import forget, keep, person, recall, saving, t
from pages.shared.heads import draw_heading
from pages.shared.staff_names import show_first_password


def draw_security(account: AccountLine) -> None:
    """One account: how it signs in, and whether it is open."""
    form = Form("account_state", account.id, account.version)
    if account.closed_time is not None:
        _draw_closed(form, account)
        return
    draw_heading(t("account_state.heading"))
    has_factor = _tell(account)
    with st.container(horizontal=True):
        link = form.save("account_state.link", primary=False)
        sessions = form.save("account_state.end_sessions", primary=False)
        factor = has_factor and form.save("account_state.reset_factor", primary=False)
        close = form.save("account_state.close", primary=False)
    _do(form, account, link=link, sessions=sessions, factor=factor, close=close)


def _tell(account: AccountLine) -> bool:
    """Say whether there is a second factor, and since when; whether there is one."""
    factor = queries.second_factors.of_account(account.id)
    if account.emergency:
        st.caption(t("account_state.emergency"))
    elif factor is None:
        st.caption(t("account_state.no_factor"))
    else:
        st.caption(t("account_state.factor", when=factor.since, n=factor.codes_left))
    return factor is not None


def _do(
    form: Form, account: AccountLine, *, link: bool, sessions: bool, factor: bool, close: bool
) -> None:
    seen, by = form.seen_version, person()
    if link:
        with saving(form, t("account_state.link_made")):
            token = actions.reset_links.make(account.id, seen_version=seen, by=by)
            _show_link(account.username, mail.address_of(token))
    if sessions:
        with saving(form, t("account_state.sessions_ended")):
            actions.sessions.end_of_account(account.id, by=by)
    if factor:
        with saving(form, t("account_state.factor_reset")):
            actions.second_factors.reset(account.id, seen_version=seen, by=by)
    if close:
        with saving(form, t("account_state.closed")):
            actions.accounts.close(account.id, seen_version=seen, by=by)


def _draw_closed(form: Form, account: AccountLine) -> None:
    st.info(t("accounts.closed_since", when=account.closed_time))
    if form.save("account_state.reopen"):
        with saving(form, t("account_state.reopened")):
            password = actions.accounts.reopen(
                account.id, seen_version=form.seen_version, by=person()
            )
            show_first_password(account.username, password)


def draw_everybody_out() -> None:
    """End every session there is; a tick beside the button, so that no slip of the hand does."""
    with st.expander(t("everybody_form.heading")):
        st.write(t("everybody_form.said"))
        form = Form("everybody_form")
        sure = form.tick("sure")
        if form.save(primary=False) and sure:
            with saving(form, ""):
                actions.sessions.end_everybodys(by=person())


def _show_link(username: str, address: str) -> None:
    keep("reset_link.username", username)
    keep("reset_link.address", address)


def draw_link() -> None:
    """The link, shown once: to be handed over, then it is gone."""
    address = recall("reset_link.address")
    if not address:
        return
    with st.container(border=True):
        name = literal(str(recall("reset_link.username")))
        st.markdown(t("reset_link.hand_over", username=name, hours=HOURS))
        st.code(address, language=None, wrap_lines=True)
        st.button(
            t("accounts.passed_on"),
            key="reset_link.passed_on",
            on_click=forget,
            args=("reset_link.",),
        )
