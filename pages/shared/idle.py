"""The warning before a session ends: drawn once, the browser does the rest."""

import html

import streamlit as st

from pages.shared.frame import t
from pages.shared.scripts import IDLE, tag

WORDS = ("title", "idle", "whole", "stay")


def draw_idle() -> None:
    """The words and the script; the same on every run, so that nothing is drawn anew."""
    said = " ".join(f'data-{name}="{html.escape(t(f"idle.{name}"))}"' for name in WORDS)
    st.html(
        f'<div id="ungespor-idle" {said}></div>{tag(IDLE)}',
        unsafe_allow_javascript=True,
    )
