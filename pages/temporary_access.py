"""Open a case that is not one's own for a few hours, and see who opened which and why."""

import streamlit as st

from db import actions
from pages.shared.case import case_link
from pages.shared.form import Form
from pages.shared.frame import open_page, person, saving, t
from pages.shared.temporary_access_view import draw_own, draw_review

open_page("temporary_access")

st.write(t("temporary_access.explanation"))
draw_own()
asked = st.query_params.get("case", "")
form = Form("temporary_access_form", asked[:8] or "new", initial={"number": asked[:8]})
with st.container(border=True):
    number, purpose = form.text("number"), form.text("purpose", area=True)
    if form.save():
        with saving(form, t("temporary_access_form.saved")):
            actions.temporary_access.open_case(number, purpose, by=person())
if asked.isdecimal():
    case_link("young_person", int(asked[:8]), t("temporary_access.to_case", number=asked[:8]))
draw_review()
