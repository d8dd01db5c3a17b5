"""One worker: the caseload, absence and deputy, the young people, and the last two years."""

from collections.abc import Sequence

import streamlit as st

from core.absences import may_plan
from core.permissions import Act, may
from core.records.caseload import Charge, WorkerLoad
from db import queries
from pages.shared.caseload_absence import draw_absences
from pages.shared.caseload_bars import draw_bars
from pages.shared.caseload_months import draw_months
from pages.shared.formats import literal, numbered
from pages.shared.frame import open_section, person, t, today
from pages.shared.heads import draw_name
from pages.shared.links import link


def draw_worker(load: WorkerLoad) -> None:
    """Everything about one caseload."""
    draw_name(literal(load.name))
    draw_bars(load)
    if may_plan(person(), load.staff_id):
        draw_absences(load.staff_id)
    charges = queries.caseloads.charges(load.staff_id, by=person())
    _draw_young_people(load, charges)
    draw_months(queries.caseloads.months(load.staff_id, by=person(), on=today()))


def _draw_young_people(load: WorkerLoad, charges: Sequence[Charge]) -> None:
    with open_section("caseload.young_people"):
        if not charges:
            st.caption(t("caseload.nobody"))
            return
        if may(person(), Act.MOVE_CASELOAD):
            link("caseload", t("caseload.move"), worker=load.staff_id, do="move")
        for method in dict.fromkeys(charge.method for charge in charges):
            if len(load.lines) > 1:
                st.markdown(f"**{t(f'code.method.{method}')}**")
            for charge in charges:
                if charge.method is method:
                    _draw_charge(charge)


def _draw_charge(charge: Charge) -> None:
    facts = numbered(charge.name, charge.number)
    said = (
        t("caseload.young_undated", **facts)
        if charge.since is None
        else t("caseload.young", date=charge.since, **facts)
    )
    link("young_person", said, case=str(charge.number))
