"""Caseloads: who has how many young people, over time, who stands in for whom, and moving some.

The address says which worker is shown, and whether young people are being moved (`do=move`).
"""

import streamlit as st

from core.permissions import Act, may
from db import queries
from pages.shared.caseload_board import draw_board
from pages.shared.caseload_move import draw_move
from pages.shared.caseload_worker import draw_worker
from pages.shared.frame import open_page, person, t, today
from pages.shared.links import link, link_back

open_page("caseload")

loads = queries.caseloads.board(by=person(), on=today())
asked = st.query_params.get("worker")
chosen = next((load for load in loads if load.staff_id == asked), None)
if asked is None:
    draw_board(loads)
elif chosen is None:
    link_back("caseload", t("caseload.back"))
    st.error(t("caseload.unknown"))
elif st.query_params.get("do") == "move" and may(person(), Act.MOVE_CASELOAD):
    link("caseload", t("caseload.back_to_one", name=chosen.name), worker=chosen.staff_id)
    draw_move(chosen)
else:
    link_back("caseload", t("caseload.back"))
    draw_worker(chosen)
