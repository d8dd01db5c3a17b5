"""What the parts of the meeting screen share: the meeting, the names at the table, the address.

Nothing else of the case comes this far: what staff note for each other has no way to the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import streamlit as st

from core.codes import Coded
from core.errors import RuleBroken
from core.records.cases import CaseHeader
from core.records.network import Goal, Meeting, NetworkFile, Participant
from core.under_way import first_name, following_meeting, names_at_table, under_way
from core.words import code_key
from db import queries
from pages.shared.frame import keep, person, recall, sentence, t_plain, today, turn_to
from pages.shared.presenting import presented

YOUNG = "young_person"


class View(StrEnum):
    """What the screen shows beside the agenda."""

    SINCE = "since"
    """What was agreed earlier."""
    PLAN = "plan"
    """Goals, and what is agreed now."""
    SEATS = "seats"
    """Who is here."""


@dataclass(frozen=True, slots=True)
class Table:
    """A meeting under way, and the young person's own plan.

    `name` is None where the young person's name is protected: then it is shown nowhere. `names`
    are those of the participants as they are shown, by id; `following` the day of the next meeting.
    """

    number: str
    case_id: str
    name: str | None
    meeting: Meeting
    goals: tuple[Goal, ...]
    names: Mapping[str, str]
    following: date | None

    def turn_to(self, view: View, **opened: str) -> None:
        """Make this the address; for a button's callback."""
        turn_to(case=self.number, meeting=self.meeting.id, view=view.value, **opened)

    def shown(self, who: str | None) -> str | None:
        """Somebody named in an agreement, as people at the table are named."""
        for each in self.meeting.participants:
            if who is not None and who in {each.name, stored_name(each)}:
                return self.names[each.id]
        return who


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
        names=_names(case, meeting.participants),
        following=following_meeting(file.meetings, today()),
    )


def _meeting(file: NetworkFile | None, meeting_id: str) -> Meeting | None:
    meetings = file.meetings if file else ()
    found = next((one for one in meetings if one.id == meeting_id), None)
    return found if found is not None and under_way(found, today()) else None


def _names(case: CaseHeader, participants: tuple[Participant, ...]) -> dict[str, str]:
    short = names_at_table([_told(case, each) for each in participants])
    return {
        each.id: name or role_word(each.role)
        for each, name in zip(participants, short, strict=True)
    }


def _told(case: CaseHeader, participant: Participant) -> str | None:
    if participant.role != YOUNG:
        return participant.name
    return t_plain("meeting_screen.you") if case.protected_identity else case.name


def role_word(role: str) -> str:
    """The word of a participant's role."""
    return t_plain(code_key(Coded("participant_role", role)))


def stored_name(participant: Participant) -> str:
    """How an agreement names a participant: by the whole name, or else by the role."""
    return participant.name or role_word(participant.role)


def opened(name: str) -> str | None:
    """What the address opens: the id of a goal or an agreement, or `new`."""
    found: str | None = st.query_params.get(name)
    return found


class Pressed:
    """Around what one press of a button does: a refusal is shown at the top of the screen."""

    KEY = "meeting_screen.refused"

    def done(self) -> None:
        """Nothing is left to say."""
        keep(self.KEY, None)

    def refuse(self, refusal: RuleBroken) -> None:
        """Say it on the next run."""
        keep(self.KEY, sentence(refusal))

    def draw(self) -> None:
        """What was refused, until the next press."""
        if recall(self.KEY):
            st.error(recall(self.KEY))
