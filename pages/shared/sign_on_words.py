"""The municipality's own sign-on on the screen: the way in, and whose account it opens."""

import html
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

import streamlit as st

from core.records.accounts import AccountLine
from core.records.sign_on import SignOnLine
from core.sign_on import REFUSALS
from db import actions, queries, sign_on
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, sentence, t
from pages.shared.links import link
from pages.shared.sign_on import BEGIN, REFUSED

WAITING = "waiting"
"""The name in the address of Konti of the person whose form is open."""


def draw_way_in() -> None:
    """The link to the provider, where there is one, and why the last try came to nothing."""
    if not sign_on.offered():
        return
    kind = REFUSALS.get(st.query_params.get(REFUSED, ""))
    if kind is not None:
        st.error(sentence(kind()))
    address = html.escape(f"{BEGIN}?to={quote(_here())}", quote=True)
    words = html.escape(t("sign_on.begin"))
    st.html(f'<a href="{address}" class="ungespor-way-in">{words}</a>')
    st.caption(t("sign_on.or"))


def _here() -> str:
    """Where the person wanted to go: the address that they opened."""
    if REFUSED in st.query_params:
        return "/"
    parts = urlsplit(st.context.url or "/")
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def draw_waiting(accounts: Sequence[AccountLine]) -> None:
    """Who signed on and has no account: each is linked to one, by who manages accounts."""
    waiting = [one for one in queries.sign_ons.everybody(by=person()) if one.account_id is None]
    if not waiting:
        return
    open_ones = [account for account in accounts if account.closed_time is None]
    options = {one.id: f"{one.name} ({one.username})" for one in open_ones}
    with open_section("sign_on.waiting"):
        st.caption(t("sign_on.waiting_told"))
        for one in waiting:
            if one.id == st.query_params.get(WAITING):
                _draw_form(one, options)
            else:
                link("accounts", literal(f"{one.name} ({one.subject})"), **{WAITING: one.id})


def _draw_form(one: SignOnLine, options: dict[str, str]) -> None:
    _tell(one)
    form = Form("sign_on_link", one.id, one.version)
    account_id = form.pick("account_id", options)
    if form.save(primary=False):
        with saving(form, t("sign_on_link.saved"), leaves=WAITING):
            actions.sign_ons.link(one.id, account_id, seen_version=form.seen_version, by=person())


def _tell(one: SignOnLine) -> None:
    st.markdown(t("sign_on.known_as", name=one.name, subject=one.subject, issuer=one.issuer))
    st.caption(t("sign_on.last_time", when=one.last_time))


def draw_linked(account: AccountLine) -> None:
    """How the provider knows the person of an account, and the way to end that."""
    linked = [
        one for one in queries.sign_ons.everybody(by=person()) if one.account_id == account.id
    ]
    for one in linked:
        form = Form("sign_on_unlink", one.id, one.version)
        _tell(one)
        if form.save(primary=False):
            with saving(form, t("sign_on_unlink.saved")):
                actions.sign_ons.unlink(one.id, seen_version=form.seen_version, by=person())
