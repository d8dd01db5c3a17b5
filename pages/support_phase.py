"""Stage 4, støtteforløb: the support itself, the home, and the contacts, one part at a time."""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from pages.shared.case import case_link, open_case
from pages.shared.frame import open_page, t
from pages.shared.notification_view import draw_notification
from pages.shared.support_begin import draw_support
from pages.shared.support_contacts import draw_contacts
from pages.shared.support_home import draw_home
from pages.shared.support_parts import choose_part

open_page("support_phase")

PARTS = {"support": draw_support, "home": draw_home, "contacts": draw_contacts}

case = open_case("support_phase", ACCEPTED_STEPS)
if case.step not in ACCEPTED_STEPS | {Step.CLOSED}:
    st.info(t("support_phase.too_soon"))
    case_link("assessment", case.number, t("support_phase.to_assessment"))
    st.stop()
if case.step is Step.CLOSED:
    st.info(t("support_phase.case_ended"))
PARTS[choose_part("support_phase", case, tuple(PARTS), "support")](case)
draw_notification(case)
