"""Whether somebody may know who a young person is, within a transaction (`core.redaction`)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.correcting import ProtectedElsewhere
from core.records.people import Person
from core.redaction import Detail, Place, knows
from db.models import CaseRow, YoungPersonRow
from db.queries.visible import reach_of


def knows_who(session: Session, young: YoungPersonRow, by: Person) -> bool:
    """Whether the person works on one of the cases, where name and address are protected."""
    protected = bool(young.protected_identity)
    cases = session.scalars(select(CaseRow).where(CaseRow.young_person_id == young.id))
    return not protected or any(
        knows(by, reach_of(session, case), Detail.NAME, Place.OWN_PAGE, protected=protected)
        for case in cases
    )


def check_known(session: Session, young: YoungPersonRow, by: Person) -> None:
    """Raises ProtectedElsewhere."""
    if not knows_who(session, young, by):
        raise ProtectedElsewhere
