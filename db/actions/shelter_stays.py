"""Write down stays by section 110, and the housing situation that follows from them."""

from datetime import date

from sqlalchemy.orm import Session

from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from core.shelter import SHELTER_110, StayTold, checked_stay
from core.texts import check_code
from db.actions.housing import write_situation
from db.actions.reached import fill, reached_case, reached_row
from db.actions.ways_home import last_line
from db.audit import add, note
from db.engine import transaction
from db.models import CaseRow, Keyed, ShelterStayRow
from db.queries.home_rows import stay_of, stays_of
from db.queries.housing import rows_of

ACT = Act.RECORD_HOUSING


def begin_stay(case_id: str, told: StayTold, *, by: Person, on: date) -> str:
    """Write down a stay; returns the id. One that goes on is where the young person lives now.

    Raises StaysOverlap, HousingOverlaps or the refusal of a field.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
        others = [stay_of(row) for row in stays_of(session, case.id)]
        row = ShelterStayRow(case_id=case.id)
        checked = checked_stay(told, others, on)
        _tell(row, checked)
        lives = SHELTER_110 if checked.to_date is None else None
        followed = _moved(session, case, lives, checked.from_date, "from_date")
        note(session, by, ACT, add(session, row), *followed)
        return row.id


def change_stay(
    stay_id: str,
    told: StayTold,
    *,
    lives_now: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Change a stay, or end it with the day of discharge and where the young person lives then.

    `lives_now` None: the housing situation stays as it is.
    """
    with transaction() as session:
        row, case = reached_row(
            session, ShelterStayRow, stay_id, seen_version, act=ACT, by=by, steps=OPEN_STEPS
        )
        others = [stay_of(each) for each in stays_of(session, case.id) if each.id != row.id]
        checked = checked_stay(told, others, on)
        _tell(row, checked)
        lives = None
        if lives_now is not None and checked.to_date is not None:
            lives = check_code("lives_now", "housing_situation", lives_now, checked.to_date)
        followed = _moved(session, case, lives, checked.to_date, "to_date")
        note(session, by, ACT, row, *followed)


def _moved(
    session: Session, case: CaseRow, situation: str | None, since: date | None, field: str
) -> list[Keyed]:
    """The changed rows of the new situation, where it is not the one that lasts already."""
    line = last_line(session, case)
    lasts = line is not None and line.to_date is None and line.situation == situation
    if situation is None or since is None or lasts:
        return []
    return [
        *write_situation(session, case, situation, since, rows_of(session, case.id), field=field)
    ]


def _tell(row: ShelterStayRow, told: StayTold) -> None:
    fill(
        row,
        from_date=told.from_date,
        to_date=told.to_date,
        place_kind=told.place_kind,
        decision_date=told.decision_date,
        section_85a_date=told.section_85a_date,
        note=told.note,
    )
