"""Stage 5, afslutning: the support course, the time after, and the case itself, in that order."""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS, SUPPORT_STEPS
from db import queries
from pages.shared.case import open_case
from pages.shared.closure_case import draw_case, draw_goals_part
from pages.shared.closure_support import draw_support
from pages.shared.closure_view import draw_reopenings
from pages.shared.frame import open_page, person, t
from pages.shared.support_parts import choose_part

open_page("closure")

PARTS = {"support": draw_support, "goals": draw_goals_part, "case": draw_case}

case = open_case("closure", ACCEPTED_STEPS)
told = queries.closing.closure(case.id, by=person())
if told is None or case.step not in ACCEPTED_STEPS | {Step.CLOSED}:
    st.info(t("closure.too_soon"))
    st.stop()
first = "support" if case.step in SUPPORT_STEPS else "case"
PARTS[choose_part("closure", case, tuple(PARTS), first)](case, told)
draw_reopenings(told.reopenings)
