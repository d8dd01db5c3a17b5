"""The forms of a meeting that lies ahead: plan it, cancel it; and who just came to a held one."""

import streamlit as st

from core.consent import covers
from core.meetings import NETWORK, Invitation, MeetingPlan
from core.preparing import Stage
from core.records.network import Meeting, NetworkPerson
from core.start_up import Part
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import person, saving, t, today
from pages.shared.network_board import Board, participant_name, role_words
from pages.shared.network_consent_reach import warn_before
from pages.shared.network_due import draw_due, suggested

W = "network_meeting.meetings"


def draw_new(board: Board) -> None:
    """A new meeting; the young person is always invited. What it is about comes afterwards."""
    draw_due(board)
    initial = {
        "kind": NETWORK,
        "date": suggested(board),
        "chair_id": board.file.coordinator_id,
        "chosen_adult": True,
    }
    form = Form("meeting_form", board.case.id, initial=initial)
    adult = next((known for known in board.file.people if known.chosen_adult), None)
    plan = MeetingPlan(
        kind=form.choice("kind", "meeting_kind"),
        day=form.day("date"),
        start_time=form.text("start_time"),
        place=form.text("place"),
        chair_id=form.pick("chair_id", chairs()),
        purpose=form.text("purpose", area=True),
    )
    with_adult = adult is not None and form.tick("chosen_adult", default=True)
    invitations = _invitations(board, adult if with_adult else None)
    if plan.day is not None and not covers(
        board.file.consents, plan.day, born=board.case.birth_date
    ):
        roles = role_words(each.role for each in invitations)
        st.warning(t(f"{W}.not_covered", date=plan.day, roles=roles))
    if form.save():
        with saving(form, t("meeting_form.saved")):
            planned = actions.meetings.plan(
                board.case.id, plan, invitations, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=planned, do="prepare", step=Stage.PURPOSE.value)


def _invitations(board: Board, adult: NetworkPerson | None) -> list[Invitation]:
    invited = [Invitation("young_person", board.case.name)]
    if adult is not None:
        invited.append(Invitation("chosen_adult", adult.name, adult.id, adult.email))
    return invited


def chairs() -> dict[str, str]:
    """Who can chair, by id."""
    return namesakes_apart(dict(queries.network.chairs(today())))


def draw_invite(board: Board, meeting: Meeting) -> None:
    """Who was there, and one more who just came."""
    st.markdown(f"**{t(f'{W}.participants')}**")
    for each in meeting.participants:
        st.markdown(literal(participant_name(each)))
    invite_somebody(board, meeting)


def invite_somebody(board: Board, meeting: Meeting) -> None:
    """One more on the list, from the network or by name."""
    form = Form("invite_form", meeting.id, meeting.version)
    role = form.choice("role", "participant_role")
    known = _person(board, form.pick("person", _known(board)))
    name = form.text("name") or (known.name if known else None)
    warn_before(board, meeting, role, name)
    if form.save(primary=False):
        with saving(form, t("invite_form.saved")):
            actions.meetings.invite(
                meeting.id,
                Invitation(
                    role or "",
                    name,
                    known.id if known else None,
                    known.email if known else None,
                ),
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
    return namesakes_apart(labels)


def _person(board: Board, person_id: str | None) -> NetworkPerson | None:
    return next((known for known in board.file.people if known.id == person_id), None)


def draw_cancel(board: Board, meeting: Meeting) -> None:
    """Cancel, with a reason; whoever was called is then told."""
    form = Form("cancel_meeting_form", meeting.id, meeting.version)
    reason = form.text("reason", area=True)
    if form.save():
        with saving(form, t("cancel_meeting_form.saved")):
            actions.meetings.cancel(
                meeting.id, reason=reason, seen_version=form.seen_version, by=person(), on=today()
            )
            board.go(Part.MEETINGS, meeting=meeting.id)
