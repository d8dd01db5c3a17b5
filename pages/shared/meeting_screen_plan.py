"""Goals in the young person's own words, and what is agreed about each at the meeting."""

from collections.abc import Collection

import streamlit as st

from core.agreements import AgreementStatus, GoalStatus
from core.goal_areas import area_of, area_word
from core.masking import holds_cpr, without_cpr
from core.records.network import Agreement, Goal
from db import queries
from pages.shared.formats import literal
from pages.shared.frame import person, t
from pages.shared.heads import draw_heading
from pages.shared.meeting_screen_forms import (
    agreement_form,
    draw_agree,
    draw_change_agreement,
    draw_change_goal,
    draw_set,
    goal_form,
)
from pages.shared.meeting_screen_since import draw_agreement
from pages.shared.meeting_screen_table import Table, View, opened


def begun(table: Table) -> frozenset[str]:
    """The forms of this meeting that hold something half written."""
    return queries.drafts.begun(_forms(table), by=person())


def _forms(table: Table) -> list[str]:
    goals = _open_goals(table)
    agreements = [each for goal in goals for each in goal.agreements]
    return [
        goal_form(table),
        *(agreement_form(table, goal.id) for goal in goals),
        *(goal_form(table, goal.id) for goal in goals),
        *(agreement_form(table, each.id, change=True) for each in agreements),
    ]


def _open_goals(table: Table) -> list[Goal]:
    return [goal for goal in table.goals if goal.status == GoalStatus.OPEN]


def draw_plan(table: Table, written: Collection[str]) -> None:
    """The open goals with their agreements; a form stands open where something is half written."""
    goals = _open_goals(table)
    if not goals:
        st.write(t("meeting_screen.no_goals"))
    for goal in goals:
        with st.container(border=True):
            _draw_goal(table, goal, written)
    if opened("goal") == "new" or goal_form(table) in written or not goals:
        with st.container(border=True):
            draw_set(table)
    else:
        _button(table, "new_goal", goal="new")


def _draw_goal(table: Table, goal: Goal, written: Collection[str]) -> None:
    changes = opened("change") == goal.id and _may_be_opened(goal)
    if changes or goal_form(table, goal.id) in written:
        draw_change_goal(table, goal)
    else:
        _draw_told(table, goal)
    for agreement in goal.agreements:
        if agreement.status == AgreementStatus.OPEN:
            _draw_agreement(table, agreement, written)
    if opened("goal") == goal.id or agreement_form(table, goal.id) in written:
        draw_agree(table, goal)
    else:
        _button(table, "new_agreement", subject=goal.id, goal=goal.id)


def _may_be_opened(goal: Goal) -> bool:
    """A form shows a text as it is: one with a CPR number in it is changed at the desk."""
    return not holds_cpr(f"{goal.text} {goal.own_words}")


def _draw_told(table: Table, goal: Goal) -> None:
    area = area_of(goal)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(t("meeting_screen.area", area=area_word(area)) if area else "")
        if _may_be_opened(goal):
            _button(table, "change_goal", subject=goal.id, change=goal.id)
    draw_heading(literal(without_cpr(goal.text)))
    if goal.own_words and goal.own_words != goal.text:
        words = without_cpr(goal.own_words)
        with st.container(key=f"screen-own-words-{goal.id}"):
            st.markdown(t("meeting_screen.own_words", text=words))


def _draw_agreement(table: Table, agreement: Agreement, written: Collection[str]) -> None:
    form = agreement_form(table, agreement.id, change=True)
    tells = holds_cpr(agreement.text)
    if (opened("change") == agreement.id and not tells) or form in written:
        draw_change_agreement(table, agreement)
        return
    with st.container(
        key=f"screen-agreement-{agreement.id}", horizontal=True, vertical_alignment="center"
    ):
        draw_agreement(table, agreement)
        if not tells:
            _button(table, "change_agreement", subject=agreement.id, change=agreement.id)


def _button(table: Table, name: str, *, subject: str = "", **opens: str) -> None:
    key = f"meeting_screen.{name}"
    st.button(
        t(key),
        key=f"{key}.{subject}",
        type="tertiary" if "change" in opens else "secondary",
        on_click=table.turn_to,
        args=(View.PLAN,),
        kwargs=opens,
    )
