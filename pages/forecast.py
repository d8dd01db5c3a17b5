"""The forecast: free places and waiting in the year ahead, and what one more worker changes."""

import streamlit as st

from core.codes import Method
from core.words import code_key
from db import queries
from pages.shared.forecast_asked import ask_change, ask_method
from pages.shared.forecast_chart import draw_months
from pages.shared.forecast_grounds import draw_grounds
from pages.shared.forecast_said import draw_change, draw_said
from pages.shared.frame import open_page, open_section, person, t, today
from pages.shared.heads import draw_heading
from pages.shared.long_work import worked

open_page("forecast")

st.caption(t("forecast.about"))
now = worked(
    "forecast.now", t("forecast.working"), lambda: queries.forecast.outlook(today(), by=person())
)
if now is None:
    st.stop()
anywhere = any(each.now.places for each in now.methods.values())
if anywhere:
    draw_said(now)
else:
    st.info(t("forecast.nobody"))
with open_section("forecast.try"):
    change = ask_change()
    changed = None
    if change is not None:
        changed = worked(
            "forecast.changed",
            t("forecast.working"),
            lambda: queries.forecast.outlook(today(), change, by=person()),
        )
    if changed is not None:
        draw_change(now, changed)
if changed is None and not anywhere:
    st.stop()
method = ask_method([each for each in Method if now.methods[each].now.places])
draw_heading(t("forecast.months", method=t(code_key(method))))
if changed is None and not now.methods[method].now.places:
    st.info(t("forecast.no_places"))
else:
    draw_months(now.methods[method], changed.methods[method] if changed else None)
draw_grounds(now, method)
