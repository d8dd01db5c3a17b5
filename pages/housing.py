"""Homes: who waits for one and since when, whose is at risk, and the count of a day's homelessness.

The address says whether a count is shown (`count=2026-02-04`).
"""

import streamlit as st

from core.permissions import Act, may
from db import queries
from pages.shared.frame import open_page, person, t, today
from pages.shared.homeless_count import counted_day, draw_count, draw_count_form
from pages.shared.housing_board import draw_at_risk, draw_head, draw_waiting

open_page("housing")

counts = may(person(), Act.COUNT_HOMELESSNESS)
day = counted_day(st.query_params.get("count", "")) if counts else None
if day is not None:
    draw_count(queries.homes.homeless(day, by=person()))
    st.stop()
with st.spinner(t("housing.working")):
    waiting = queries.homes.waiting(by=person(), on=today())
    days = queries.homes.days_to_home(by=person())
draw_head(waiting, days)
draw_waiting(waiting)
draw_at_risk(queries.homes.at_risk(by=person(), on=today()))
if counts:
    draw_count_form()
