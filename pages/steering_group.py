"""What a steering group may see: how many, never who. Small numbers are hidden (R19)."""

import streamlit as st

from pages.shared.frame import open_page, t
from pages.shared.released import released
from pages.shared.steering_asked import ask, draw_hidden
from pages.shared.steering_downloads import draw_take_away
from pages.shared.steering_heads import draw_caseload, draw_heads, draw_waiting, draw_who
from pages.shared.steering_meetings import draw_agreements, draw_checklist, draw_meetings
from pages.shared.steering_outcomes import (
    draw_change,
    draw_closure,
    draw_education,
    draw_employment,
    draw_housing,
)

open_page("steering_group")

st.caption(t("steering_group.about"))
with st.spinner(t("steering_group.working")):
    choice = ask()
    figures = released(choice) if choice else None
if choice is None or figures is None:
    st.info(t("steering_group.nothing_offered"))
    st.stop()
draw_hidden(figures)
draw_heads(figures)
draw_who(figures)
draw_waiting(figures)
draw_change(figures)
draw_housing(figures, "housing_latest")
draw_housing(figures, "housing_at_closure")
draw_education(figures)
draw_employment(figures)
draw_meetings(figures)
draw_checklist(figures, choice.period.to_date)
draw_agreements(figures)
draw_closure(figures)
draw_caseload(figures)
draw_take_away(choice.period, choice.variant)
