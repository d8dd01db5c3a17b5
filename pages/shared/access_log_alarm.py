"""Where the log does not hold: a banner on the home page, and the places on the page of the log."""

import streamlit as st

from core.permissions import PAGES, may
from core.records.access_log import LogBreak
from db import queries
from pages.shared.frame import open_section, person, t
from pages.shared.navigation import page_of

MOST = 20
"""Places that are listed."""
STEPS = ("copy", "find", "report", "accept")
"""What is to be done, in this order; `access_log.do_<step>`."""


def draw_log_alarm() -> None:
    """The banner, for who may see the log, as long as it lasts."""
    places = queries.access_log.alarm(by=person())
    if not places:
        return
    st.error(t("access_log.alarm", n=places))
    if may(person(), PAGES["access_log"]):
        st.page_link(page_of("access_log"), label=t("access_log.alarm_link"))


def draw_breaks() -> None:
    """What was found, since when, and what to do; nothing where the log holds."""
    if not queries.access_log.alarm(by=person()):
        return
    state = queries.access_log.state(by=person())
    with open_section("access_log.alarm_heading"):
        st.error(t("access_log.alarm", n=len(state.breaks)))
        if state.sound_time is not None:
            st.markdown(t("access_log.sound", time=state.sound_time))
        st.markdown("\n".join(f"- {_said(each)}" for each in state.breaks[:MOST]))
        if len(state.breaks) > MOST:
            st.caption(t("access_log.more_breaks", n=len(state.breaks) - MOST))
        st.markdown("\n".join(f"1. {t(f'access_log.do_{step}')}" for step in STEPS))


def _said(each: LogBreak) -> str:
    said = t(f"access_log.flaw.{each.flaw}")
    if each.time is None:
        return t("access_log.break_at", number=each.sequence, what=said)
    return t("access_log.break_of", number=each.sequence, time=each.time, what=said)
