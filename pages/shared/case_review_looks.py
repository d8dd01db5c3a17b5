"""A case meeting on a large screen: larger letters, the whole breadth; asked for in the address."""

import streamlit as st

from pages.shared.case_review_words import PAGE
from pages.shared.frame import t
from pages.shared.links import link

_STYLE = """<style>
html, html:root { font-size: clamp(18px, 1.25vw, 48px) !important; }
[data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"],
[data-testid="stExpandSidebarButton"], [data-testid="stHeader"] { display: none; }
[data-testid="stMain"] [data-testid="stMainBlockContainer"] {
  max-width: none; padding: 1.2rem 2.2vw 1.5rem; }
[data-testid="stMain"] :is(label, input, textarea, [data-testid="stCaptionContainer"]) p,
[data-testid="stMain"] :is(input, textarea) { font-size: 1rem; }
[data-testid="stMain"] button { min-height: 2.2rem; height: auto; }
[data-testid="stMain"] button p { font-size: 1rem; }
</style>"""
"""All sizes of Streamlit hang on the size of the root."""


def draw_large() -> None:
    """The switch, and the look where it is on."""
    large = st.query_params.get("large") == "1"
    if large:
        st.html(_STYLE)
    st.button(
        t("case_reviews.small" if large else "case_reviews.large"),
        key="case_reviews.large",
        type="tertiary",
        on_click=_turn,
        args=(not large,),
    )


def go(label: str, **address: str) -> None:
    """A link within the page that keeps the large letters."""
    if st.query_params.get("large") == "1":
        address["large"] = "1"
    link(PAGE, label, **address)


def _turn(large: bool) -> None:
    if large:
        st.query_params["large"] = "1"
    else:
        st.query_params.pop("large", None)
