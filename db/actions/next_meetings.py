"""Book the next meeting while this one is closed; within the transaction of `meetings.hold`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.holding import Held
from core.meetings import NETWORK
from core.texts import TEXT, required_text
from db.actions.reached import fill
from db.audit import add
from db.models import CaseRow, Keyed, MeetingRow, ParticipantRow

YOUNG_PERSON = "young_person"


@dataclass(frozen=True, slots=True)
class Booked:
    """The rows of a booked meeting."""

    meeting: MeetingRow
    invited: list[ParticipantRow]

    @property
    def rows(self) -> tuple[Keyed, ...]:
        """All of them."""
        return (self.meeting, *self.invited)


def book_next(
    session: Session,
    meeting: MeetingRow,
    case: CaseRow,
    told: Held,
    present: Sequence[ParticipantRow],
) -> Booked | None:
    """The next meeting with those invited; None where no day was agreed.

    Nothing is booked twice: a meeting of the kind that is planned for the day already stands.
    """
    day = told.next_meeting_date
    if day is None or _planned(session, meeting, day):
        return None
    row = add(session, MeetingRow(case_id=case.id, state=MeetingState.PLANNED.value))
    purpose = told.following.purpose or meeting.purpose
    if meeting.kind == NETWORK:
        purpose = required_text("next_purpose", purpose, TEXT)
    fill(
        row,
        kind=meeting.kind,
        date=day,
        start_time=told.following.start_time or meeting.start_time,
        place=told.following.place or meeting.place,
        purpose=purpose,
        chair_id=meeting.chair_id or case.coordinator_id,
        considerations=meeting.considerations,
        considerations_note=meeting.considerations_note,
        not_invited=meeting.not_invited,
    )
    return Booked(row, [add(session, _invited(row, each)) for each in _wanted(told, present)])


def _planned(session: Session, meeting: MeetingRow, day: date) -> bool:
    query = select(MeetingRow.id).where(
        MeetingRow.case_id == meeting.case_id,
        MeetingRow.kind == meeting.kind,
        MeetingRow.state == MeetingState.PLANNED.value,
        MeetingRow.date == day,
        MeetingRow.id != meeting.id,
    )
    return session.scalar(query) is not None


def _wanted(told: Held, present: Sequence[ParticipantRow]) -> list[ParticipantRow]:
    chosen = told.following.invited
    if chosen is None:
        return list(present)
    return [each for each in present if each.id in chosen or each.role == YOUNG_PERSON]


def _invited(row: MeetingRow, like: ParticipantRow) -> ParticipantRow:
    return ParticipantRow(
        meeting_id=row.id,
        role=like.role,
        name=like.name,
        invited=True,
        network_person_id=like.network_person_id,
        email=like.email,
    )
