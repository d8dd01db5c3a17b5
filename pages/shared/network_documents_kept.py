"""Who was given which document, and the plan's versions with what changed between them."""

from datetime import date

import streamlit as st

from core.codes import Coded
from core.handing_out import Standing
from core.plan_versions import Change, changes
from core.records.network import Goal
from core.records.sharing import Distribution, DocumentFile, PlanVersion
from core.sharing import Ground
from pages.shared.frame import t
from pages.shared.network_board import Board
from pages.shared.network_documents_source import who_of
from pages.shared.network_documents_words import (
    document_words,
    had_words,
    standing_of,
    types_told,
)
from pages.shared.plan_change_words import change_words

W = "network_documents"


# -------------------------------------------------------- who was given what


def draw_record(board: Board, kept: DocumentFile) -> None:
    """Every document that was given, the newest first."""
    if not kept.given:
        st.info(t(f"{W}.record_none"))
    for copy in kept.given:
        with st.container(border=True):
            _draw_copy(copy, kept, board.file.goals)


def _draw_copy(copy: Distribution, kept: DocumentFile, goals: tuple[Goal, ...]) -> None:
    who, what = who_of(copy.role, copy.name), document_words(copy, kept)
    st.markdown(f"**{t(f'{W}.record_line', date=copy.day, document=what, who=who)}**")
    channel = Coded("distribution_channel", copy.channel)
    ground = Ground(copy.ground)
    st.caption(t(f"{W}.record_facts", channel=channel, ground=ground, by=copy.by_name))
    if copy.types:
        st.caption(t(f"{W}.record_told", types=types_told(copy.types)))
    if copy.left_out:
        st.caption(t(f"{W}.record_left_out", types=types_told(copy.left_out)))
    state = standing_of(copy, kept, goals)
    if state is Standing.OUTDATED:
        st.warning(had_words(copy, kept, goals))
    elif state is Standing.REPLACED:
        st.caption(t(f"code.standing.{state}"))


# -------------------------------------------------------- versions


def draw_versions(board: Board, kept: DocumentFile) -> None:
    """What changed since the newest version, and in each version since the one before."""
    if not kept.versions:
        st.info(t(f"{W}.versions_none"))
        return
    last = kept.versions[0]
    since = changes(last.goals, board.file.goals)
    with st.container(border=True):
        st.subheader(t(f"{W}.versions_now"), anchor=False)
        if since:
            _draw_changes(since, last.number)
        else:
            st.caption(t(f"{W}.versions_now_same", number=last.number))
    days = {meeting.id: meeting.day for meeting in board.file.meetings}
    for version, before in zip(kept.versions, (*kept.versions[1:], None), strict=True):
        _draw_version(version, before, days)


def _draw_version(version: PlanVersion, before: PlanVersion | None, days: dict[str, date]) -> None:
    with st.container(border=True):
        heading = t(f"{W}.versions_heading", number=version.number, date=version.day)
        st.subheader(heading, anchor=False)
        met = days.get(version.meeting_id or "")
        if met is None:
            st.caption(t(f"{W}.versions_by", name=version.by_name))
        else:
            st.caption(t(f"{W}.versions_at", date=met, name=version.by_name))
        if before is None:
            st.caption(t(f"{W}.versions_first"))
        found = changes(before.goals if before else (), version.goals)
        _draw_changes(found, before.number if before else None)


def _draw_changes(found: tuple[Change, ...], since: int | None) -> None:
    if since is not None:
        st.markdown(t(f"{W}.versions_since", number=since))
    st.markdown("\n".join(f"- {change_words(change)}" for change in found))
