"""The survey as it is answered: how answers are kept, the statements by theme, one button."""

import streamlit as st

from core.records.surveys import Round
from core.survey_statements import by_theme
from core.surveys import SurveyAnswer, least
from db import actions, queries
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.quiet_form import QuietForm

ANSWERS = tuple(answer.value for answer in SurveyAnswer)


def draw_answering(asked: Round) -> None:
    """The open round, to be answered once."""
    st.markdown(t("survey.asks", date=asked.to_date))
    with st.container(border=True):
        st.markdown(f"**{t('survey.nameless')}**")
        k = queries.settings.in_force(today()).suppression_k
        st.markdown(t("survey.nameless_told", least=least(k)))
    form = QuietForm("survey_form", asked.id)
    given: dict[str, str | None] = {}
    for theme, codes in by_theme(asked.statements).items():
        with open_section(f"survey.theme.{theme}"):
            for code in codes:
                given[code] = form.one_of(code, ANSWERS, words="survey_answer")
    st.caption(t("survey.once"))
    if form.save():
        with saving(form, t("survey_form.saved")):
            actions.surveys.answer(asked.id, given, by=person(), on=today())
