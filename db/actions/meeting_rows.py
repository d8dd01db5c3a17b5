"""The rows of a meeting as the actions on it take them: claimed, with who is on its list."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState
from core.consent import check_consent
from core.meetings import Invitation, shares
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import birth_date_of, reached_row
from db.models import CaseRow, MeetingRow, ParticipantRow
from db.queries.network import consents_of


def claimed(
    session: Session, meeting_id: str, seen_version: int, by: Person
) -> tuple[MeetingRow, CaseRow]:
    """The meeting, taken for a change, and its case. Raises what `reached_row` does."""
    return reached_row(
        session,
        MeetingRow,
        meeting_id,
        seen_version,
        act=Act.HOLD_MEETINGS,
        by=by,
        steps=ACCEPTED_STEPS,
    )


def participants(session: Session, row: MeetingRow) -> list[ParticipantRow]:
    """Everybody on the list of the meeting."""
    query = select(ParticipantRow).where(ParticipantRow.meeting_id == row.id)
    return list(session.scalars(query.order_by(ParticipantRow.id)))


def roles(session: Session, row: MeetingRow) -> set[str]:
    """The roles on the list of the meeting."""
    return {each.role for each in participants(session, row)}


def check_sharing(
    session: Session, row: MeetingRow, there: Iterable[str], field: str | None = "date"
) -> None:
    """Raises ConsentMissing where nothing on file for the day lets anybody else come (R12).

    Whom it covers is not asked. Who is outside may be invited: the page says what they may not
    see, and documents leave it out.
    """
    if shares(row.kind, there):
        born = birth_date_of(session, row.case_id)
        check_consent(consents_of(session, row.case_id), row.date, field, born=born)


def invited(row: MeetingRow, invitation: Invitation) -> ParticipantRow:
    """Somebody for the list; at a held meeting somebody who came without being invited."""
    planned = row.state == MeetingState.PLANNED
    return ParticipantRow(
        meeting_id=row.id,
        role=invitation.role,
        name=invitation.name,
        network_person_id=invitation.network_person_id,
        email=invitation.email,
        invited=planned,
        attended=None if planned else True,
    )
