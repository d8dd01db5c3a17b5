"""Draw the network around the young person: add, change, move, remove, choose the adult."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.network import (
    AlreadyChosen,
    NetworkTold,
    NotChosen,
    check_one_chosen_adult,
    check_place,
    checked,
)
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from core.texts import LINE, optional_text
from db.actions.reached import reached_case, reached_row
from db.audit import add, note, remove
from db.engine import transaction
from db.identifiers import check_email, check_phone
from db.models import NetworkPersonRow
from db.queries.network import people_of


def add_person(case_id: str, told: NetworkTold, *, by: Person, on: date) -> str:
    """Put somebody into the network; returns the id."""
    with transaction() as session:
        reached_case(session, case_id, act=Act.HOLD_MEETINGS, by=by, steps=OPEN_STEPS)
        row = NetworkPersonRow(case_id=case_id)
        _tell(session, row, checked(told, on))
        note(session, by, Act.HOLD_MEETINGS, add(session, row))
        return row.id


def change_person(
    person_id: str, told: NetworkTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Change what is known of somebody in the network."""
    with transaction() as session:
        row = _claimed(session, person_id, seen_version, by)
        _tell(session, row, checked(told, on))
        note(session, by, Act.HOLD_MEETINGS, row)


def place_person(
    person_id: str,
    *,
    sphere: str | None = None,
    closeness: int | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Move somebody to another ring or side of the map; None leaves either as it is.

    Raises NothingMoved where they stand there already.
    """
    with transaction() as session:
        row = _claimed(session, person_id, seen_version, by)
        row.sphere, row.closeness = check_place((row.sphere, row.closeness), sphere, closeness, on)
        note(session, by, Act.HOLD_MEETINGS, row)


def tell_draw_on(person_id: str, text: str | None, *, seen_version: int, by: Person) -> None:
    """Say what the young person can draw on somebody for; nothing: not for now."""
    with transaction() as session:
        row = _claimed(session, person_id, seen_version, by)
        row.draw_on = optional_text("draw_on", text, LINE)
        note(session, by, Act.HOLD_MEETINGS, row)


def choose_adult(person_id: str, *, seen_version: int, by: Person) -> None:
    """Mark the young person's chosen adult; the mark moves away from whoever had it."""
    with transaction() as session:
        row = _claimed(session, person_id, seen_version, by)
        if row.chosen_adult:
            raise AlreadyChosen
        before = _marked(session, row.case_id)
        for other in before:
            other.chosen_adult = False
            other.version += 1
        row.chosen_adult = True
        note(session, by, Act.HOLD_MEETINGS, row, *before)


def take_back_adult(person_id: str, *, seen_version: int, by: Person) -> None:
    """Take the mark of the chosen adult away; the young person has then chosen nobody."""
    with transaction() as session:
        row = _claimed(session, person_id, seen_version, by)
        if not row.chosen_adult:
            raise NotChosen
        row.chosen_adult = False
        note(session, by, Act.HOLD_MEETINGS, row)


def remove_person(person_id: str, *, seen_version: int, by: Person) -> None:
    """Take somebody out of the network; the log keeps what was known."""
    with transaction() as session:
        row = _claimed(session, person_id, seen_version, by)
        remove(session, row)
        note(session, by, Act.HOLD_MEETINGS, row)


def _claimed(session: Session, person_id: str, seen_version: int, by: Person) -> NetworkPersonRow:
    row, _ = reached_row(
        session,
        NetworkPersonRow,
        person_id,
        seen_version,
        act=Act.HOLD_MEETINGS,
        by=by,
        steps=OPEN_STEPS,
    )
    return row


def _tell(session: Session, row: NetworkPersonRow, told: NetworkTold) -> None:
    if told.chosen_adult:
        check_one_chosen_adult(people_of(session, row.case_id), but=row.id)
    row.name, row.sphere, row.relation = told.name, told.sphere, told.relation
    row.closeness = int(told.closeness) if told.closeness else None
    row.chosen_adult = told.chosen_adult
    row.phone = check_phone("phone", told.phone) if told.phone else None
    row.email = check_email("email", told.email) if told.email else None
    row.participant_role, row.organisation = told.participant_role, told.organisation
    row.draw_on = told.draw_on


def _marked(session: Session, case_id: str) -> list[NetworkPersonRow]:
    rows = session.scalars(
        select(NetworkPersonRow).where(
            NetworkPersonRow.case_id == case_id, NetworkPersonRow.chosen_adult.is_(True)
        )
    )
    return list(rows)
