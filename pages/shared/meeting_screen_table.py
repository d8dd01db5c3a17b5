"""What the parts of the meeting screen share: the meeting, the names at the table, the address.

Nothing else of the case comes this far: what staff note for each other has no way to the screen.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import streamlit as st

from core.codes import Coded
from core.records.cases import CaseHeader
from core.records.network import Goal, Meeting, NetworkFile, Participant
from core.under_way import first_name, following_meeting, is_here, names_at_table, under_way
from core.words import code_key
from db import queries
from pages.shared.frame import person, t_plain, today, turn_to
from pages.shared.presenting import Pressed, presented

YOUNG = "young_person"


class View(StrEnum):
    """What the screen shows beside the agenda."""

    SINCE = "since"
    """What was agreed earlier."""
    PLAN = "plan"
    """Goals, and what is agreed now."""
    SEATS = "seats"
    """Who is here."""


CHAIR = "chair"
"""The id of whoever leads the meeting, who is no participant of their own."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table: the name as it is shown, and as an agreement keeps it."""

    id: str
    shown: str
    kept: str
    role: str | None
    here: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A meeting under way, and the young person's own plan.

    `name` is None where the young person's name is protected: then it is shown nowhere.
    `following` is the day of the next meeting.
    """

    number: str
    case_id: str
    name: str | None
    meeting: Meeting
    goals: tuple[Goal, ...]
    seats: tuple[Seat, ...]
    following: date | None

    @property
    def participants(self) -> tuple[Seat, ...]:
        """Those who take turns: all but the chair."""
        return tuple(seat for seat in self.seats if seat.id != CHAIR)

    def turn_to(self, view: View, **opened: str) -> None:
        """Make this the address; for a button's callback."""
        turn_to(case=self.number, meeting=self.meeting.id, view=view.value, **opened)

    def shown(self, who: str | None) -> str | None:
        """Somebody named in an agreement, as people at the table are named."""
        return next((seat.shown for seat in self.seats if seat.kept == who), who)


def open_table() -> Table | None:
    """The meeting that is presented; None where it is not, or no longer, under way."""
    address = dict(presented().address)
    case = queries.cases.header(int(address["case"]), by=person())
    file = queries.network.file_of(case.id, by=person()) if case else None
    meeting = _meeting(file, address["meeting"])
    if case is None or file is None or meeting is None:
        return None
    return Table(
        number=address["case"],
        case_id=case.id,
        name=None if case.protected_identity else first_name(case.name),
        meeting=meeting,
        goals=file.goals,
        seats=_seats(case, meeting),
        following=following_meeting(file.meetings, today()),
    )


def _meeting(file: NetworkFile | None, meeting_id: str) -> Meeting | None:
    meetings = file.meetings if file else ()
    found = next((one for one in meetings if one.id == meeting_id), None)
    return found if found is not None and under_way(found, today()) else None


def _seats(case: CaseHeader, meeting: Meeting) -> tuple[Seat, ...]:
    kept = {each.id: each.name or _role_word(each.role) for each in meeting.participants}
    told = {each.id: _told(case, each) for each in meeting.participants}
    if meeting.chair_name is not None and meeting.chair_name not in kept.values():
        kept[CHAIR] = told[CHAIR] = meeting.chair_name
    short = dict(zip(told, names_at_table(list(told.values())), strict=True))
    of = {each.id: each for each in meeting.participants}
    return tuple(
        Seat(
            id=id_,
            shown=short[id_] or kept[id_],
            kept=kept[id_],
            role=_role(of[id_], short[id_]) if id_ in of else None,
            here=is_here(of[id_]) if id_ in of else True,
        )
        for id_ in kept
    )


def _told(case: CaseHeader, participant: Participant) -> str | None:
    if participant.role != YOUNG:
        return participant.name
    return t_plain("meeting_screen.you") if case.protected_identity else case.name


def _role(participant: Participant, name: str | None) -> str | None:
    """The word of the role, where the name does not say it."""
    return None if participant.role == YOUNG or name is None else _role_word(participant.role)


def _role_word(role: str) -> str:
    return t_plain(code_key(Coded("participant_role", role)))


def opened(name: str) -> str | None:
    """What the address opens: the id of a goal or an agreement, or `new`."""
    found: str | None = st.query_params.get(name)
    return found


PRESSED = Pressed("meeting_screen")
"""Around what a button of the screen does; a refusal is shown at the top of the work."""
