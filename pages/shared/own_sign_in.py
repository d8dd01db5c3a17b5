"""A person's own second factor and own sessions, on the page of their account."""

import streamlit as st

from core.records.signing_in import SessionLine
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import forget, keep, own_session, person, recall, saving, t
from pages.shared.heads import draw_heading

_CODES = "factor_form.codes.shown"


def draw_own_factor() -> None:
    """Since when, and new recovery codes; nothing for an account without a second factor."""
    factor = queries.second_factors.own(by=person())
    if factor is None:
        return
    draw_heading(t("factor_form.heading"))
    st.caption(t("factor_form.since", when=factor.since, n=factor.codes_left))
    if recall(_CODES):
        _draw_codes()
        return
    form = Form("factor_form", person().account_id)
    code = form.secret("code")
    if form.save(primary=False):
        with saving(form, t("factor_form.saved")):
            made = actions.second_factors.renew_codes(code, by=person())
            keep(_CODES, made)


def _draw_codes() -> None:
    st.write(t("second_step.codes_said", n=len(recall(_CODES))))
    st.code("\n".join(recall(_CODES)), language=None)
    st.button(t("factor_form.kept"), key="factor_form.kept", on_click=forget, args=(_CODES,))


def draw_own_sessions() -> None:
    """Where one is signed in; each can be ended, and all at once."""
    draw_heading(t("sessions_form.heading"))
    lines = queries.accounts.own_sessions(own_session(), by=person())
    st.caption(t("my_account.sessions", n=len(lines)))
    for line in lines:
        _draw_session(line)
    form = Form("sessions_form", person().account_id)
    if form.save(primary=False):
        with saving(form, ""):
            actions.own_account.sign_out_everywhere(by=person())


def _draw_session(line: SessionLine) -> None:
    said, way_out = st.columns([3, 1], vertical_alignment="center")
    key = "sessions_form.here" if line.here else "sessions_form.elsewhere"
    said.markdown(t(key, started=line.started_time, seen=line.seen_time))
    if line.here:
        return
    form = Form("session_form", line.id)
    with way_out:
        ended = form.save(primary=False)
    if ended:
        with saving(form, t("session_form.ended")):
            actions.sessions.end_own(line.id, by=person())
