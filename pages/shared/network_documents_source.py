"""Which document is asked for, about which plan or meeting, and what it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from core.codes import Coded, MeetingState
from core.plan_versions import changes
from core.recipients import OTHER
from core.records.documents import SharedDocument, Source
from core.records.network import Meeting
from core.records.sharing import DocumentFile
from core.shared_documents import KINDS, MINUTES, Subject
from core.start_up import Part
from core.words import code_key
from pages.shared.documents.paper import Paper
from pages.shared.documents.papers import Head, paper
from pages.shared.frame import keep, language, recall, t, t_plain, today
from pages.shared.network_board import Board, opened
from pages.shared.whose import place

W = "network_documents"
NOW = "now"
"""In the address: the plan as it is, not one of its versions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The document asked for: its kind, what it is about, and what to make it from."""

    kind: str
    about: str
    source: Source
    head: Head

    @property
    def subject_id(self) -> str | None:
        """The meeting or the plan's version; None: the plan as it is now."""
        return None if self.about == NOW else self.about

    def on_paper(self, document: SharedDocument) -> Paper:
        """The document in words."""
        return paper(document, self.head)


def draw_asked(board: Board, kept: DocumentFile) -> Asked | None:
    """Lets the person choose document and subject; None, with the reason, where there is none."""
    words = {kind: t(code_key(Coded("shared_document", kind))) for kind in KINDS}
    kind = _choose(board, "document", words)
    of_plan = KINDS[kind].subject is Subject.PLAN
    subjects = _plans(board, kept) if of_plan else _meetings(board, kind)
    if not subjects:
        st.info(
            t(f"{W}.{'no_plan' if of_plan else 'no_held' if kind == MINUTES else 'no_meeting'}")
        )
        if of_plan:
            board.link(t(f"{W}.to_plan"), Part.PLAN)
        return None
    about = _choose(board, "about", subjects, label="version" if of_plan else "meeting", kind=kind)
    return _asked(board, kept, kind, about)


def _choose(
    board: Board, name: str, options: Mapping[str, str], *, label: str = "", kind: str = ""
) -> str:
    key = f"{W}.{name}"
    chosen = next((each for each in options if each == opened(name)), next(iter(options)))
    keep(key, chosen)
    st.selectbox(
        t(f"{W}.{label or name}"),
        list(options),
        format_func=options.__getitem__,
        placeholder=t("form.choose"),
        key=key,
        on_change=_turn_to,
        args=(board, name, kind),
    )
    return chosen


def _turn_to(board: Board, name: str, kind: str) -> None:
    address = {"document": kind} if kind else {}
    board.go(Part.DOCUMENTS, view="give", **{**address, name: recall(f"{W}.{name}")})


# -------------------------------------------------------- what it can be about


def _plans(board: Board, kept: DocumentFile) -> dict[str, str]:
    if not board.file.goals:
        return {}
    number, day = _number_now(board, kept)
    if day is None:
        now, older = t_plain(f"{W}.now_new", number=number), kept.versions
    else:
        now, older = t_plain(f"{W}.now_same", number=number, date=day), kept.versions[1:]
    past = {each.id: t_plain(f"{W}.older", number=each.number, date=each.day) for each in older}
    return {NOW: now, **past}


def _number_now(board: Board, kept: DocumentFile) -> tuple[int, object]:
    """The number of the plan as it is, and the day it was frozen; None: not yet."""
    if not kept.versions:
        return 1, None
    last = kept.versions[0]
    if changes(last.goals, board.file.goals):
        return last.number + 1, None
    return last.number, last.day


def _meetings(board: Board, kind: str) -> dict[str, str]:
    fitting = {MeetingState.HELD} if kind == MINUTES else {MeetingState.PLANNED, MeetingState.HELD}
    return {
        each.id: t_plain(
            f"{W}.meeting_choice", kind=Coded("meeting_kind", each.kind), date=each.day
        )
        for each in board.file.meetings
        if each.state in fitting
    }


def _asked(board: Board, kept: DocumentFile, kind: str, about: str) -> Asked:
    version = next((each for each in kept.versions if each.id == about), None)
    meeting = next((each for each in board.file.meetings if each.id == about), None)
    source = Source(
        name=board.case.name,
        born=board.case.birth_date,
        coordinator=board.case.coordinator_name,
        file=board.file,
        goals=version.goals if version else board.file.goals,
        meeting=meeting,
        on=today(),
        number=board.case.number,
        protected=board.case.protected_identity,
    )
    return Asked(kind, about, source, _head(board, kept, about, meeting))


def _head(board: Board, kept: DocumentFile, about: str, meeting: Meeting | None) -> Head:
    if meeting is not None:
        of_kind = Coded("meeting_kind", meeting.kind)
        said = t_plain("paper.meeting", kind=of_kind, date=meeting.day)
    else:
        number, day = _number_now(board, kept)
        version = next((each for each in kept.versions if each.id == about), None)
        if version is not None:
            number, day = version.number, version.day
        said = t_plain("paper.version", number=number, date=day or today())
    return Head(
        language=language(),
        place=place(),
        number=board.case.number,
        name="" if board.case.protected_identity else board.case.name,
        coordinator=board.case.coordinator_name,
        about=said,
        made=today(),
    )


def who_of(role: str, name: str | None) -> str:
    """Role and name, as plain text; of who is in none of the roles the name alone."""
    said = Coded("participant_role", role)
    if name is None:
        return t_plain(code_key(said))
    return name if role == OTHER else t_plain(f"{W}.who", role=said, name=name)
