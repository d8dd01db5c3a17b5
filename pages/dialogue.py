"""The conversation about the life domains: the whole form, or one domain at a time."""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from db import queries
from pages.shared.case import case_link, open_case
from pages.shared.dialogue_simple import draw_simple
from pages.shared.dialogue_whole import draw_whole
from pages.shared.frame import open_page, t, today
from pages.shared.links import link
from pages.shared.notification_view import draw_notification
from pages.shared.support_parts import choose_part

open_page("dialogue")

PARTS = {"whole": draw_whole, "simple": draw_simple}

case = open_case("dialogue", ACCEPTED_STEPS, quiet=st.query_params.get("part") == "simple")
if case.step not in ACCEPTED_STEPS:
    st.info(t("dialogue.closed" if case.step is Step.CLOSED else "dialogue.too_soon"))
    case_link("young_person", case.number, t("dialogue.to_development"))
    st.stop()
part = choose_part("dialogue", case, tuple(PARTS), "whole")
PARTS[part](case, queries.dialogue.items(today()))
if part == "whole":
    draw_notification(case)
link("young_person", t("dialogue.to_development"), case=str(case.number), part="development")
