"""The youth panel: what it advised and has no answer to yet, the rest, and a form for one."""

from collections.abc import Sequence

import streamlit as st

from core.codes import Coded
from core.records.youth_panel import Advice
from core.youth_panel import FOLLOW_UP, AdviceTold, waiting
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.heads import draw_name
from pages.shared.links import leave_from, link, link_back
from pages.shared.paging import paged

PAGE_SIZE = 10


def draw_panel() -> None:
    """The list, or the form of the advice in the address."""
    advice = queries.youth_panel.all_advice(by=person())
    asked = st.query_params.get("advice")
    if asked is None:
        _draw_list(advice)
        return
    link_back("voices", t("voices.back"), part="panel")
    one = next((each for each in advice if each.id == asked), None)
    if one is None:
        _draw_new()
    else:
        _draw_one(one)


def _draw_list(advice: Sequence[Advice]) -> None:
    leave_from()
    open_ones = waiting(advice)
    late = sum(each.follow_up_date < today() for each in open_ones)
    if advice:
        said = [t("voices.panel.waiting", n=len(open_ones))] if open_ones else []
        said += [t("voices.panel.late", n=late)] if late else []
        st.markdown(f"**{' '.join(said) or t('voices.panel.all_answered')}**")
    link("voices", t("voices.panel.new"), part="panel", advice="new")
    if not advice:
        st.info(t("voices.panel.none"))
        return
    if open_ones:
        with open_section("voices.panel.open"):
            for each in open_ones:
                _draw_line(each)
    answered = [each for each in advice if each not in open_ones]
    if answered:
        with open_section("voices.panel.answered"):
            _draw_answered(answered)


def _draw_answered(answered: Sequence[Advice]) -> None:
    for each in paged(answered, PAGE_SIZE):
        _draw_line(each)


def _draw_line(each: Advice) -> None:
    link("voices", literal(each.topic), part="panel", advice=each.id)
    st.markdown(literal(each.advice))
    state = Coded("panel_advice_state", each.state)
    facts = [t("voices.panel.line", date=each.held_date, state=state, name=each.responsible)]
    if each.outcome:
        facts.append(t("voices.panel.outcome", text=each.outcome))
    facts.append(_answer(each))
    st.caption("  \n".join(facts))


def _answer(each: Advice) -> str:
    if each.told_date is not None:
        return t("voices.panel.told", date=each.told_date)
    overdue = each.follow_up_date < today()
    return t(f"voices.panel.{'overdue' if overdue else 'due'}", date=each.follow_up_date)


def _draw_new() -> None:
    draw_name(t("voices.panel.new"))
    initial = {"held_date": today(), "follow_up_date": today() + FOLLOW_UP, "state": "received"}
    form = Form("panel_form", initial=initial)
    told = _fields(form)
    if form.save():
        with saving(form, t("panel_form.saved"), leaves="advice"):
            actions.youth_panel.record(told, by=person(), on=today())


def _draw_one(one: Advice) -> None:
    draw_name(literal(one.topic))
    names = AdviceTold.__dataclass_fields__
    initial = {name: getattr(one, name) for name in names}
    form = Form("panel_form", one.id, one.version, initial=initial)
    told = _fields(form)
    if form.save():
        with saving(form, t("panel_form.saved"), leaves="advice"):
            actions.youth_panel.change(
                one.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
    away = st.expander(t("panel_take_back.heading"), on_change="rerun")
    if away.open:
        with away:
            _draw_take_back(one)


def _draw_take_back(one: Advice) -> None:
    st.caption(t("panel_take_back.told"))
    form = Form("panel_take_back", one.id, one.version)
    if form.save(primary=False):
        with saving(form, t("panel_take_back.saved"), leaves="advice"):
            actions.youth_panel.take_back(one.id, seen_version=form.seen_version, by=person())


def _fields(form: Form) -> AdviceTold:
    return AdviceTold(
        held_date=form.day("held_date", latest=today()),
        topic=form.text("topic"),
        advice=form.text("advice", area=True),
        responsible=form.text("responsible"),
        follow_up_date=form.day("follow_up_date"),
        state=form.one_of("state", "panel_advice_state"),
        outcome=form.text("outcome", area=True),
        told_date=form.day("told_date", latest=today()),
    )
