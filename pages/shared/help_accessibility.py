"""The accessibility statement: what holds, what does not, and whom to tell."""

import streamlit as st

from core.accessibility import HOLDS, LACKS, LOOKED_OVER
from pages.shared.frame import t


def draw_accessibility() -> None:
    """The statement on one screen."""
    st.markdown(t("accessibility.about"))
    for kind, codes in (("holds", HOLDS), ("lacks", LACKS)):
        st.header(t(f"accessibility.{kind}_heading"), anchor=False)
        st.markdown("\n".join(f"- {t(f'accessibility.{kind}.{code}')}" for code in codes))
    st.header(t("accessibility.whom_heading"), anchor=False)
    st.markdown(t("accessibility.whom"))
    st.caption(t("accessibility.looked_over", date=LOOKED_OVER))
