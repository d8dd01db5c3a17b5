"""The forms of a phase of CTI: its plan, its closing note, and opening it again."""

from core.cti import ClosingTold, PlanTold
from core.cti_progress import PhaseProgress
from core.records.cases import CaseHeader
from core.records.cti import PhasePlan
from core.support import Phase
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.support_parts import part_link


def plan_form(case: CaseHeader, course_id: str | None, each: PhaseProgress) -> None:
    """Focus areas and plan of a phase."""
    plan, phase = each.plan, each.span.phase
    initial: dict[str, object] = {"made_date": (plan.made_date if plan else None) or today()}
    if plan is not None:
        initial |= {"focus_areas": list(plan.focus_areas), "plan": plan.plan}
    form = Form(
        "phase_plan_form", _subject(case, course_id, phase), _version(each), initial=initial
    )
    told = PlanTold(
        focus_areas=form.several("focus_areas", "life_dimension"),
        plan=form.text("plan", area=True),
        made_date=form.day("made_date"),
    )
    if form.save():
        with saving(form, t("phase_plan_form.saved"), leaves="do"):
            actions.phases.make_plan(
                case.id,
                course_id,
                phase,
                told,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
    part_link("support_phase", case, "support", t("cti.back"))


def close_form(case: CaseHeader, course_id: str | None, each: PhaseProgress) -> None:
    """The note that closes a phase."""
    plan, phase = each.plan, each.span.phase
    initial: dict[str, object] = {"closed_date": (plan.closed_date if plan else None) or today()}
    if plan is not None:
        initial["closing_note"] = plan.closing_note
    form = Form(
        "phase_closing_form", _subject(case, course_id, phase), _version(each), initial=initial
    )
    told = ClosingTold(
        closing_note=form.text("closing_note", area=True), closed_date=form.day("closed_date")
    )
    if form.save():
        with saving(form, t("phase_closing_form.saved"), leaves="do"):
            actions.phases.close_phase(
                case.id,
                course_id,
                phase,
                told,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
    part_link("support_phase", case, "support", t("cti.back"))


def open_form(case: CaseHeader, plan: PhasePlan) -> None:
    """Why a phase that was closed by mistake is opened again."""
    form = Form("phase_opening_form", plan.id, plan.version)
    reason = form.text("reason", area=True)
    if form.save():
        with saving(form, t("phase_opening_form.saved"), leaves="do"):
            actions.phases.open_again(
                plan.id, reason, seen_version=form.seen_version, by=person(), on=today()
            )
    part_link("support_phase", case, "support", t("cti.back"))


def _subject(case: CaseHeader, course_id: str | None, phase: Phase) -> str:
    return f"{course_id or case.id}.{phase}"


def _version(each: PhaseProgress) -> int:
    """The version of what is written down of the phase; 0 where nothing is."""
    return each.plan.version if each.plan is not None else 0
