"""The forms of a meeting that lies ahead: plan, change, invite, cancel."""

from collections import Counter
from datetime import date

import streamlit as st

from core.codes import MeetingState
from core.consent import covers
from core.meetings import NETWORK, Invitation, MeetingPlan, held_network
from core.records.network import Meeting, NetworkPerson
from core.start_up import Part
from db import actions, queries
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today
from pages.shared.network_board import Board, participant_name, role_words

W = "network_meeting.meetings"


def draw_new(board: Board) -> None:
    """A new meeting; the young person is always invited."""
    initial = {
        "kind": NETWORK,
        "date": _agreed_day(board),
        "chair_id": board.file.coordinator_id,
        "chosen_adult": True,
    }
    form = Form("meeting_form", board.case.id, initial=initial)
    adult = next((known for known in board.file.people if known.chosen_adult), None)
    plan = _fields(form)
    with_adult = adult is not None and form.tick("chosen_adult", default=True)
    invitations = _invitations(board, adult if with_adult else None)
    _warn(board, plan.day, [each.role for each in invitations])
    if form.save():
        with saving(form, t("meeting_form.saved")):
            planned = actions.meetings.plan(
                board.case.id, plan, invitations, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=planned, do="invite")


def _agreed_day(board: Board) -> date | None:
    """The day agreed at the last network meeting, where it still lies ahead."""
    held = held_network(board.file.meetings)
    following = held[-1].next_meeting_date if held else None
    return following if following is not None and following >= today() else None


def _invitations(board: Board, adult: NetworkPerson | None) -> list[Invitation]:
    invited = [Invitation("young_person", board.case.name)]
    return invited if adult is None else [*invited, Invitation("chosen_adult", adult.name)]


def draw_change(board: Board, meeting: Meeting) -> None:
    """Change the plan of a meeting."""
    form = Form(
        "meeting_form",
        meeting.id,
        meeting.version,
        initial={
            "kind": meeting.kind,
            "date": meeting.day,
            "start_time": meeting.start_time,
            "place": meeting.place,
            "chair_id": meeting.chair_id,
            "purpose": meeting.purpose,
            "agenda": meeting.agenda,
        },
    )
    plan = _fields(form)
    _warn(board, plan.day, [each.role for each in meeting.participants])
    if form.save():
        with saving(form, t("meeting_form.saved")):
            actions.meetings.change_plan(
                meeting.id, plan, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=meeting.id)


def _fields(form: Form) -> MeetingPlan:
    return MeetingPlan(
        kind=form.choice("kind", "meeting_kind"),
        day=form.day("date"),
        start_time=form.text("start_time"),
        place=form.text("place"),
        chair_id=form.pick("chair_id", _chairs()),
        purpose=form.text("purpose", area=True),
        agenda=form.text("agenda", area=True),
    )


def _chairs() -> dict[str, str]:
    staff = queries.network.chairs(today())
    often = Counter(name for _, name in staff)
    return {
        staff_id: name if often[name] == 1 else f"{name} · {staff_id[-6:]}"
        for staff_id, name in staff
    }


def _warn(board: Board, day: date | None, roles: list[str]) -> None:
    if day is not None and not covers(board.file.consents, day):
        st.warning(t(f"{W}.not_covered", date=day, roles=role_words(roles)))


def draw_invite(board: Board, meeting: Meeting) -> None:
    """Who is invited, and one more; at a held meeting who just came."""
    st.markdown(f"**{t(f'{W}.participants')}**")
    for each in meeting.participants:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(t("network_meeting.plain", text=participant_name(each)))
            if meeting.state is MeetingState.PLANNED:
                _take_back(meeting, each.id)
    form = Form("invite_form", meeting.id, meeting.version)
    role = form.choice("role", "participant_role")
    known = form.pick("person", _known(board))
    name = form.text("name") or _name_of(board, known)
    if form.save():
        with saving(form, t("invite_form.saved")):
            actions.meetings.invite(
                meeting.id,
                Invitation(role or "", name),
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )


def _known(board: Board) -> dict[str, str]:
    labels = {
        known.id: " · ".join(part for part in (known.name, known.relation) if part)
        for known in board.file.people
        if known.name
    }
    often = Counter(labels.values())
    return {
        id_: label if often[label] == 1 else f"{label} · {id_[-6:]}"
        for id_, label in labels.items()
    }


def _name_of(board: Board, person_id: str | None) -> str | None:
    return next((known.name for known in board.file.people if known.id == person_id), None)


def _take_back(meeting: Meeting, participant_id: str) -> None:
    form = Form("take_back_form", participant_id, meeting.version)
    if form.save(primary=False):
        with saving(form, t("take_back_form.saved")):
            actions.meetings.take_back_invitation(
                meeting.id, participant_id, seen_version=form.seen_version, by=person()
            )


def draw_cancel(board: Board, meeting: Meeting) -> None:
    """Cancel, with a reason."""
    form = Form("cancel_meeting_form", meeting.id, meeting.version)
    reason = form.text("reason", area=True)
    if form.save():
        with saving(form, t("cancel_meeting_form.saved")):
            actions.meetings.cancel(
                meeting.id, reason=reason, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=meeting.id)
