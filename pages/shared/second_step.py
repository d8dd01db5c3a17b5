"""The second step of a sign-in: choose a password (by a link), set up a factor, give its code."""

import base64
import io
from collections.abc import Callable

import segno
import streamlit as st
from pyotp import TOTP

from core.records.signing_in import Step, Waiting
from db import actions
from pages.shared.frame import keep, own_session, recall, saving, speak, t
from pages.shared.heads import begin_heads, draw_heading
from pages.shared.told import Told

WIDTH = 460
"""Pixels; narrower on a narrow screen."""
_CODES, _TICKET = "second_step.codes", "second_step.ticket"
GoThrough = Callable[[str], None]


def draw(waits: Waiting, go_through: GoThrough) -> None:
    """What the session waits for, in the language of the account."""
    speak(waits.language)
    begin_heads(t("app.name"))
    with st.container(width=WIDTH):
        _DRAW[waits.step](waits, go_through)
        st.html(f'<a href="/session/end" class="ungespor-way-out">{t("second_step.leave")}</a>')


def draw_codes(go_through: GoThrough) -> bool:
    """The recovery codes, until the person has them; whether they were drawn."""
    codes = recall(_CODES)
    if not codes:
        return False
    begin_heads(t("second_step.codes_title"))
    with st.container(width=WIDTH):
        st.write(t("second_step.codes_said", n=len(codes)))
        st.code("\n".join(codes), language=None)
        st.button(
            t("second_step.codes_kept"),
            key="second_step.codes_kept",
            type="primary",
            on_click=_leave_codes,
            args=(go_through,),
        )
    return True


def _leave_codes(go_through: GoThrough) -> None:
    go_through(str(recall(_TICKET)))
    keep(_CODES, None)
    keep(_TICKET, None)


def _draw_new_password(_: Waiting, go_through: GoThrough) -> None:
    draw_heading(t("second_step.new_password"))
    told = Told("second_step.new_password")
    told.draw(None)
    with st.form("second_step.new_password.form", enter_to_submit=False, border=False):
        new = _secret(told, "new")
        again = _secret(told, "again")
        if st.form_submit_button(t("second_step.choose"), type="primary"):
            with saving(told, ""):
                go_through(actions.reset_links.choose_password(own_session(), new=new, again=again))


def _secret(told: Told, name: str) -> str:
    value: str = st.text_input(t(f"second_step.{name}"), key=f"second_step.{name}", type="password")
    told.draw(name)
    return value


def _draw_enrol(waits: Waiting, _: GoThrough) -> None:
    draw_heading(t("second_step.enrol"))
    told = Told("second_step.enrol")
    if waits.secret is None:
        st.write(t("second_step.why"))
        told.draw(None)
        if st.button(t("second_step.begin"), key="second_step.begin", type="primary"):
            with saving(told, ""):
                actions.second_factors.begin(own_session())
        return
    _draw_secret(waits.secret, waits.username)
    told.draw(None)
    code = _ask_code(told, "enrol")
    if code is not None:
        with saving(told, ""):
            ticket, codes = actions.second_factors.confirm(own_session(), code)
            keep(_TICKET, ticket)
            keep(_CODES, codes)


def _draw_secret(secret: str, username: str) -> None:
    """The secret as a square to scan, and in letters for who has no camera."""
    st.write(t("second_step.scan"))
    uri = TOTP(secret).provisioning_uri(name=username, issuer_name=t("app.name"))
    picture = io.BytesIO()
    segno.make(uri, error="m").save(picture, kind="png", scale=5, border=2)
    data = base64.b64encode(picture.getvalue()).decode("ascii")
    st.html(f'<img src="data:image/png;base64,{data}" alt="{t("second_step.square")}">')
    letters = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    with st.expander(t("second_step.by_hand")):
        st.code(letters, language=None)


def _draw_prove(_: Waiting, go_through: GoThrough) -> None:
    draw_heading(t("second_step.prove"))
    st.write(t("second_step.prove_said"))
    told = Told("second_step.prove")
    told.draw(None)
    code = _ask_code(told, "prove")
    if code is not None:
        with saving(told, ""):
            go_through(actions.second_factors.prove(own_session(), code))
    st.caption(t("second_step.lost"))


def _ask_code(told: Told, form: str) -> str | None:
    """What was typed, when the button was pressed."""
    with st.form(f"second_step.{form}.form", enter_to_submit=True, border=False):
        code: str = st.text_input(t(f"second_step.{form}_code"), key=f"second_step.{form}_code")
        told.draw("code")
        pressed = st.form_submit_button(t("second_step.go_on"), type="primary")
    return code if pressed else None


_DRAW: dict[Step, Callable[[Waiting, GoThrough], None]] = {
    Step.CHOOSE: _draw_new_password,
    Step.ENROL: _draw_enrol,
    Step.PROVE: _draw_prove,
}
