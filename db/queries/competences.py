"""Questions about education, courses and supervision; who is no project leader sees their own."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Method, Role
from core.competences import LOOKED_AFTER, check_may_record, may_record, standings
from core.permissions import Act, Scope, check_may, scopes
from core.records.competences import Competence, Member, Standing, Supervision
from core.records.people import Person
from db.engine import reading
from db.kept import Kept
from db.models import StaffCompetenceRow, StaffRow, SupervisedRow, SupervisionRow
from db.queries.rows import gathered
from db.queries.staff_rows import methods_of, staff_of


@dataclass(frozen=True, slots=True, eq=False)
class _Register:
    members: tuple[Member, ...]
    competences: tuple[Competence, ...]
    supervisions: tuple[Supervision, ...]


def overview(*, by: Person, on: date) -> tuple[Standing, ...]:
    """How those at work on the day stand, in Danish order: all, or the person's own line.

    Raises NotAllowed.
    """
    check_may(by, Act.RECORD_COMPETENCE)
    return tuple(each for each in every_standing(on) if may_record(by, each.member.id))


@Kept
def every_standing(on: date) -> tuple[Standing, ...]:
    """The same for all, nobody's rights asked: for use inside `db`."""
    known = _register()
    return standings(known.members, known.competences, known.supervisions, on)


def competences_of(staff_id: str, *, by: Person) -> tuple[Competence, ...]:
    """One person's education and courses, the newest first. Raises NotAllowed."""
    check_may_record(by, [staff_id])
    return tuple(each for each in _register().competences if each.staff_id == staff_id)


def supervisions_of(staff_id: str, *, by: Person) -> tuple[Supervision, ...]:
    """The supervisions one person was at, the newest first. Raises NotAllowed."""
    check_may_record(by, [staff_id])
    return tuple(each for each in _register().supervisions if staff_id in each.staff_ids)


def supervisions(*, by: Person) -> tuple[Supervision, ...]:
    """All supervisions the person may see, the newest first. Raises NotAllowed."""
    check_may(by, Act.RECORD_COMPETENCE)
    if Scope.ALL in scopes(by, Act.RECORD_COMPETENCE):
        return _register().supervisions
    return tuple(each for each in _register().supervisions if by.staff_id in each.staff_ids)


def names(*, by: Person) -> dict[str, str]:
    """The names of those whose competences the person may see, by id. Raises NotAllowed."""
    check_may(by, Act.RECORD_COMPETENCE)
    return {each.id: each.name for each in _register().members if may_record(by, each.id)}


@Kept
def _register() -> _Register:
    with reading() as session:
        return _Register(
            members_within(session), competences_within(session), supervisions_within(session)
        )


def members_within(session: Session) -> tuple[Member, ...]:
    """Those who work with the young people, in Danish order, within a transaction."""
    rows = staff_of(session, StaffRow.role.in_([role.value for role in LOOKED_AFTER]))
    return tuple(
        Member(row.id, row.name, row.role, _methods(row), row.active_from, row.active_to)
        for row in rows
    )


def _methods(row: StaffRow) -> tuple[Method, ...]:
    if row.role == Role.COORDINATOR:
        return (Method.SM,)
    told = methods_of(row)
    return tuple(method for method in Method if method in told)


def competences_within(session: Session) -> tuple[Competence, ...]:
    """All education and courses, the newest first, within a transaction."""
    rows = session.scalars(
        select(StaffCompetenceRow).order_by(
            StaffCompetenceRow.from_date.desc(), StaffCompetenceRow.id.desc()
        )
    )
    return tuple(
        Competence(
            row.id, row.version, row.staff_id, row.competence, row.from_date, row.valid_to, row.note
        )
        for row in rows
    )


def supervisions_within(session: Session) -> tuple[Supervision, ...]:
    """All supervisions, the newest first, within a transaction."""
    attended = session.scalars(select(SupervisedRow).order_by(SupervisedRow.staff_id))
    there = gathered((row.supervision_id, row.staff_id) for row in attended)
    rows = session.scalars(
        select(SupervisionRow).order_by(SupervisionRow.held_date.desc(), SupervisionRow.id.desc())
    )
    return tuple(
        Supervision(
            row.id,
            row.version,
            row.held_date,
            row.form,
            row.supervisor,
            there.get(row.id, ()),
        )
        for row in rows
    )
