"""Case meetings and learning: what stands open, the meetings, and the view across all.

The address says what is open: a meeting (`review`, with its `part` or a `sheet`), a decision, or
background beside development (`view=cross`).
"""

import streamlit as st

from core.permissions import Act, may
from db import queries
from pages.shared.case_review_decisions import draw_decision
from pages.shared.case_review_form import draw_new
from pages.shared.case_review_list import draw_overview
from pages.shared.case_review_view import draw_review
from pages.shared.cross_view import draw_cross_view
from pages.shared.frame import open_page, person, t
from pages.shared.links import link_back

open_page("case_reviews")

asked = st.query_params
reviews = queries.case_reviews.every(by=person())
review = next((each for each in reviews if each.id == asked.get("review")), None)
decision = next(
    (one for each in reviews for one in each.decisions if one.id == asked.get("decision")), None
)
if review is not None:
    draw_review(review, reviews)
elif decision is not None:
    link_back("case_reviews", t("case_reviews.back"))
    draw_decision(decision, reviews)
elif asked.get("review") == "new" and may(person(), Act.RUN_CASE_REVIEWS):
    link_back("case_reviews", t("case_reviews.back"))
    draw_new()
elif asked.get("view") == "cross" and may(person(), Act.SEE_RESULTS):
    link_back("case_reviews", t("case_reviews.back"))
    draw_cross_view()
else:
    draw_overview(reviews)
