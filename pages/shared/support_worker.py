"""Choosing a support worker: everyone's caseload in sight, and setting a hard cap aside."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.caseload import CapAside
from core.codes import Method
from core.permissions import Act, may
from core.records.caseload import CaseloadLine
from core.records.cases import CaseHeader
from core.records.support import SupportCourse
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import namesakes_apart
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.paging import paged


def draw_workers(lines: Sequence[CaseloadLine], method: Method) -> None:
    """Everyone with the method: young people, cap, free places, and caps set aside."""
    st.markdown(f"**{t('support_phase.worker.heading', method=method)}**")
    if not lines:
        st.info(t("support_phase.worker.none", method=method))
    for line in paged(lines, name=f"workers.{method}"):
        st.progress(min(line.active / line.cap, 1.0) if line.cap else 1.0, text=_row(line, t))
        for granted in line.overrides:
            st.caption(
                t("support_phase.worker.aside", until=granted.valid_to, reason=granted.reason)
            )


def _row(line: CaseloadLine, say: Callable[..., str]) -> str:
    facts = {"name": line.name, "active": line.active, "cap": line.cap}
    if line.beside:
        return say("support_phase.worker.mixed", **facts, beside=line.beside, free=line.free)
    if line.free:
        return say("support_phase.worker.row", **facts, n=line.free)
    return say("support_phase.worker.full", **facts)


def pick_worker(form: Form, lines: Sequence[CaseloadLine]) -> str | None:
    """The worker chosen, by id; each label ends in the free places."""
    labels = {line.staff_id: _row(line, t_plain) for line in lines}
    return form.pick("worker_id", namesakes_apart(labels))


def cap_aside(
    form: Form, case: CaseHeader, lines: Sequence[CaseloadLine], worker_id: str | None
) -> CapAside:
    """Reason and last day for passing a cap, asked of a project leader where the worker is full."""
    chosen = next((line for line in lines if line.staff_id == worker_id), None)
    if chosen is None or chosen.free or not may(person(), Act.OVERRIDE_CAP, case.reach):
        return CapAside()
    reason = form.text("cap_reason", area=True)
    return CapAside(reason=reason, until=form.day("cap_until", earliest=today()))


def change_worker(case: CaseHeader, course: SupportCourse) -> None:
    """Give the course to somebody else."""
    lines = [
        line
        for line in queries.caseload.workers(course.method, today())
        if line.staff_id != course.worker_id
    ]
    initial = {"change_date": today()}
    form = Form("change_worker_form", course.id, course.version, initial=initial)
    draw_workers(lines, course.method)
    worker = pick_worker(form, lines)
    day = form.day("change_date")
    reason = form.text("reason", area=True)
    aside = cap_aside(form, case, lines, worker)
    if form.save(primary=False):
        with saving(form, t("change_worker_form.saved")):
            actions.support.change_worker(
                course.id,
                worker_id=worker,
                change_date=day,
                reason=reason,
                aside=aside,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
