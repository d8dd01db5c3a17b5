"""The fields of what is told of a meeting that took place, drawn by their subject."""

from datetime import date, timedelta

import streamlit as st

from core.agenda import points
from core.calendar import add_months
from core.checklist import Known, Presence, groups, suggestions
from core.duties import MEETING_GAP
from core.records.network import Meeting
from pages.shared.checklist_words import item_words
from pages.shared.form import Form
from pages.shared.form_fields import YES_NO
from pages.shared.formats import literal
from pages.shared.frame import t, today
from pages.shared.network_board import Board, participant_names
from pages.shared.network_held_form import (
    CAME,
    W,
    planned_next,
    presence,
    presence_name,
)

WEEKS = (4, 8, 12)
"""Quick choices for the next meeting, in weeks; never past three months (report 2017 s. 6.3)."""


def draw_presence(form: Form, meeting: Meeting) -> None:
    """The day, and one row for each participant."""
    form.day("date", latest=today())
    form.draw_refusals(("attended", "active"))
    if meeting.participants:
        st.button(
            t(f"{W}.all_came"),
            key=f"{form.id}.all_came",
            on_click=form.fill_all,
            args=({presence_name(each): "attended" for each in meeting.participants},),
        )
    names = participant_names(meeting.participants)
    for each in meeting.participants:
        form.mark(
            presence_name(each), list(Presence), said=literal(names[each.id]), words="presence"
        )


def draw_came(form: Form) -> None:
    """Those who were not on the list; a row more as soon as one is filled in."""
    with st.expander(t(f"{W}.came"), expanded=form.answered("came_role_1") is not None):
        form.draw_refusals(("came",))
        for nth in CAME:
            if form.choice(f"came_role_{nth}", "participant_role") is None:
                return
            form.text(f"came_name_{nth}")
            form.tick(f"came_active_{nth}")


# ----------------------------------------------------------- the checklist


def draw_checklist(form: Form, board: Board, meeting: Meeting, group: str) -> None:
    """The items of a group, each with what the records point to where it is not answered so."""
    points_to = suggestions(Known(board.file, meeting, presence(form, meeting)))
    items = groups()[group]
    open_ones = {
        item: YES_NO[points_to[item]]
        for item in items
        if item in points_to and form.answered(item) is None
    }
    if len(open_ones) > 1:
        st.button(
            t(f"{W}.use_all", n=len(open_ones)),
            key=f"{form.id}.use.{group}",
            on_click=form.fill_all,
            args=(open_ones,),
        )
    for item in items:
        form.answer(item, said=literal(item_words(item, meeting.day)))
        _draw_suggestion(form, item, points_to.get(item))


def _draw_suggestion(form: Form, item: str, answer: bool | None) -> None:
    said = YES_NO[answer]
    if said is None or said == form.answered(item):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t(f"{W}.suggestion.{item}.{said}"), width="content")
        st.button(
            t(f"{W}.use_{said}"),
            key=f"{form.id}.use.{item}",
            type="tertiary",
            on_click=form.fill_in,
            args=(item, said),
        )


# ------------------------------------------------- the minutes, the next one


def draw_minutes(form: Form, meeting: Meeting) -> None:
    """A short text, and what it tells about: that decides who may receive it."""
    agenda = points(meeting.agenda)
    if agenda and not form.answered("minutes"):
        st.button(
            t(f"{W}.from_agenda"),
            key=f"{form.id}.from_agenda",
            on_click=form.fill_in,
            args=("minutes", "\n\n".join(f"{point}:" for point in agenda)),
        )
    form.text("minutes", area=True)
    if form.answered("minutes"):
        form.several("minutes_types", "information_type")


def draw_next(form: Form, board: Board, meeting: Meeting) -> None:
    """The day, and how the meeting is booked; or why there is none."""
    planned = planned_next(board, meeting)
    if planned is not None:
        st.info(t(f"{W}.planned", date=planned))
    day: date = form.answered("date") or meeting.day
    st.caption(t(f"{W}.latest", date=add_months(day, MEETING_GAP)))
    with st.container(horizontal=True):
        for weeks in WEEKS:
            st.button(
                t(f"{W}.weeks", n=weeks),
                key=f"{form.id}.weeks.{weeks}",
                on_click=form.fill_in,
                args=("next_meeting_date", day + timedelta(weeks=weeks)),
            )
    following = form.day("next_meeting_date")
    if following is None:
        form.text("no_next_meeting_reason", area=True)
    elif following != planned:
        _draw_booking(form, meeting)


def _draw_booking(form: Form, meeting: Meeting) -> None:
    st.caption(t(f"{W}.books"))
    form.text("next_start_time")
    form.text("next_place")
    form.text("next_purpose", area=True)
    names = participant_names(meeting.participants)
    form.pick_several("next_invited", {id_: literal(name) for id_, name in names.items()})
