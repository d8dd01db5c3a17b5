"""How long what is kept: what falls due, what is held back, and the one button that does it."""

import streamlit as st

from core.permissions import Act, may
from db import queries
from pages.shared.frame import open_page, person, t, today
from pages.shared.retention_forms import draw_approval, draw_holds
from pages.shared.retention_view import draw_cases, draw_kinds

open_page("retention")

preview = queries.retention.preview(today(), by=person())
leads = may(person(), Act.CARRY_OUT_RETENTION)
st.write(t("retention.explanation"))
draw_kinds(preview)
draw_cases(preview)
if leads:
    draw_approval(preview)
    draw_holds(preview)
else:
    st.caption(t("retention.leads_only"))
