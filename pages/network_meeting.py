"""Stage 3, netværksmøde: the coordinator, consents, the network, meetings, goals and agreements.

The address says which part is drawn, and which meeting, consent, person or goal is open in it.
"""

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from core.start_up import Part
from db import queries
from pages.shared.case import case_link, open_case
from pages.shared.frame import open_page, person, t
from pages.shared.milestones_view import draw_milestones
from pages.shared.network_board import Board, choose_part, draw_standing, draw_tasks
from pages.shared.network_consent import draw_consent
from pages.shared.network_coordinator import draw_coordinator
from pages.shared.network_documents import draw_documents
from pages.shared.network_meetings import draw_meetings
from pages.shared.network_people import draw_network
from pages.shared.network_plan import draw_plan

open_page("network_meeting")

DRAWN = {
    Part.COORDINATOR: draw_coordinator,
    Part.CONSENT: draw_consent,
    Part.NETWORK: draw_network,
    Part.MEETINGS: draw_meetings,
    Part.PLAN: draw_plan,
    Part.DOCUMENTS: draw_documents,
}

case = open_case("network_meeting", ACCEPTED_STEPS)
file = queries.network.file_of(case.id, by=person())
if file is None or case.step not in ACCEPTED_STEPS | {Step.CLOSED}:
    st.info(t("network_meeting.too_early"))
    case_link("assessment", case.number, t("network_meeting.to_assessment"))
    st.stop()

board = Board(case, file)
draw_tasks(board)
draw_standing(board)
draw_milestones(board)
DRAWN[choose_part(board)](board)
if case.combination is not None and case.combination.support_method and case.step in ACCEPTED_STEPS:
    case_link("support_phase", case.number, t("network_meeting.to_support"))
