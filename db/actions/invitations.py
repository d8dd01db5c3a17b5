"""Invitations to a meeting: that they went out, and what people answered."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from core.codes import MeetingState, all_codes
from core.errors import NotFound
from core.invitations import Wording, checked_answer, checked_sending, wording
from core.meetings import check_not_held
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from core.sharing import Basis, Recipient, basis
from db.actions.meeting_rows import participants
from db.actions.reached import birth_date_of, reached_case
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import (
    CaseRow,
    DistributionRow,
    MeetingRow,
    ParticipantRow,
)
from db.queries.network import consents_of
from db.queries.staff_rows import names_of
from db.queries.visible import reach_of, team_names
from db.several import joined

ACT = Act.HOLD_MEETINGS
DOCUMENT = "invitation"
_EVERYTHING = joined(all_codes("information_type"))
"""Purpose and agenda may tell of anything."""


def mark_sent(
    meeting_id: str,
    participant_ids: Collection[str],
    *,
    channel: str | None,
    sent_date: date | None,
    by: Person,
    on: date,
) -> None:
    """Say that the invitation, or that it is called off, went out to these as it stands now.

    Each is also written down as one who received a document, with the ground for it (R12). Raises
    NobodyChosen, and NotFound for a participant of another meeting.
    """
    with transaction() as session:
        row, case = _reached(session, meeting_id, by)
        check_not_held(MeetingState(row.state))
        chosen, how, day = checked_sending(participant_ids, channel=channel, day=sent_date, on=on)
        listed = {each.id: each for each in participants(session, row)}
        if not chosen <= set(listed):
            raise NotFound
        received = [
            _received(session, row, case, listed[each], how=how, day=day, by=by)
            for each in sorted(chosen)
        ]
        for each in chosen:
            listed[each].sent_date, listed[each].sent_version = day, row.version
            listed[each].version += 1
        told = [listed[each] for each in sorted(chosen)]
        note(session, by, ACT, *told, *received, case_id=case.id)


def answer(
    participant_id: str,
    answered: str | None,
    *,
    answered_date: date,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Write down whether somebody comes to a meeting that lies ahead."""
    with transaction() as session:
        participant = find(session, ParticipantRow, participant_id)
        row, case = _reached(session, participant.meeting_id, by)
        claim(session, ParticipantRow, participant_id, seen_version)
        check_not_held(MeetingState(row.state))
        participant.answer = checked_answer(answered, on)
        participant.answered_date = answered_date
        note(session, by, ACT, participant, case_id=case.id)


def _reached(session: Session, meeting_id: str, by: Person) -> tuple[MeetingRow, CaseRow]:
    row = find(session, MeetingRow, meeting_id)
    return row, reached_case(session, row.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)


def _received(
    session: Session,
    row: MeetingRow,
    case: CaseRow,
    participant: ParticipantRow,
    *,
    how: str,
    day: date,
    by: Person,
) -> DistributionRow:
    ground = _ground(session, case, participant, day)
    told_all = wording(ground) in {Wording.OWN, Wording.FULL}
    return add(
        session,
        DistributionRow(
            case_id=case.id,
            document=DOCUMENT,
            subject_id=row.id,
            recipient_role=participant.role,
            recipient_name=participant.name,
            date=day,
            channel=how,
            basis=ground.ground.value,
            consent_ids=joined(ground.consents),
            information_types=_EVERYTHING if told_all else None,
            left_out=None if told_all else _EVERYTHING,
            by_id=by.account_id,
            by_name=by.name,
        ),
    )


def _ground(session: Session, case: CaseRow, participant: ParticipantRow, day: date) -> Basis:
    born = birth_date_of(session, case.id)
    recipient = Recipient(participant.role, participant.name)
    team = team_names(reach_of(session, case), names_of(session))
    return basis(consents_of(session, case.id), recipient, born=born, on=day, team=team)
