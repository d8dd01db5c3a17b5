"""What the browser does by itself: warn before a session ends, hand over what is being typed."""

import html

import streamlit as st

from pages.shared.frame import language, t
from pages.shared.scripts import IDLE, TYPED, tag

WORDS = ("title", "idle", "whole", "stay")


def draw_idle() -> None:
    """The words and the scripts; the same on every run, so that nothing is drawn anew.

    The language stands there for the script that speaks for Streamlit: it may have been changed.
    """
    told = {name: t(f"idle.{name}") for name in WORDS} | {"language": language()}
    said = " ".join(f'data-{name}="{html.escape(each)}"' for name, each in told.items())
    st.html(
        f'<div id="ungespor-idle" {said}></div>{tag(IDLE)}{tag(TYPED)}',
        unsafe_allow_javascript=True,
    )
