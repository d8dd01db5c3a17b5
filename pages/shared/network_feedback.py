"""What people thought of the meetings: asked for, shown on the meeting, summed up over time."""

import streamlit as st

from core.codes import Coded, MeetingState
from core.feedback import YOUNG_PERSON, FeedbackTold, Voices, over_time
from core.measurement import HIGHEST, LOWEST
from core.permissions import Act
from core.records.network import Feedback, Meeting
from core.rounding import half_up
from core.words import code_key
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.network_board import Board

W = "network_meeting.feedback"
SCORES = tuple(str(score) for score in range(LOWEST, HIGHEST + 1))


def draw_feedback_form(board: Board, meeting: Meeting) -> None:
    """Three short questions; the next one to answer may follow at once."""
    st.markdown(f"**{t(f'{W}.ask')}**")
    st.caption(t(f"{W}.without_name"))
    roles = _roles(meeting)
    form = Form("feedback_form", meeting.id, initial={"role": _next_role(meeting, roles)})
    role = form.one_of("role", roles, words="participant_role")
    score = form.mark("score", SCORES, said=t("feedback_form.score"), words="feedback_score")
    went_well = form.text("went_well", area=True)
    to_change = form.text("to_change", area=True)
    if form.save():
        told = FeedbackTold(
            role=role,
            score=int(score) if score else None,
            went_well=went_well,
            to_change=to_change,
        )
        with saving(form, t("feedback_form.saved")):
            actions.feedback.give(meeting.id, told, by=person(), on=today())
    draw_feedback(board, meeting)


def _roles(meeting: Meeting) -> tuple[str, ...]:
    """Those who came, the young person first."""
    came = [each.role for each in meeting.participants if each.attended]
    return tuple(dict.fromkeys([YOUNG_PERSON, *came]))


def _next_role(meeting: Meeting, roles: tuple[str, ...]) -> str | None:
    given = {each.role for each in meeting.feedback}
    return next((role for role in roles if role not in given), None)


def draw_feedback(board: Board, meeting: Meeting) -> None:
    """What was answered about the meeting, by role."""
    if not meeting.feedback:
        return
    st.markdown(f"**{t(f'{W}.given')}**")
    for each in meeting.feedback:
        with st.container(border=True):
            st.markdown(_told(each))
            if board.writes(Act.RECORD_FEEDBACK):
                _take_back(each)


def _told(each: Feedback) -> str:
    role = t(code_key(Coded("participant_role", each.role)))
    lines = [f"**{role}**" + (f" · {_score(each.score)}" if each.score else "")]
    for name, text in (("went_well", each.went_well), ("to_change", each.to_change)):
        if text:
            lines.append(t(f"{W}.{name}", text=text))
    return "  \n".join(lines)


def _score(score: int) -> str:
    return t(code_key(Coded("feedback_score", str(score))))


def _take_back(each: Feedback) -> None:
    form = Form("take_back_feedback_form", each.id, each.version)
    if form.save(primary=False):
        with saving(form, t("take_back_feedback_form.saved")):
            actions.feedback.take_back(each.id, seen_version=form.seen_version, by=person())


def draw_voices(board: Board) -> None:
    """The scores of the case's meetings, one after the other."""
    found = over_time(board.file.meetings)
    if not found:
        return
    st.markdown(f"**{t(f'{W}.over_time')}**")
    heads = [t(f"{W}.column.{name}") for name in ("meeting", "young_person", "others", "n")]
    lines = [" | ".join(heads), " | ".join(["---"] * len(heads)), *map(_row, found)]
    st.markdown("\n".join(f"| {line} |" for line in lines))
    st.caption(t(f"{W}.scale"))


def _row(voices: Voices) -> str:
    cells = (_mean(voices.young_person), _mean(voices.others), t(f"{W}.n", n=voices.n))
    return " | ".join([t("network_meeting.day", date=voices.meeting.day), *cells])


def _mean(value: float | None) -> str:
    return t_plain(f"{W}.none") if value is None else t(f"{W}.mean", n=half_up(value, 1))


def asks(board: Board, meeting: Meeting) -> bool:
    """Whether feedback can be given on the meeting here."""
    return meeting.state is MeetingState.HELD and board.writes(Act.RECORD_FEEDBACK)
