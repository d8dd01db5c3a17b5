"""The dialogue tool on the screen: the scores so far, and a new measurement."""

from datetime import date

import streamlit as st

from core.codes import Coded, all_codes
from core.measurement import HIGHEST, LOWEST
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.words import code_key
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import day, literal
from pages.shared.frame import language, person, saving, t, t_plain, today


def draw_measurements(case: CaseHeader) -> None:
    """A table of first and latest scores, and the form for who may measure."""
    measured = queries.measurements.history(case.id, by=person())
    st.subheader(t("measurement.heading"), anchor=False)
    if measured:
        first, latest = measured[0], measured[-1]
        st.table(
            {
                t_plain("measurement.domain"): [
                    t_plain(code_key(Coded("life_domain", domain))) for domain in first.scores
                ],
                _heading(first.date): [_score(score) for score in first.scores.values()],
                _heading(latest.date): [_score(score) for score in latest.scores.values()],
            }
        )
    else:
        st.caption(t("measurement.empty"))
    if may(person(), Act.MEASURE, case.reach):
        with st.expander(t("measurement_form.heading")):
            _draw_form(case)


def _heading(measured: date) -> str:
    """A heading is Markdown, where "2. januar" would begin a list."""
    return literal(day(language(), measured))


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)


def _draw_form(case: CaseHeader) -> None:
    form = Form("measurement_form", case.id, initial={"date": today()})
    st.caption(t("measurement.scale", lowest=LOWEST, highest=HIGHEST))
    scores = {
        domain: form.score(domain, label=code_key(Coded("life_domain", domain)))
        for domain in all_codes("life_domain")
    }
    scored_by = form.one_of("scored_by", "scored_by")
    measured = form.day("date", latest=today())
    if form.save():
        with saving(form, t("measurement_form.saved")):
            actions.measurements.measure(
                case.id,
                scores=scores,
                scored_by=scored_by,
                measured=measured,
                by=person(),
                on=today(),
            )
