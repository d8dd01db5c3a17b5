"""Closing a meeting in five steps, one screen at a time; all of them are one form, saved once.

Which screen it is stands in the address (`at`, from 1); what is typed is kept as a draft.
"""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.checklist import LIST, groups
from core.codes import all_codes
from core.records.network import Meeting
from core.start_up import Part
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today, turn_to
from pages.shared.heads import draw_heading
from pages.shared.network_board import PAGE, Board
from pages.shared.network_closing_plan import draw_agreed
from pages.shared.network_held_fields import (
    draw_came,
    draw_checklist,
    draw_minutes,
    draw_next,
    draw_presence,
)
from pages.shared.network_held_form import (
    W,
    held_form,
    presence,
    told,
)
from pages.shared.notification_view import draw_notification
from pages.shared.paging import place_in_address

Look = Literal["primary", "secondary", "tertiary"]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its step, and of the checklist the group."""

    step: str
    group: str = ""


SCREENS = (
    Screen("who"),
    Screen("agreements"),
    *(Screen("checklist", group) for group in groups()),
    Screen("minutes"),
    Screen("next"),
)
STEPS = tuple(dict.fromkeys(screen.step for screen in SCREENS))


def draw_closing(board: Board, meeting: Meeting) -> None:
    """The screen of the address, and the ways back and on; the last one saves."""
    form = held_form("hold_form", board, meeting)
    at = place_in_address("at", len(SCREENS))
    screen = SCREENS[at - 1]
    with st.container(key="closing"):
        step = STEPS.index(screen.step) + 1
        name = t_plain(f"{W}.step.{screen.step}")
        st.progress((at - 1) / len(SCREENS), text=t(f"{W}.at", at=step, of=len(STEPS), name=name))
        draw_heading(t(f"{W}.heading.{screen.group or screen.step}"))
        _draw_fields(form, board, meeting, screen)
        if at == len(SCREENS):
            _draw_saving(form, board, meeting)
        _draw_turns(board, meeting, at)
    draw_notification(board.case)


def _draw_fields(form: Form, board: Board, meeting: Meeting, screen: Screen) -> None:
    match screen.step:
        case "who":
            draw_presence(form, meeting)
            draw_came(form)
        case "agreements":
            draw_agreed(board, meeting)
        case "checklist":
            draw_checklist(form, board, meeting, screen.group)
        case "minutes":
            draw_minutes(form, meeting)
        case _:
            draw_next(form, board, meeting)


# ------------------------------------------------------------- back and on


def _draw_turns(board: Board, meeting: Meeting, at: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute" if at > 1 else "right"):
        if at > 1:
            _turn(board, meeting, at - 1, "back")
        if at < len(SCREENS):
            _turn(board, meeting, at + 1, "on", look="primary")


def _turn(board: Board, meeting: Meeting, at: int, name: str, *, look: Look = "secondary") -> None:
    st.button(
        t(f"{W}.{name}"),
        key=f"{PAGE}.closing.{meeting.id}.{name}",
        type=look,
        on_click=turn_to,
        kwargs={
            "case": str(board.case.number),
            "part": Part.MEETINGS.value,
            "meeting": meeting.id,
            "do": "hold",
            "at": str(at),
        },
    )


# -------------------------------------------------------------- the saving


def _draw_saving(form: Form, board: Board, meeting: Meeting) -> None:
    _draw_summary(form, board, meeting)
    form.draw_refusals(("date", "attended", "active", "came", "minutes", "minutes_types"))
    if form.save():
        with saving(form, t("hold_form.saved")):
            actions.meetings.hold(
                meeting.id,
                told(form, meeting),
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.MEETINGS, meeting=meeting.id, do="feedback")


def _draw_summary(form: Form, board: Board, meeting: Meeting) -> None:
    """What stands in the other steps, with the way back to each."""
    marked = presence(form, meeting)
    held = told(form, meeting)
    agreed = [
        each
        for goal in board.file.goals
        for each in goal.agreements
        if each.meeting_id == meeting.id
    ]
    answered = sum(answer is not None for answer in held.checklist.values())
    lines = {
        "who": t(f"{W}.sum.who", n=len(held.attended) + len(held.came), all=len(marked)),
        "agreements": t(f"{W}.sum.agreements", n=len(agreed)),
        "checklist": t(f"{W}.sum.checklist", n=answered, all=len(all_codes(LIST))),
        "minutes": t(f"{W}.sum.minutes" if held.minutes else f"{W}.sum.no_minutes"),
    }
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.before_saving')}**")
        for step, line in lines.items():
            st.markdown(line)
            _turn(board, meeting, _first(step), f"change.{step}", look="tertiary")


def _first(step: str) -> int:
    return next(at for at, screen in enumerate(SCREENS, start=1) if screen.step == step)
