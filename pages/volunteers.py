"""Volunteers: who is there, which young people wait for one, and who is matched with whom.

The address says what is open: a case with a wish, a volunteer, or a form (`volunteer=new`).
"""

import streamlit as st

from core.pathway import OPEN_STEPS
from db import queries
from pages.shared.case import case_link, choose_case, open_case
from pages.shared.frame import open_page, person, t
from pages.shared.links import link_back
from pages.shared.volunteer_board import draw_overview
from pages.shared.volunteer_list import draw_volunteer
from pages.shared.volunteer_wish import draw_wish

open_page("volunteers")

board = queries.volunteers.board(by=person())
if board is None:
    st.stop()
if "case" in st.query_params:
    link_back("volunteers", t("volunteers.back"))
    case = open_case("volunteers", OPEN_STEPS)
    draw_wish(board, case)
    case_link("knowledge_sharing", case.number, t("ngo.open"))
elif "volunteer" in st.query_params:
    link_back("volunteers", t("volunteers.back"))
    draw_volunteer(board, st.query_params["volunteer"])
elif st.query_params.get("find") == "case":
    link_back("volunteers", t("volunteers.back"))
    choose_case("volunteers", OPEN_STEPS)
else:
    draw_overview(board)
