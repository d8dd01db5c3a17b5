"""How long the log is, whether it holds, how much was written lately, and what is deleted next."""

from datetime import timedelta

import streamlit as st

from core.records.access_log import LineKind
from core.words import code_key
from db import queries
from pages.shared.frame import open_section, person, t, today
from pages.shared.links import link
from pages.shared.places import opens

LATELY = 30
"""Days that lines are counted of."""


def draw_keeping() -> None:
    """All of it."""
    _draw_state()
    _draw_cut()
    _draw_counts()


def _draw_state() -> None:
    state = queries.access_log.state(by=person())
    with open_section("access_log.state"):
        if state.oldest is not None:
            st.markdown(t("access_log.length", n=state.lines, time=state.oldest))
        if state.breaks:
            return
        st.markdown(t("access_log.holds"))
        if state.checked_time is not None:
            st.caption(t("access_log.checked", time=state.checked_time))


def _draw_cut() -> None:
    months = queries.settings.in_force(today()).log_months
    due = queries.access_log_keeping.cut_on(today())
    with open_section("access_log.retention"):
        st.markdown(t("access_log.kept", n=months))
        if due.lines:
            st.markdown(t("access_log.to_delete", n=due.lines, date=due.before))
        else:
            st.caption(t("access_log.nothing_to_delete", date=due.before))
        if opens("settings", person()):
            link("settings", t("access_log.to_settings"))


def _draw_counts() -> None:
    counted = queries.access_log.counts(today() - timedelta(days=LATELY), by=person())
    with open_section("access_log.lately"):
        lines = [
            f"- {t(code_key(kind))}: {t('access_log.count', n=counted[kind])}" for kind in LineKind
        ]
        st.markdown("\n".join(lines))
