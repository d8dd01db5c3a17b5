"""Contact building before CTI: who gets to know the young person, and what is planned."""

import streamlit as st

from core.codes import Method
from core.cti_progress import before_course, contact_span
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.cti import ContactBuilding, SupportFile
from db import actions, queries
from pages.shared.cti_phases import Cards, draw_card, form_of
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.support_parts import part_link
from pages.shared.support_worker import pick_worker

WORKER, STOP = "contact_worker", "contact_stop"
"""The forms, as the address names them."""


def draw_building(case: CaseHeader, file: SupportFile) -> None:
    """The contact building of a case that waits for CTI; nothing where none is granted."""
    span = contact_span(file.building, None, after=None, on=today())
    if span is None:
        return
    with open_section("contact_building.heading", word="contact_building"):
        _draw_worker(case, file.building)
        each = before_course(file, span, today())
        writes = may(person(), Act.GIVE_SUPPORT, case.reach)
        draw_card(Cards(case, None, writes=writes), each, form_of(each))


def _draw_worker(case: CaseHeader, building: ContactBuilding) -> None:
    if building.worker_name is None:
        st.markdown(t("contact_building.nobody"))
    else:
        st.markdown(
            t("contact_building.worker", name=building.worker_name, since=building.since or "")
        )
    if not may(person(), Act.START_SUPPORT, case.reach):
        return
    if st.query_params.get("do") == WORKER:
        _worker_form(case, building)
    elif st.query_params.get("do") == STOP and building.worker_name:
        _stop_form(case)
    else:
        _draw_ways(case, building)


def _draw_ways(case: CaseHeader, building: ContactBuilding) -> None:
    word = "change" if building.worker_name else "name"
    with st.container(horizontal=True):
        part_link("support_phase", case, "support", t(f"contact_building.{word}"), do=WORKER)
        if building.worker_name:
            part_link("support_phase", case, "support", t("contact_building.stop"), do=STOP)


def _stop_form(case: CaseHeader) -> None:
    form = Form("contact_stop_form", case.id, case.version, initial={"last_day": today()})
    last_day = form.day("last_day", latest=today())
    reason = form.text("reason", area=True)
    if form.save():
        with saving(form, t("contact_stop_form.saved"), leaves="do"):
            actions.contact_building.stop(
                case.id,
                last_day=last_day,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
    part_link("support_phase", case, "support", t("cti.back"))


def _worker_form(case: CaseHeader, building: ContactBuilding) -> None:
    lines = [
        line
        for line in queries.caseload.workers(Method.CTI, today())
        if line.staff_id != building.worker_id
    ]
    form = Form("contact_worker_form", case.id, case.version, initial={"since": today()})
    worker = pick_worker(form, lines)
    since = form.day("since")
    reason = form.text("reason", area=True) if building.worker_id else None
    if form.save():
        with saving(form, t("contact_worker_form.saved"), leaves="do"):
            actions.contact_building.name_worker(
                case.id,
                worker_id=worker,
                since=since,
                reason=reason,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
    part_link("support_phase", case, "support", t("cti.back"))
