"""Prepare a planned meeting with the young person: who comes, what they wish for, and when done.

Purpose, agenda, day and place are changed with the plan (`meetings.change_plan`).
"""

from collections.abc import Collection, Sequence
from datetime import date

from core.codes import MeetingState
from core.errors import NotFound
from core.meetings import Invitation, check_planned, checked_invitation
from core.permissions import Act
from core.preparing import Wishes, checked_not_invited, checked_wishes, prepared_day
from core.records.people import Person
from db.actions.meeting_rows import check_sharing, claimed, invited, participants
from db.actions.reached import fill
from db.audit import add, note, remove
from db.engine import transaction
from db.identifiers import check_email
from db.several import joined

ACT = Act.HOLD_MEETINGS


def choose_people(
    meeting_id: str,
    *,
    keep: Collection[str],
    invite: Sequence[Invitation],
    not_invited: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Say who comes: which of the participants stay on the list, who is new, and who does not.

    Raises NotFound for a participant of another meeting, ConsentMissing (R12), BadEmail.
    """
    with transaction() as session:
        row, case = claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        listed = participants(session, row)
        if not set(keep) <= {each.id for each in listed}:
            raise NotFound
        gone = [each for each in listed if each.id not in keep]
        new = [invited(row, _checked(each, on)) for each in invite]
        staying = [each.role for each in listed if each.id in keep]
        check_sharing(session, row, [*staying, *(each.role for each in new)], None)
        row.not_invited = checked_not_invited(not_invited)
        for each in gone:
            remove(session, each)
        note(session, by, ACT, row, *gone, *(add(session, each) for each in new), case_id=case.id)


def note_wishes(meeting_id: str, told: Wishes, *, seen_version: int, by: Person, on: date) -> None:
    """Write down what the young person wishes for, and what must be taken care of."""
    with transaction() as session:
        row, _ = claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        checked = checked_wishes(told, on)
        fill(
            row,
            wishes=checked.wishes,
            considerations=joined(checked.considerations),
            considerations_note=checked.note,
        )
        note(session, by, ACT, row)


def mark_prepared(
    meeting_id: str, prepared_date: date | None, *, seen_version: int, by: Person, on: date
) -> None:
    """Say on which day the meeting was talked through with the young person."""
    with transaction() as session:
        row, case = claimed(session, meeting_id, seen_version, by)
        check_planned(MeetingState(row.state))
        row.prepared_date = prepared_day(prepared_date, start=case.start_date, on=on)
        note(session, by, ACT, row)


def _checked(invitation: Invitation, on: date) -> Invitation:
    checked = checked_invitation(invitation, on)
    if checked.email is None:
        return checked
    return Invitation(
        checked.role,
        checked.name,
        checked.network_person_id,
        check_email("email", checked.email),
    )
