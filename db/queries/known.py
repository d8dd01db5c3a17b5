"""Whether somebody may know who a young person is, within a transaction (`core.redaction`)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.correcting import ProtectedElsewhere
from core.errors import NotFound
from core.records.people import Person
from core.redaction import Detail, Place, knows
from db.models import CaseRow, YoungPersonRow
from db.queries.visible import reach_of, visible_to


def knows_who(session: Session, young: YoungPersonRow, by: Person) -> bool:
    """Whether the person works on one of the cases, where name and address are protected."""
    protected = bool(young.protected_identity)
    cases = session.scalars(select(CaseRow).where(CaseRow.young_person_id == young.id))
    return not protected or any(
        knows(by, reach_of(session, case), Detail.NAME, Place.OWN_PAGE, protected=protected)
        for case in cases
    )


def reached(session: Session, young: YoungPersonRow, by: Person) -> bool:
    """Whether the person sees a case of theirs, or is not limited to areas."""
    mine = select(CaseRow.id).where(CaseRow.young_person_id == young.id, visible_to(by))
    return not by.areas or session.scalar(mine.limit(1)) is not None


def check_both_reached(
    session: Session, one: YoungPersonRow, other: YoungPersonRow, by: Person
) -> None:
    """Raises NotFound where one of them lies outside the areas that the person is limited to."""
    if not (reached(session, one, by) and reached(session, other, by)):
        raise NotFound


def check_known(session: Session, young: YoungPersonRow, by: Person) -> None:
    """Raises ProtectedElsewhere."""
    if not knows_who(session, young, by):
        raise ProtectedElsewhere
