"""All caseloads on one page: how they stand in a sentence, each worker, and over time."""

from collections.abc import Sequence

import streamlit as st

from core.caseload import AFTERCARE, cap_of
from core.caseload_summary import LoadSummary
from core.codes import Method
from core.permissions import Act, Scope, scopes
from core.records.caseload import WorkerLoad
from db import queries
from pages.shared.absence_words import draw_absence
from pages.shared.caseload_bars import draw_bars
from pages.shared.caseload_months import draw_months
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, t, t_plain, today
from pages.shared.links import leave_from, link
from pages.shared.paging import found, paged, unfold_turned

FULLEST = 15
"""How many workers stand in sight; a larger municipality finds the others folded away."""


def draw_board(loads: Sequence[WorkerLoad]) -> None:
    """Everybody the person sees, the fullest first."""
    if not loads:
        st.info(t("caseload.empty"))
        return
    leave_from(search="caseload.search")
    everybody = Scope.ALL in scopes(person(), Act.SEE_CASE)
    if everybody:
        _draw_standing(queries.caseloads.summary(by=person(), on=today()))
    st.caption(_caps())
    with open_section("caseload.workers"):
        for load in loads[:FULLEST]:
            _draw_worker(load)
        _draw_others(loads[FULLEST:])
    if everybody:
        draw_months(queries.caseloads.months(None, by=person(), on=today()))


def _draw_standing(told: LoadSummary) -> None:
    said = t("caseload.workers_over", n=told.over) if told.over else t("caseload.nobody_over")
    places = ", ".join(
        t_plain("caseload.free_in", method=method, n=told.free[method]) for method in Method
    )
    st.markdown(f"**{said}** {t('caseload.free', places=places)}")
    if told.beside:
        st.caption(t("caseload.both_counted"))


def _caps() -> str:
    limits = {
        name: cap_of(subject, today()).limit
        for name, subject in (
            ("cti", Method.CTI),
            ("icm", Method.ICM),
            ("sm", Method.SM),
            ("aftercare", AFTERCARE),
        )
    }
    return t("caseload.caps", **limits)


def _draw_worker(load: WorkerLoad) -> None:
    link("caseload", literal(load.name), worker=load.staff_id)
    draw_bars(load)
    if load.absence is not None:
        draw_absence(load.absence)


def _draw_others(loads: Sequence[WorkerLoad]) -> None:
    """Drawn only when unfolded."""
    if not loads:
        return
    label = t("caseload.others", n=len(loads))
    unfold_turned("caseload.others")
    folded = st.expander(label, key="caseload.others", on_change="rerun")
    if folded.open:
        with folded:
            for load in paged(found(loads, _name_of, key="caseload.search")):
                _draw_worker(load)


def _name_of(load: WorkerLoad) -> str:
    return load.name
