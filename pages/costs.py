"""Costs: what the registered hours cost, beside the published, and what was not registered."""

import streamlit as st

from core.costs import Amount
from db import queries
from pages.shared.costs_asked import ask
from pages.shared.costs_boxes import draw_boxes
from pages.shared.costs_missing import draw_missing
from pages.shared.costs_sums import draw_sums
from pages.shared.frame import open_page, person, t

open_page("costs")

st.caption(t("costs.about"))
asked = ask()
with st.spinner(t("results.working")):
    work = queries.costs.work(asked.period, by=person())
if not work.stays:
    st.info(t("costs.empty"))
    st.stop()
draw_missing(work)
for amount in (Amount.KRONER, Amount.HOURS):
    draw_boxes(work, asked, amount)
draw_sums(work, asked)
