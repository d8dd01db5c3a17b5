"""The forms of the meeting screen: a goal, and an agreement about it, new or changed.

What is half written lies in the store as a draft of its form, so that it stands there again after
whatever happens to the screen, the browser or the server.
"""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from core.agreements import AgreementTold, GoalTold
from core.goal_areas import area_of, area_word, areas, in_area
from core.records.network import Agreement, Goal
from core.under_way import quick_days
from core.words import code_key
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading, draw_subheading
from pages.shared.meeting_screen_table import Table, View

GOAL, AGREEMENT = "screen_goal_form", "screen_agreement_form"


def goal_form(table: Table, goal_id: str | None = None) -> str:
    """The name of the form of a goal, a new one or this, as its draft is kept."""
    return f"{GOAL}.{table.meeting.id}.{goal_id or 'new'}"


def agreement_form(table: Table, subject: str, *, change: bool = False) -> str:
    """The same for an agreement: a new one about a goal, or the change of one."""
    return f"{AGREEMENT}.{table.meeting.id}.{'change' if change else 'new'}.{subject}"


def _form(id_: str, version: int = 0, initial: Mapping[str, object] | None = None) -> Form:
    name, subject = id_.split(".", 1)
    return Form(name, subject, version, initial or {})


def draw_set(table: Table) -> None:
    """A new goal."""
    draw_heading(t("meeting_screen.new_goal"))
    form = _form(goal_form(table))
    told = _goal_told(form, set_date=today())
    if _saved(table, form):
        with saving(form, ""):
            goal_id = actions.goals.set_goal(table.case_id, told, by=person(), on=today())
            table.turn_to(View.PLAN, goal=goal_id)


def draw_change_goal(table: Table, goal: Goal) -> None:
    """Word a goal anew."""
    initial = {"text": goal.text, "own_words": goal.own_words, "area": area_of(goal)}
    form = _form(goal_form(table, goal.id), goal.version, initial)
    told = _goal_told(form, set_date=goal.set_date, before=goal)
    if _saved(table, form):
        with saving(form, ""):
            actions.goals.change_goal(
                goal.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
            table.turn_to(View.PLAN)


def _goal_told(form: Form, *, set_date: date, before: Goal | None = None) -> GoalTold:
    own_words = form.text("own_words", area=True)
    text = form.text("text")
    words = {area: t_plain(code_key(area_word(area))) for area in areas(today())}
    area = form.pick_one("area", words)
    kept = before is not None and area == area_of(before)
    told_in = (
        {"life_domain": before.life_domain, "information_type": before.information_type}
        if before is not None and kept
        else in_area(area)
    )
    return GoalTold(text=text or own_words, own_words=own_words, set_date=set_date, **told_in)


def draw_agree(table: Table, goal: Goal) -> None:
    """A new agreement about a goal, made at this meeting."""
    draw_subheading(t("meeting_screen.new_agreement"))
    form = _form(agreement_form(table, goal.id))
    told = _agreement_told(table, form)
    if _saved(table, form):
        with saving(form, ""):
            actions.goals.agree(goal.id, told, meeting_id=table.meeting.id, by=person())
            table.turn_to(View.PLAN)


def draw_change_agreement(table: Table, agreement: Agreement) -> None:
    """Change what is agreed."""
    form = _form(
        agreement_form(table, agreement.id, change=True),
        agreement.version,
        {
            "text": agreement.text,
            "follow_up_date": agreement.follow_up_date,
            **_who(table, "who", "responsible", agreement.responsible),
            **_who(table, "follow_up_who", "follow_up_by", agreement.follow_up_by),
        },
    )
    told = _agreement_told(table, form)
    if _saved(table, form):
        with saving(form, ""):
            actions.goals.change_agreement(
                agreement.id, told, seen_version=form.seen_version, by=person()
            )
            table.turn_to(View.PLAN)


def _who(table: Table, picked: str, written: str, name: str | None) -> dict[str, object]:
    """Somebody as the form begins: picked where they sit at the table, else written."""
    seat = next((seat for seat in table.seats if seat.kept == name), None)
    return {picked: seat.id} if seat else {written: name}


def _agreement_told(table: Table, form: Form) -> AgreementTold:
    return AgreementTold(
        text=form.text("text"),
        responsible=_somebody(table, form, "who", "responsible"),
        follow_up_date=_day(table, form),
        follow_up_by=_somebody(table, form, "follow_up_who", "follow_up_by"),
    )


def _somebody(table: Table, form: Form, picked: str, written: str) -> str | None:
    seats = {seat.id: seat for seat in table.seats if seat.here or form.answered(picked) == seat.id}
    at_table, elsewhere = st.columns([3, 2])
    with at_table:
        chosen = form.pick_one(picked, {seat.id: literal(seat.shown) for seat in seats.values()})
    with elsewhere:
        named = form.text(written)
    return named or (seats[chosen].kept if chosen else None)


def _day(table: Table, form: Form) -> date | None:
    typed, quick = st.columns([2, 3], vertical_alignment="bottom")
    with typed:
        chosen = form.day("follow_up_date")
    with quick, st.container(horizontal=True):
        for name, day in quick_days(today(), table.following).items():
            st.button(
                t(f"meeting_screen.quick.{name}"),
                key=f"{form.id}.quick.{name}",
                on_click=form.fill_in,
                args=("follow_up_date", day),
            )
    return chosen


def _saved(table: Table, form: Form) -> bool:
    """The two ends of a form; whether the first was pressed."""
    with st.container(horizontal=True):
        pressed = form.save()
        st.button(
            t("meeting_screen.discard"),
            key=f"{form.id}.away",
            type="tertiary",
            on_click=_away,
            args=(table, form),
        )
    return pressed


def _away(table: Table, form: Form) -> None:
    form.done()
    table.turn_to(View.PLAN)
