"""Signing in, and the first administrator of an empty store. What a person sees who is nobody yet.

streamlit-authenticator draws the form and hands over what was typed; the check, the count of tries
and the session are ours. Its cookie and its files are not used.
"""

import streamlit as st

from db import actions, queries
from pages.shared import forgotten, second_step
from pages.shared.frame import keep, language, own_session, recall, saving, t
from pages.shared.heads import begin_heads, draw_heading
from pages.shared.looks import draw_style
from pages.shared.scripts import TRADE, tag
from pages.shared.sign_on_words import draw_way_in
from pages.shared.told import Told

WIDTH = 420
"""Pixels; narrower on a narrow screen."""


def draw() -> None:
    """The form to sign in, or for the first administrator, or the step through the door."""
    draw_style(language())
    ticket = recall("sign_in.ticket")
    waits = queries.second_factors.waiting(own_session())
    if second_step.draw_codes(go_through):
        return
    if ticket:
        keep("sign_in.ticket", None)
        draw_trade(ticket)
    elif waits is not None:
        second_step.draw(waits, go_through)
    elif queries.accounts.any_account():
        _draw_sign_in()
    else:
        _draw_first_administrator()


def go_through(ticket: str) -> None:
    """Remember the ticket: the next run trades it for a session and loads the page anew."""
    keep("sign_in.ticket", ticket)


def draw_trade(ticket: str) -> None:
    """Let the browser trade the ticket for the cookie, and load the same address again."""
    st.write(t("sign_in.opening"))
    st.html(
        f'<div id="ungespor-ticket" data-ticket="{ticket}"></div>{tag(TRADE)}',
        unsafe_allow_javascript=True,
    )


def _draw_sign_in() -> None:
    begin_heads(t("app.name"))
    if queries.store.is_demo():
        st.caption(t("frame.demo"))
        st.markdown(t("tour.sign_in"))
    if recall("frame.ended"):
        st.info(t("sign_in.ended"))
    told = Told("sign_in")
    with st.container(width=WIDTH, key="sign-in"):
        draw_heading(t("sign_in.heading"))
        draw_way_in()
        told.draw(None)
        from pages.shared.sign_in_form import Form  # noqa: PLC0415 — most runs are signed in

        Form(told, go_through).login(
            key="sign_in.form",
            fields={
                "Form name": "",
                "Username": t("sign_in.username"),
                "Password": t("sign_in.password"),
                "Login": t("sign_in.save"),
            },
        )
        forgotten.draw()


def _draw_first_administrator() -> None:
    begin_heads(t("first_administrator.title"))
    st.write(t("first_administrator.explanation"))
    told = Told("first_administrator")
    told.draw(None)
    with st.form("first_administrator.form", enter_to_submit=False):
        values = {
            name: _field(told, name) for name in ("code", "name", "username", "password", "again")
        }
        if st.form_submit_button(t("first_administrator.save"), type="primary"):
            with saving(told, ""):
                go_through(actions.first_administrator.create(**values))


def _field(told: Told, name: str) -> str:
    value: str = st.text_input(
        t(f"first_administrator.{name}"),
        key=f"first_administrator.{name}",
        type="password" if name in {"password", "again"} else "default",
    )
    told.draw(name)
    return value
