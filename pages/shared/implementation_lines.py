"""A line of a list on the page of the implementation: what it is, as a link, and its facts."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.links import link


def draw_line(label: str, facts: Sequence[str], **address: str) -> None:
    """The label leads to the address; the facts stand close below it."""
    with st.container(gap=None):
        link("implementation", label, **address)
        if facts:
            st.caption(" · ".join(facts))
