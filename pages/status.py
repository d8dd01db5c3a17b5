"""The home page: what is late, where the young people stand, and who has how many."""

import streamlit as st

from core.permissions import Act, Scope, scopes
from db import queries
from pages.shared.absence_words import draw_on_status
from pages.shared.access_log_alarm import draw_log_alarm
from pages.shared.contact_gaps import draw_gap_links
from pages.shared.frame import open_page, person, t, today
from pages.shared.knowledge_model import draw_due_on_status
from pages.shared.notice_lines import link_to_notices
from pages.shared.overview_status import (
    draw_beside,
    draw_caseloads,
    draw_next,
    draw_overdue,
    draw_steps,
)

open_page("status")

draw_log_alarm()
with st.spinner(t("results.working")):
    outlook = queries.overview.outlook(by=person(), on=today())
leads = Scope.ALL in scopes(person(), Act.SEE_CASE)
first, second = st.columns(2 if leads else [3, 2])
with first.container(border=True):
    if leads:
        draw_overdue(outlook)
        draw_gap_links()
    else:
        draw_next(queries.overview.standings(by=person(), on=today()))
    link_to_notices()
with second.container(border=True):
    draw_steps(outlook)
draw_on_status()
draw_due_on_status()
draw_beside(outlook)
with st.container(border=True):
    draw_caseloads(queries.overview.caseloads(by=person(), on=today()), today())
