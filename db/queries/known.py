"""Whether somebody may know who a young person is, within a transaction or as it stands."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.correcting import ProtectedElsewhere
from core.errors import NotFound
from core.permissions import Act, may
from core.records.people import Person, Reach
from core.redaction import Detail, Place, knows
from db.audit import find
from db.engine import reading
from db.kept import kept_by_case
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


def may_be_told(young_person_id: str, by: Person) -> bool:
    """Whether the person may know who it is, by what is kept of the store as it stands."""
    protected, around = _around(young_person_id)
    return not protected or any(
        knows(by, reach, Detail.NAME, Place.OWN_PAGE, protected=protected) for reach in around
    )


def reaches(young_person_id: str, by: Person) -> bool:
    """As `reached`, by what is kept of the store as it stands."""
    around = _around(young_person_id)[1]
    return not by.areas or any(may(by, Act.SEE_CASE, reach) for reach in around)


@kept_by_case
def _around(young_person_id: str) -> tuple[bool, tuple[Reach, ...]]:
    """Whether name and address are protected, and who stands around each of the cases."""
    with reading() as session:
        young = find(session, YoungPersonRow, young_person_id)
        cases = session.scalars(select(CaseRow).where(CaseRow.young_person_id == young.id)).all()
        return bool(young.protected_identity), tuple(reach_of(session, each) for each in cases)


def check_known(session: Session, young: YoungPersonRow, by: Person) -> None:
    """Raises ProtectedElsewhere."""
    if not knows_who(session, young, by):
        raise ProtectedElsewhere
