"""The accessibility statement: what holds, what does not, and whom to tell."""

import streamlit as st

from core.accessibility import HOLDS, LACKS, LOOKED_OVER
from pages.shared.frame import t
from pages.shared.heads import draw_heading


def draw_accessibility() -> None:
    """The statement on one screen."""
    st.markdown(t("accessibility.about"))
    for kind, codes in (("holds", HOLDS), ("lacks", LACKS)):
        draw_heading(t(f"accessibility.{kind}_heading"))
        st.markdown("\n".join(f"- {t(f'accessibility.{kind}.{code}')}" for code in codes))
    draw_heading(t("accessibility.whom_heading"))
    st.markdown(t("accessibility.whom"))
    st.caption(t("accessibility.looked_over", date=LOOKED_OVER))
