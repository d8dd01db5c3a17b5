"""Change of method: the running course ends, and one of the other method begins."""

from datetime import date

import streamlit as st

from core.assessment import facts_of
from core.codes import Method
from core.eligibility import Weight, judge
from core.method_change import GRANTED, OTHER, MethodChange
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.support import SupportCourse
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.support_home_reason import home_reason_field
from pages.shared.support_parts import part_link
from pages.shared.support_worker import cap_aside, draw_workers, pick_worker

METHOD = "method"
"""The form, as the address names it."""
REFUSED_ELSEWHERE = ("method", "combination", "start_date", "end_date")
"""Fields that the rules name and this form does not draw."""


def draw_method(case: CaseHeader, course: SupportCourse) -> None:
    """The form where the address opens it, else the way to it; for who may do both that it does."""
    allowed = all(may(person(), act, case.reach) for act in (Act.START_SUPPORT, Act.DECIDE))
    if not allowed or course.start_date > today():
        return
    if st.query_params.get("do") == METHOD:
        with open_section("method_form.heading"):
            _form(case, course)
    else:
        label = t("method_form.way", method=OTHER[course.method])
        part_link("support_phase", case, "support", label, do=METHOD)


def _form(case: CaseHeader, course: SupportCourse) -> None:
    """What stands in the way is asked for where it stands in the way."""
    method = OTHER[course.method]
    lines = queries.caseload.workers(method, today())
    draw_workers(lines, method)
    form = Form("method_form", course.id, course.version, initial={"change_date": today()})
    worker = pick_worker(form, lines)
    day = form.day("change_date")
    code = form.choice("reason_code", "combination_change_reason")
    reason = form.text("reason", area=True)
    told = MethodChange(
        method=method,
        worker_id=worker,
        change_date=day,
        reason_code=code,
        reason=reason,
        override_reason=_override_reason(form, case, method, day or today()),
        home_reason=home_reason_field(form, case, method, day),
    )
    aside = cap_aside(form, case, lines, worker)
    form.draw_refusals(REFUSED_ELSEWHERE)
    if form.save():
        with saving(form, t("method_form.saved", method=method), leaves="do"):
            actions.methods.change_method(
                course.id,
                told,
                aside=aside,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
    part_link("support_phase", case, "support", t("cti.back"))


def _override_reason(form: Form, case: CaseHeader, method: Method, on: date) -> str | None:
    """A reason where a soft rule speaks against the combination, asked for by its own words."""
    assessed = queries.assessment.detail(case.id, by=person())
    if assessed is None:
        return None
    judged = judge(facts_of(assessed, on), queries.settings.in_force(on))
    soft = judged.option(GRANTED[method]).weighing(Weight.SOFT)
    return form.text("override_reason", area=True) if soft else None
