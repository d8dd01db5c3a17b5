"""Keep what somebody thought of a meeting, by role, and take it back where it was wrong."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.feedback import FeedbackTold, checked_feedback
from core.meetings import check_held
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import reached_case
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import MeetingFeedbackRow, MeetingRow

ACT = Act.RECORD_FEEDBACK


def give(meeting_id: str, told: FeedbackTold, *, by: Person, on: date) -> str:
    """Keep feedback on a held meeting; returns its id. It names nobody."""
    with transaction() as session:
        meeting = _reached(session, meeting_id, by)
        check_held(MeetingState(meeting.state))
        checked = checked_feedback(told, on=on)
        row = MeetingFeedbackRow(
            meeting_id=meeting.id,
            role=checked.role,
            date=on,
            score=checked.score,
            went_well=checked.went_well,
            to_change=checked.to_change,
            by_name=by.name,
        )
        note(session, by, ACT, add(session, row), case_id=meeting.case_id)
        return row.id


def take_back(feedback_id: str, *, seen_version: int, by: Person) -> None:
    """Take feedback out that was entered wrongly; the log keeps it."""
    with transaction() as session:
        row = find(session, MeetingFeedbackRow, feedback_id)
        meeting = _reached(session, row.meeting_id, by)
        claim(session, MeetingFeedbackRow, feedback_id, seen_version)
        remove(session, row)
        note(session, by, ACT, row, case_id=meeting.case_id)


def _reached(session: Session, meeting_id: str, by: Person) -> MeetingRow:
    meeting = find(session, MeetingRow, meeting_id)
    reached_case(session, meeting.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
    return meeting
