"""Education, courses and supervision of staff: a project leader sees all, others their own.

The address says whose list is open (`staff`), or that a supervision is recorded (`do`).
"""

import streamlit as st

from core.permissions import Act, Scope, scopes
from db import queries
from pages.shared.competence_board import draw_board
from pages.shared.competence_member import draw_member
from pages.shared.competence_supervision import draw_new_supervision, draw_supervision
from pages.shared.frame import open_page, person, t, today
from pages.shared.links import link_back

open_page("competences")

standings = queries.competences.overview(by=person(), on=today())
leads = Scope.ALL in scopes(person(), Act.RECORD_COMPETENCE)
whose = st.query_params.get("staff") if leads else person().staff_id
held = queries.competences.supervisions(by=person())
opened = next((one for one in held if one.id == st.query_params.get("supervision")), None)
chosen = next((each for each in standings if each.member.id == whose), None)
if st.query_params.get("do") == "supervision" and standings:
    link_back("competences", t("competences.back"))
    draw_new_supervision(standings)
elif opened is not None:
    link_back("competences", t("competences.back"))
    draw_supervision(opened)
elif chosen is not None:
    if leads:
        link_back("competences", t("competences.back"))
    draw_member(chosen)
elif leads and standings:
    draw_board(standings, held)
else:
    st.info(t("competences.nobody"))
