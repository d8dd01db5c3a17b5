"""Record education, courses and supervision of staff, and take them back."""

from datetime import date

from sqlalchemy import select

from core.competences import (
    CompetenceTold,
    SupervisionTold,
    check_may_record,
    checked_competence,
    checked_supervision,
)
from core.errors import NotFound
from core.permissions import Act
from core.records.people import Person
from core.texts import required_text
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import StaffCompetenceRow, StaffRow, SupervisedRow, SupervisionRow
from db.queries.competences import competences_within, members_within, supervisions_within

ACT = Act.RECORD_COMPETENCE


def record(staff_id: str, told: CompetenceTold, *, by: Person, on: date) -> str:
    """Put an education or a course on somebody's list; returns its id."""
    with transaction() as session:
        find(session, StaffRow, staff_id)
        check_may_record(by, [staff_id])
        known = [each for each in competences_within(session) if each.staff_id == staff_id]
        checked = checked_competence(told, known, on=on)
        row = StaffCompetenceRow(
            staff_id=staff_id,
            competence=checked.competence,
            from_date=checked.from_date,
            valid_to=checked.valid_to,
            note=checked.note,
        )
        note(session, by, ACT, add(session, row))
        return row.id


def take_back(competence_id: str | None, *, seen_version: int, by: Person) -> None:
    """Take out what was entered by mistake; the log keeps it. Raises MissingValue without any."""
    with transaction() as session:
        chosen = required_text("which", competence_id)
        row = find(session, StaffCompetenceRow, chosen)
        check_may_record(by, [row.staff_id])
        claim(session, StaffCompetenceRow, chosen, seen_version)
        remove(session, row)
        note(session, by, ACT, row)


def hold_supervision(told: SupervisionTold, *, by: Person, on: date) -> str:
    """Record a supervision that was held and who was there; returns its id.

    Who is no project leader records their own only. Raises NotAllowed or NotFound for others.
    """
    with transaction() as session:
        check_may_record(by, told.staff_ids)
        members = members_within(session)
        checked = checked_supervision(told, supervisions_within(session), members, on=on)
        if not set(checked.staff_ids) <= {each.id for each in members}:
            raise NotFound("staff_ids")
        row = add(
            session,
            SupervisionRow(
                held_date=checked.held_date, form=checked.form, supervisor=checked.supervisor
            ),
        )
        there = [
            add(session, SupervisedRow(supervision_id=row.id, staff_id=staff_id))
            for staff_id in checked.staff_ids
        ]
        note(session, by, ACT, row, *there)
        return row.id


def take_back_supervision(supervision_id: str, *, seen_version: int, by: Person) -> None:
    """Take out a supervision that was entered by mistake; the log keeps it."""
    with transaction() as session:
        row = find(session, SupervisionRow, supervision_id)
        query = select(SupervisedRow).where(SupervisedRow.supervision_id == row.id)
        there = session.scalars(query).all()
        check_may_record(by, [each.staff_id for each in there])
        claim(session, SupervisionRow, supervision_id, seen_version)
        for one in there:
            remove(session, one)
        remove(session, row)
        note(session, by, ACT, row, *there)
