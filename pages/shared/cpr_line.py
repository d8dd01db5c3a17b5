"""A CPR number on a page: half hidden until somebody asks, and shown for one run only."""

import streamlit as st

from core.masking import spelled
from db import actions
from pages.shared.frame import person, t


def draw_cpr(case_id: str, half_hidden: str) -> None:
    """The line and its button. The whole number is fetched by the click and kept nowhere."""
    with st.container(horizontal=True, vertical_alignment="center"):
        line = st.empty()
        asked = st.button(t("cpr.show"), key=f"cpr.show.{case_id}", help=t("cpr.show_help"))
    number = spelled(actions.cpr.show(case_id, by=person())) if asked else half_hidden
    line.markdown(t("cpr.line", number=number), width="content")
    if asked:
        st.caption(t("cpr.shown"))
