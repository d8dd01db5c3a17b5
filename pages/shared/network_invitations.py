"""Invitations to a meeting: file and text for each, who has got them, who comes."""

from collections import Counter
from functools import partial

import streamlit as st

from core.codes import MeetingState, valid_codes
from core.invitations import Wording, holds_old, neutral, not_sent, wording
from core.records.network import Meeting, Participant
from core.redaction import without_name
from db import actions
from pages.shared.calendar_file import MIME, calendar_file, file_name
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, today
from pages.shared.handing_over import handed_over
from pages.shared.invitation_text import mail_text, subject
from pages.shared.network_board import Board, participant_name, participant_names
from pages.shared.network_record import facts_of

W = "network_meeting.invitations"
ANSWERS = "attendance_answer"


def draw_send(board: Board, meeting: Meeting) -> None:
    """Everybody on the list with file, text and answer; then who has got it."""
    off = meeting.state is MeetingState.CANCELLED
    if not meeting.participants:
        st.info(t(f"{W}.nobody"))
        return
    st.caption(t(f"{W}.called_off_intro" if off else f"{W}.intro"))
    if _names_young_person(board, meeting):
        st.warning(t(f"{W}.place_names"))
    if not off:
        st.markdown(_counts(meeting))
    for each in meeting.participants:
        _draw_one(board, meeting, each)
    _draw_file(board, meeting, None, t(f"{W}.own_calendar"))
    _sent(meeting)


def draw_old(meeting: Meeting) -> None:
    """Who has an invitation that no longer fits."""
    old = holds_old(meeting)
    if old:
        off = meeting.state is MeetingState.CANCELLED
        who = ", ".join(participant_name(each) for each in old)
        st.warning(t(f"{W}.outdated_off" if off else f"{W}.outdated", who=who))


def _names_young_person(board: Board, meeting: Meeting) -> bool:
    place = meeting.place or ""
    return neutral(place, name=board.case.name, instead="") != place


def _counts(meeting: Meeting) -> str:
    given = Counter(each.answer for each in meeting.participants)
    return t(
        f"{W}.counts",
        yes=given["accepted"],
        maybe=given["tentative"],
        no=given["declined"],
        open=given[None],
    )


def _draw_one(board: Board, meeting: Meeting, each: Participant) -> None:
    how = wording(board.basis_of(each.role, each.name, today()))
    with st.container(border=True):
        facts = facts_of(meeting, each)
        st.markdown(f"**{literal(participant_name(each))}** · {literal(facts)}")
        if how is Wording.BARE:
            st.markdown(f":orange[**{t(f'code.wording.{how}')}**]")
        with st.container(horizontal=True, vertical_alignment="center"):
            if meeting.state is MeetingState.PLANNED:
                _answer(each)
            _draw_file(board, meeting, each, _file_label(meeting))
        with st.expander(t(f"{W}.mail")):
            _draw_mail(board, meeting, each, how)


def _file_label(meeting: Meeting) -> str:
    off = meeting.state is MeetingState.CANCELLED
    return t(f"{W}.calendar_off" if off else f"{W}.calendar")


def _draw_file(board: Board, meeting: Meeting, each: Participant | None, label: str) -> None:
    make = partial(calendar_file, meeting, name=board.case.name, to=each, on=today())
    st.download_button(
        label,
        handed_over("calendar", make, case_id=board.case.id),
        file_name(meeting),
        MIME,
        key=f"invitation.file.{each.id if each else meeting.id}",
        icon=None,
        type="secondary",
        on_click="ignore",
    )


def _draw_mail(board: Board, meeting: Meeting, each: Participant, how: Wording) -> None:
    if how is not Wording.BARE:
        st.caption(f"{t(f'code.wording.{how}')} {t(f'{W}.secure')}")
    st.caption(t(f"{W}.copy"))
    sender = board.case.coordinator_name or person().name
    text = mail_text(meeting, how, name=board.case.name, to=each.name, sender=sender)
    if board.case.protected_identity and how is not Wording.OWN:
        text = without_name(board.case.name, board.case.number)(text)
    st.code(subject(meeting), language=None, wrap_lines=True)
    st.code(text, language=None, wrap_lines=True)


def _answer(each: Participant) -> None:
    """One press for each answer; the one given stands out."""
    form = Form("answer_form", each.id, each.version)
    for code in valid_codes(ANSWERS, today()):
        if form.save(f"code.{ANSWERS}.{code}", primary=each.answer == code):
            with saving(form, t("answer_form.saved")):
                actions.invitations.answer(
                    each.id,
                    code,
                    answered_date=today(),
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )


def _sent(meeting: Meeting) -> None:
    waiting = (*not_sent(meeting), *holds_old(meeting))
    if meeting.state is MeetingState.CANCELLED:
        waiting = holds_old(meeting)
    form = Form(
        "sent_form",
        meeting.id,
        meeting.version,
        initial={
            "recipients": [each.id for each in waiting],
            "channel": "secure_mail",
            "sent_date": today(),
        },
    )
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.sending')}**")
        names = participant_names(meeting.participants)
        options = {id_: literal(name) for id_, name in names.items()}
        recipients = form.pick_several("recipients", options)
        channel = form.choice("channel", "distribution_channel")
        day = form.day("sent_date")
        if form.save():
            with saving(form, t("sent_form.saved")):
                actions.invitations.mark_sent(
                    meeting.id, recipients, channel=channel, sent_date=day, by=person(), on=today()
                )
