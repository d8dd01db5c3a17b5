"""What the programme achieves, for project leaders: own figures beside the published ones."""

import streamlit as st

from pages.shared.frame import open_page, t
from pages.shared.results_asked import ask, ask_section
from pages.shared.results_sections import draw_section

open_page("results")

asked = ask()
if asked is not None:
    section = ask_section()
    if any(asked.figures["cases"].values()):
        draw_section(section, asked)
    else:
        st.info(t("results.empty"))
