"""The staff survey for the project leader: the round that runs, and a form for the next one."""

import streamlit as st

from core.records.surveys import Round, RoundKind
from core.surveys import APART
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.heads import draw_name
from pages.shared.links import link
from pages.shared.voices_survey_results import draw_results


def draw_survey() -> None:
    """What runs or is planned, then what the rounds that are over say."""
    if st.query_params.get("do") == "round":
        link("voices", t("voices.back"), part="survey")
        _draw_new()
        return
    running = [each for each in queries.surveys.every_round(by=person()) if not each.over(today())]
    for each in reversed(running):
        _draw_running(each)
    link("voices", t("voices.survey.new"), part="survey", do="round")
    draw_results(queries.surveys.results(by=person(), on=today()))


def _draw_running(each: Round) -> None:
    with open_section(f"voices.survey.running.{each.kind}"):
        key = "open" if each.open(today()) else "planned"
        st.markdown(t(f"voices.survey.{key}", first=each.from_date, last=each.to_date))
        if each.open(today()):
            st.markdown(t("voices.survey.turnout", answered=each.answered, invited=each.invited))
        st.caption(t("voices.survey.hidden_until"))
        folded = st.expander(
            t("voices.survey.change"), key=f"voices.survey.change.{each.id}", on_change="rerun"
        )
        if folded.open:
            with folded:
                _draw_change(each)


def _draw_change(each: Round) -> None:
    initial = {"to_date": each.to_date}
    form = Form("survey_prolong_form", each.id, each.version, initial=initial)
    last = form.day("to_date", earliest=today())
    st.caption(t("survey_prolong_form.for_good"))
    with st.container(horizontal=True):
        prolonged, closed = form.save(primary=False), form.save("survey_close.save", primary=False)
    if prolonged:
        with saving(form, t("survey_prolong_form.saved")):
            actions.surveys.prolong(
                each.id, last, seen_version=form.seen_version, by=person(), on=today()
            )
    if closed:
        with saving(form, t("survey_close.saved")):
            actions.surveys.close(each.id, seen_version=form.seen_version, by=person(), on=today())


def _draw_new() -> None:
    draw_name(t("voices.survey.new"))
    form = Form("survey_round_form", initial={"from_date": today()})
    kind = form.one_of("kind", [each.value for each in RoundKind], words="round_kind")
    first, last = form.day("from_date", earliest=today()), form.day("to_date", earliest=today())
    st.caption(t("survey_round_form.told", days=APART.days))
    if form.save():
        with saving(form, t("survey_round_form.saved"), leaves="do"):
            actions.surveys.open_round(kind, first, last, by=person(), on=today())
