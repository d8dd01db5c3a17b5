"""The staff survey, for who is to answer: the round that is open, answered once and namelessly."""

import streamlit as st

from db import queries
from pages.shared.frame import open_page, person, t, today
from pages.shared.survey_form import draw_answering

open_page("survey")

asked = queries.surveys.open_round(by=person(), on=today())
if asked is None:
    st.info(t("survey.none"))
elif queries.surveys.has_answered(asked.id, by=person()):
    st.success(t("survey.answered", date=asked.to_date))
else:
    draw_answering(asked)
