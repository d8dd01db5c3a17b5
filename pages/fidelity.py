"""The project leader's own review of fidelity: one quarter, theme by theme, then submitted.

The address says which quarter, and which theme is open; or the practice of the quarter in
figures, and which indicator of it.
"""

import streamlit as st

from core.fidelity_questions import questions_on
from core.quarters import quarter_code
from db import queries
from pages.shared.fidelity_history import draw_history, draw_steps
from pages.shared.fidelity_indicator_view import draw_indicator
from pages.shared.fidelity_over_time import draw_over_time, draw_published
from pages.shared.fidelity_overview import draw_state, draw_themes
from pages.shared.fidelity_practice_view import PART, draw_lowest, draw_practice
from pages.shared.fidelity_quarter import choose_quarter
from pages.shared.fidelity_theme import draw_theme
from pages.shared.frame import open_page, person, t

open_page("fidelity")

reviews = {
    quarter_code(review.quarter): review
    for review in queries.fidelity_reviews.every_review(by=person())
}
scores = queries.fidelity_reviews.scores(by=person())
theme = st.query_params.get("theme", "")
part = st.query_params.get("part")
quarter = choose_quarter(reviews.values(), running=part == PART)
review = reviews.get(quarter_code(quarter))
if part == PART:
    indicator = st.query_params.get("indicator")
    if indicator:
        draw_indicator(indicator, quarter)
    else:
        draw_practice(quarter)
    st.stop()
if theme in questions_on(quarter.to_date):
    draw_theme(quarter, review, theme, scores)
    st.stop()
draw_state(quarter, review)
draw_themes(quarter, review)
draw_lowest(quarter)
if review is not None:
    draw_steps(review)
draw_over_time(scores)
draw_published(scores)
if review is not None:
    draw_history(review)
st.caption(t("fidelity.own_questions"))
