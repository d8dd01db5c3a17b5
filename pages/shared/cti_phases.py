"""The phases of CTI as cards: focus areas, plan, what is met and what is missing, closing note."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core.cti import closes_from, opens_from
from core.cti_progress import PartLine, PartState, PhaseProgress, Stands
from core.records.cases import CaseHeader
from core.support import Phase
from pages.shared.cti_forms import close_form, open_form, plan_form
from pages.shared.formats import literal, number
from pages.shared.frame import language, t, t_plain, today
from pages.shared.support_parts import part_link

PLAN, CLOSE, OPEN = "plan", "close", "open"
"""The forms of a card, as the address names them."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Whose cards they are; `writes`: the person may write in them."""

    case: CaseHeader
    course_id: str | None
    writes: bool
    ended: bool = False


def draw_phases(cards: Cards, phases: Sequence[PhaseProgress]) -> None:
    """One card for each phase; the one of today stands open, the others are folded."""
    for each in phases:
        lacks = any(line.state is PartState.MISSING for line in each.parts)
        opened = form_of(each)
        phase = t("support_phase.course.phase", phase=each.span.phase)
        label = f"{phase} · {_state(each, lacks=lacks)}"
        now = each.stands is Stands.NOW and not cards.ended
        with st.expander(label, expanded=now or opened is not None):
            draw_card(cards, each, opened)


def form_of(each: PhaseProgress) -> str | None:
    """The form that the address opens in this card."""
    kind, _, phase = st.query_params.get("do", "").partition(".")
    return kind if phase == each.span.phase.value else None


def _state(each: PhaseProgress, *, lacks: bool) -> str:
    if each.plan is not None and each.plan.closed_date is not None:
        return t("cti.state.closed")
    if lacks:
        return t("cti.state.lacks")
    return t(f"cti.state.{each.stands}")


def draw_card(cards: Cards, each: PhaseProgress, opened: str | None) -> None:
    """What is told of a phase, and the form or the ways to it."""
    st.caption(" · ".join(_facts(each)))
    _draw_plan(each)
    if each.parts:
        st.markdown("\n".join(f"- {_line(line)}" for line in each.parts))
    _draw_intensity(each)
    _draw_closing(each)
    if not cards.writes:
        return
    if opened == PLAN:
        plan_form(cards.case, cards.course_id, each)
    elif opened == CLOSE:
        close_form(cards.case, cards.course_id, each)
    elif opened == OPEN and each.plan is not None and each.plan.closed_date is not None:
        open_form(cards.case, each.plan)
    else:
        _draw_ways(cards, each)


def _facts(each: PhaseProgress) -> list[str]:
    told = [t("cti.days", first=each.span.first, last=each.span.last)]
    if each.stands is not Stands.AHEAD:
        told.append(t("cti.contacts", n=each.contacts))
    if each.per_week is not None:
        per_week = number(language(), round(float(each.per_week), 1))
        told.append(t("cti.per_week", number=per_week))
    if each.paused_days:
        told.append(t("cti.paused", n=each.paused_days))
    return told


def _draw_plan(each: PhaseProgress) -> None:
    if each.span.phase is Phase.CONTACT and each.plan is None:
        st.markdown(t("cti.building_aim"))
    plan = each.plan
    if plan is None or plan.made_date is None:
        return
    if plan.focus_areas:
        areas = ", ".join(t(f"code.life_dimension.{area}") for area in plan.focus_areas)
        st.markdown(f"**{t('cti.focus')}** {areas}")
    st.markdown(f"**{t('cti.plan', day=plan.made_date)}** {literal(plan.plan or '')}")


def _line(line: PartLine) -> str:
    what = t(f"cti.part.{line.part}", found=line.found, least=line.least)
    state = t(f"cti.part_state.{line.state}", met_on=line.met_on or "", due=line.due)
    return f"{what}: {state}"


def _draw_intensity(each: PhaseProgress) -> None:
    if each.rising:
        st.warning(t("cti.rising"))
    if each.next_contact is not None:
        late = each.next_contact < today()
        st.caption(t(f"cti.next_contact{'_late' if late else ''}", day=each.next_contact))


def _draw_closing(each: PhaseProgress) -> None:
    plan = each.plan
    if plan is not None and plan.closed_date is not None:
        note = literal(plan.closing_note or "")
        st.markdown(f"**{t('cti.closed', day=plan.closed_date)}** {note}")


def _draw_ways(cards: Cards, each: PhaseProgress) -> None:
    plan, phase = each.plan, each.span.phase
    closed = plan is not None and plan.closed_date is not None
    ways = []
    gone = phase is Phase.CONTACT and each.stands is Stands.OVER
    if not (closed or gone or cards.ended) and opens_from(each.span) <= today():
        ways.append((PLAN, "change" if plan is not None and plan.made_date else "make"))
    if closes_from(each.span) <= today():
        ways.append((CLOSE, "correct" if closed else "close"))
    if closed:
        ways.append((OPEN, "open"))
    with st.container(horizontal=True):
        for kind, word in ways:
            label = t(f"cti.way.{word}", phase=t_plain(f"cti.of.{phase}"))
            part_link("support_phase", cards.case, "support", label, do=f"{kind}.{phase}")
