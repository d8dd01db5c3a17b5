"""The step of the preparation that says who comes, and who the young person does not want there."""

from functools import partial

import streamlit as st

from core.codes import Coded
from core.meetings import NETWORK
from core.preparing import (
    OTHER,
    PRE_MEETING,
    Candidate,
    Stage,
    candidates,
    without_young_person,
)
from core.records.network import Meeting
from core.sharing import Ground
from core.start_up import Part
from core.words import code_key
from db import actions, queries
from pages.shared.calendar_file import MIME, calendar_file, file_name
from pages.shared.form import Form
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.handing_over import handed_over
from pages.shared.network_board import Board
from pages.shared.network_planning import invite_somebody

W = "network_meeting.prepare"


def draw_people(board: Board, meeting: Meeting) -> None:
    """One tick for each of the network; whoever is listed besides stands there too."""
    found = {each.key: each for each in _candidates(board, meeting)}
    form = Form(
        "prepare_people_form",
        meeting.id,
        meeting.version,
        initial={
            "people": [key for key, each in found.items() if each.participant_id],
            "not_invited": meeting.not_invited,
        },
    )
    st.caption(t(f"{W}.from_network"))
    ticked = [found[key] for key in form.pick_several("people", _labels(found))]
    _flag(meeting, ticked)
    _draw_outside(board, meeting, ticked)
    _draw_gone(board, meeting, [each for each in found.values() if each not in ticked])
    not_invited = form.text("not_invited", area=True)
    if form.save():
        with saving(form, t("prepare_people_form.saved")):
            actions.preparing.choose_people(
                meeting.id,
                keep=[each.participant_id for each in ticked if each.participant_id],
                invite=[each.invitation for each in ticked if not each.participant_id],
                not_invited=not_invited,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.MEETINGS, meeting=meeting.id, do="prepare", step=Stage.WHEN.value)
    with st.expander(t(f"{W}.someone_else")):
        invite_somebody(board, meeting)
    board.link(t(f"{W}.to_network"), Part.NETWORK, known="new")


def _candidates(board: Board, meeting: Meeting) -> tuple[Candidate, ...]:
    standing = queries.overview.standing(board.case.number, by=person(), on=today())
    workers = standing.facts.worker_names if standing else ()
    return candidates(meeting, board.file.people, young_person=board.case.name, workers=workers)


def _labels(found: dict[str, Candidate]) -> dict[str, str]:
    return namesakes_apart({key: literal(_name(each)) for key, each in found.items()})


def _name(each: Candidate) -> str:
    """Role and name; a relation where the role says nothing."""
    if each.role == OTHER and each.relation and each.name:
        return f"{each.name} · {each.relation}"
    role = Coded("participant_role", each.role)
    if each.name is None:
        return t_plain(code_key(role))
    return t_plain("network_meeting.meetings.participant", role=role, name=each.name)


def _flag(meeting: Meeting, ticked: list[Candidate]) -> None:
    """Nothing about the young person without the young person (R10)."""
    if not without_young_person(each.role for each in ticked):
        return
    if meeting.kind == PRE_MEETING:
        st.error(t("network_meeting.professionals_only.planned"))
    elif meeting.kind == NETWORK:
        st.error(t("network_meeting.professionals_only.network"))


def _draw_outside(board: Board, meeting: Meeting, ticked: list[Candidate]) -> None:
    for each in ticked:
        if board.basis_of(each.role, each.name, meeting.day).ground is Ground.NONE:
            st.caption(f":orange[**{literal(_name(each))}**] · {t(f'{W}.outside')}")


def _draw_gone(board: Board, meeting: Meeting, unticked: list[Candidate]) -> None:
    """Whoever has an invitation and is taken off the list is told first."""
    for each in meeting.participants:
        gone = next((one for one in unticked if one.participant_id == each.id), None)
        if gone is None or each.sent_date is None:
            continue
        st.warning(t(f"{W}.has_invitation", who=_name(gone)))
        make = partial(
            calendar_file, meeting, name=board.case.name, to=each, called_off=True, on=today()
        )
        st.download_button(
            t(f"{W}.cancellation", who=_name(gone)),
            handed_over("calendar", make, case_id=board.case.id),
            file_name(meeting),
            MIME,
            key=f"prepare.cancellation.{each.id}",
        )
