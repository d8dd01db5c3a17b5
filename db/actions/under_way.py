"""What moves while a meeting is under way: the point of the agenda, the floor, who is here.

These are marks, not content: they do not count the meeting's version up, so that a form that
somebody has open, or an invitation that was sent, is not out of date for their sake.
"""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.errors import NotFound
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from core.under_way import check_under_way, checked_place
from db.actions.reached import reached_case
from db.audit import find, note
from db.engine import transaction
from db.models import MeetingRow, ParticipantRow

ACT = Act.HOLD_MEETINGS


def turn_to_point(meeting_id: str, place: int, *, by: Person, on: date) -> None:
    """Mark the point that is being talked about, counted from 0; one beyond the last: all said."""
    with transaction() as session:
        row = _meeting(session, meeting_id, by, on)
        row.agenda_place = checked_place(place, row.agenda)
        note(session, by, ACT, row)


def give_floor(meeting_id: str, participant_id: str, *, by: Person, on: date) -> None:
    """Say whose turn it is."""
    with transaction() as session:
        row = _meeting(session, meeting_id, by, on)
        row.turn_id = _participant(session, row, participant_id).id
        note(session, by, ACT, row)


def seat(participant_id: str, *, here: bool, by: Person, on: date) -> None:
    """Say whether somebody sits at the table."""
    with transaction() as session:
        found = find(session, ParticipantRow, participant_id)
        row = _meeting(session, found.meeting_id, by, on)
        found.attended = here
        note(session, by, ACT, found, case_id=row.case_id)


def _meeting(session: Session, meeting_id: str, by: Person, on: date) -> MeetingRow:
    row = find(session, MeetingRow, meeting_id)
    reached_case(session, row.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
    check_under_way(MeetingState(row.state), row.date, on)
    return row


def _participant(session: Session, row: MeetingRow, participant_id: str) -> ParticipantRow:
    found = find(session, ParticipantRow, participant_id)
    if found.meeting_id != row.id:
        raise NotFound
    return found
