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
from pages.shared.heads import draw_heading
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
    """Every document that was given, the newest first; what was replaced comes last, in short."""
    if not kept.given:
        st.info(t(f"{W}.record_none"))
        return
    goals = board.file.goals
    replaced = [each for each in kept.given if standing_of(each, kept, goals) is Standing.REPLACED]
    for copy in kept.given:
        if copy not in replaced:
            with st.container(border=True):
                _draw_copy(copy, kept, goals)
    if replaced:
        st.markdown(f"**{t(f'{W}.replaced')}**")
        st.markdown("\n".join(f"- {_line(copy, kept)}" for copy in replaced))


def _line(copy: Distribution, kept: DocumentFile) -> str:
    who, what = who_of(copy.role, copy.name), document_words(copy, kept)
    return t(f"{W}.record_line", date=copy.day, document=what, who=who)


def _draw_copy(copy: Distribution, kept: DocumentFile, goals: tuple[Goal, ...]) -> None:
    st.markdown(f"**{_line(copy, kept)}**")
    channel = Coded("distribution_channel", copy.channel)
    ground = Ground(copy.ground)
    st.caption(t(f"{W}.record_facts", channel=channel, ground=ground, by=copy.by_name))
    told = t(f"{W}.record_told", types=types_told(copy.types)) if copy.types else ""
    left_out = t(f"{W}.record_left_out", types=types_told(copy.left_out)) if copy.left_out else ""
    if told or left_out:
        st.caption(f"{told} {left_out}".strip())
    if standing_of(copy, kept, goals) is Standing.OUTDATED:
        st.warning(had_words(copy, kept, goals))


# -------------------------------------------------------- versions


def draw_versions(board: Board, kept: DocumentFile) -> None:
    """What changed since the newest version, and in each version since the one before."""
    if not kept.versions:
        st.info(t(f"{W}.versions_none"))
        return
    last = kept.versions[0]
    since = changes(last.goals, board.file.goals)
    with st.container(border=True):
        draw_heading(t(f"{W}.versions_now"))
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
        draw_heading(heading)
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
