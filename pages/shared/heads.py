"""Headings that skip no level: who listens to a page finds the way by them (WCAG 1.3.1, 2.4.6).

The one place that chooses a level: one title, then the name of what the page is about where there
is one, then the parts, then the parts of a part.
"""

from contextvars import ContextVar

import streamlit as st

_NAMED: ContextVar[bool] = ContextVar("heads.named", default=False)
"""Whether this run has drawn the name of what the page is about."""


def begin_heads(title: str, explanation: str | None = None) -> None:
    """The title of the page; what follows stands right under it."""
    _NAMED.set(False)
    st.title(title, anchor=False, help=explanation)


def draw_name(name: str) -> None:
    """The name of what the page is about, be it a young person or a row that was opened.

    The parts of the page that follow stand a level below it.
    """
    _NAMED.set(True)
    st.header(name, anchor=False)


def draw_heading(words: str, explanation: str | None = None) -> None:
    """The heading of a part: below the name where there is one, else right below the title."""
    draw = st.subheader if _NAMED.get() else st.header
    draw(words, anchor=False, help=explanation)


def draw_subheading(words: str) -> None:
    """The heading of a part of a part, which has had its heading; Streamlit has no level below."""
    st.subheader(words, anchor=False)
