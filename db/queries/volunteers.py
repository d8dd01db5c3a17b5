"""Questions about volunteers and the young people who wish for one.

How many wait is counted over all cases; names and wishes are told for the reader's own only.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.permissions import Act, may
from core.records.people import Person
from core.records.volunteers import Match, Volunteer, VolunteerBoard, Wish
from db.engine import danish, reading
from db.kept import Kept
from db.models import (
    CaseRow,
    VolunteerMatchRow,
    VolunteerRow,
    VolunteerWishRow,
    YoungPersonRow,
)
from db.queries.cases import over_of
from db.queries.naming import LISTED_NAME
from db.queries.visible import visible_to

ACT = Act.MATCH_VOLUNTEERS


def board(*, by: Person) -> VolunteerBoard | None:
    """Both sides; None for who has nothing to do with volunteers."""
    return _board(by) if may(by, ACT) else None


def _make(by: Person) -> VolunteerBoard:
    with reading() as session:
        return VolunteerBoard(
            volunteers=volunteers_of(session),
            wishes=_wishes(session, by),
            matches=matches_of(session),
        )


_board = Kept(_make, most=64)
"""Each person's own: who asks is what it is kept by, so that nobody is told what another sees."""


def wishes_of(session: Session, case_id: str) -> tuple[Wish, ...]:
    """The wishes of one case, oldest first, within a transaction; without the name."""
    rows = session.execute(
        select(VolunteerWishRow, CaseRow.number)
        .join(CaseRow, CaseRow.id == VolunteerWishRow.case_id)
        .where(VolunteerWishRow.case_id == case_id)
        .order_by(VolunteerWishRow.wished_date, VolunteerWishRow.id)
    )
    return tuple(wish_of(row, number) for row, number in rows)


def volunteers_of(session: Session) -> tuple[Volunteer, ...]:
    """All volunteers in Danish order, within a transaction."""
    rows = session.scalars(
        select(VolunteerRow).order_by(danish(VolunteerRow.name), VolunteerRow.id)
    )
    return tuple(volunteer_of(row) for row in rows)


def matches_of(session: Session) -> tuple[Match, ...]:
    """All matches, oldest first, within a transaction."""
    rows = session.scalars(
        select(VolunteerMatchRow).order_by(VolunteerMatchRow.from_date, VolunteerMatchRow.id)
    )
    return tuple(match_of(row) for row in rows)


def volunteer_of(row: VolunteerRow) -> Volunteer:
    """One volunteer as a record."""
    return Volunteer(
        id=row.id,
        version=row.version,
        name=row.name,
        organisation=row.organisation,
        available_from=row.available_from,
        available_to=row.available_to,
        places=row.places,
        contact=row.contact,
        note=row.note,
    )


def match_of(row: VolunteerMatchRow) -> Match:
    """One match as a record."""
    return Match(row.id, row.version, row.wish_id, row.volunteer_id, row.from_date, row.to_date)


def wish_of(
    row: VolunteerWishRow, number: int, name: str | None = None, *, over: date | None = None
) -> Wish:
    """One wish as a record; without a name its words are left out too.

    `over`: the day the case ended, on which the wish ends too.
    """
    return Wish(
        id=row.id,
        version=row.version,
        case_id=row.case_id,
        number=number,
        name=name,
        wished_date=row.wished_date,
        text=row.wish if name is not None else None,
        ended_date=row.ended_date or over,
    )


def _wishes(session: Session, by: Person) -> tuple[Wish, ...]:
    own = set(session.scalars(select(CaseRow.id).where(visible_to(by, ACT))))
    rows = session.execute(
        select(VolunteerWishRow, CaseRow, LISTED_NAME.label("name"))
        .join(CaseRow, CaseRow.id == VolunteerWishRow.case_id)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .order_by(VolunteerWishRow.wished_date, VolunteerWishRow.id)
    )
    return tuple(
        wish_of(row, case.number, name if row.case_id in own else None, over=over_of(case))
        for row, case, name in rows
    )
