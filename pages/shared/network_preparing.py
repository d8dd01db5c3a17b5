"""The preparation of a planned meeting, a step at a time; which one stands in the address."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from core.agenda import points, with_point
from core.meetings import NETWORK
from core.preparing import Stage, Wishes, plan_of, unfinished
from core.records.network import Meeting
from core.start_up import Part
from core.words import code_key
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board, opened
from pages.shared.network_due import draw_due
from pages.shared.network_planning import chairs
from pages.shared.network_preparing_people import draw_people
from pages.shared.network_record import draw_facts, draw_participants

W = "network_meeting.prepare"
SUGGESTIONS = ("own", "well", "hard", "home", "school", "money", "help", "since", "next")


def draw_prepare(board: Board, meeting: Meeting) -> None:
    """The step of the address, or the first that has nothing yet."""
    stage = _stage(meeting)
    if stage is Stage.PURPOSE:
        st.caption(t(f"{W}.intro"))
    where = t(f"{W}.step", at=stage.number, of=len(Stage))
    st.progress(stage.number / len(Stage), text=where)
    draw_heading(t(code_key(stage)))
    DRAWN[stage](board, meeting)
    if stage.number > 1:
        before = list(Stage)[stage.number - 2]
        _link(board, meeting, before, t(f"{W}.back"))


def _stage(meeting: Meeting) -> Stage:
    asked = opened("step")
    if asked in set(Stage):
        return Stage(asked)
    return next(iter(unfinished(meeting)), Stage.REVIEW)


def _link(board: Board, meeting: Meeting, stage: Stage, label: str) -> None:
    board.link(label, Part.MEETINGS, meeting=meeting.id, do="prepare", step=stage.value)


def go_on(board: Board, meeting: Meeting, stage: Stage) -> None:
    """Stand at the step after this one."""
    following = stage.following
    if following is None:
        board.go(Part.MEETINGS, meeting=meeting.id)
    else:
        board.go(Part.MEETINGS, meeting=meeting.id, do="prepare", step=following.value)


def _purpose(board: Board, meeting: Meeting) -> None:
    form = Form(
        "prepare_purpose_form",
        meeting.id,
        meeting.version,
        initial={"kind": meeting.kind, "purpose": meeting.purpose, "agenda": meeting.agenda},
    )
    kind = form.choice("kind", "meeting_kind")
    purpose = form.text("purpose", area=True)
    agenda = form.text("agenda", area=True)
    _suggest(form, agenda)
    if form.save():
        with saving(form, t("prepare_purpose_form.saved")):
            actions.meetings.change_plan(
                meeting.id,
                replace(plan_of(meeting), kind=kind, purpose=purpose, agenda=agenda),
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            go_on(board, meeting, Stage.PURPOSE)


def _suggest(form: Form, agenda: str | None) -> None:
    """Points to begin with, those that are not on the agenda yet."""
    said = {name: t(f"network_meeting.agenda_suggestion.{name}") for name in SUGGESTIONS}
    left = {name: point for name, point in said.items() if point not in points(agenda)}
    if not left:
        return
    st.caption(t(f"{W}.suggestions"), help=t(f"{W}.suggestions_help"))
    with st.container(horizontal=True, gap="small"):
        for name, point in left.items():
            st.button(point, key=f"{form.id}.suggest.{name}", on_click=_add, args=(form, point))


def _add(form: Form, point: str) -> None:
    form.fill_in("agenda", with_point(form.answered("agenda"), point))


def _when(board: Board, meeting: Meeting) -> None:
    if meeting.kind == NETWORK:
        draw_due(board, meeting)
    plan = plan_of(meeting)
    form = Form(
        "prepare_when_form",
        meeting.id,
        meeting.version,
        initial={
            "date": plan.day,
            "start_time": plan.start_time,
            "end_time": plan.end_time,
            "place": plan.place,
            "chair_id": plan.chair_id,
        },
    )
    day = form.day("date")
    begins, ends = st.columns(2)
    with begins:
        start = form.text("start_time")
    with ends:
        end = form.text("end_time")
    told = replace(
        plan,
        day=day,
        start_time=start,
        end_time=end,
        place=form.text("place"),
        chair_id=form.pick("chair_id", chairs()),
    )
    if form.save():
        with saving(form, t("prepare_when_form.saved")):
            actions.meetings.change_plan(
                meeting.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
            go_on(board, meeting, Stage.WHEN)


def _wishes(board: Board, meeting: Meeting) -> None:
    known = board.case.special_considerations
    if known:
        st.info(t(f"{W}.considerations_known", text=known))
    form = Form(
        "prepare_wishes_form",
        meeting.id,
        meeting.version,
        initial={
            "wishes": meeting.wishes,
            "considerations": list(meeting.considerations),
            "considerations_note": meeting.considerations_note,
        },
    )
    told = Wishes(
        wishes=form.text("wishes", area=True),
        considerations=form.several("considerations", "meeting_consideration"),
        note=form.text("considerations_note", area=True),
    )
    if form.save():
        with saving(form, t("prepare_wishes_form.saved")):
            actions.preparing.note_wishes(
                meeting.id, told, seen_version=form.seen_version, by=person(), on=today()
            )
            go_on(board, meeting, Stage.WISHES)


def _review(board: Board, meeting: Meeting) -> None:
    draw_facts(meeting)
    draw_participants(meeting)
    lacking = [stage for stage in unfinished(meeting) if stage is not Stage.REVIEW]
    for stage in lacking:
        _link(board, meeting, stage, t(f"{W}.lacking", stage=stage))
    if not lacking:
        st.success(t(f"{W}.everything"))
    form = Form(
        "prepare_review_form",
        meeting.id,
        meeting.version,
        initial={"prepared_date": meeting.prepared_date or today()},
    )
    day = form.day("prepared_date")
    if form.save():
        with saving(form, t("prepare_review_form.saved")):
            actions.preparing.mark_prepared(
                meeting.id, day, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=meeting.id, do="send")


DRAWN: Mapping[Stage, Callable[[Board, Meeting], None]] = {
    Stage.PURPOSE: _purpose,
    Stage.PEOPLE: draw_people,
    Stage.WHEN: _when,
    Stage.WISHES: _wishes,
    Stage.REVIEW: _review,
}
