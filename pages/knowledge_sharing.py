"""The data and knowledge-sharing model, and what is missing in cases with an NGO in them.

The address says what is open: a row of the model (`open`, `open=new`), a case with its NGOs, or the
agreements with NGOs (`part=agreements`, with `agreement` one of them).
"""

import streamlit as st

from core.codes import Step
from core.ngo_agreements import PART
from db import queries
from pages.shared.case import open_case
from pages.shared.frame import open_page, person, t
from pages.shared.knowledge_model import draw_model
from pages.shared.knowledge_need import draw_need
from pages.shared.links import leave_from, link_back
from pages.shared.ngo_agreements import draw_agreements, draw_summary
from pages.shared.ngo_missing import draw_missing
from pages.shared.ngo_view import draw_ngos

open_page("knowledge_sharing")

if "case" in st.query_params:
    link_back("knowledge_sharing", t("knowledge_sharing.back"))
    draw_ngos(open_case("knowledge_sharing", frozenset(Step)))
elif "open" in st.query_params:
    link_back("knowledge_sharing", t("knowledge_sharing.back"))
    draw_need(queries.knowledge_sharing.model(by=person()), st.query_params["open"])
elif st.query_params.get("part") == PART:
    draw_agreements()
else:
    leave_from()
    draw_model(queries.knowledge_sharing.model(by=person()))
    draw_summary()
    draw_missing()
