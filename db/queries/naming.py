"""What a young person is called: the one place where names leave the store (`core.redaction`)."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, String, case, cast, func, literal
from sqlalchemy.orm import Session

from core.records.people import Person, Reach
from core.redaction import Detail, Place, hidden_name, knows, nameless
from db.engine import danish
from db.models import CaseRow, YoungPersonRow
from db.queries.one_case import one_case
from db.queries.visible import reach_of

Told = TypeVar("Told")

LISTED_NAME: ColumnElement[str] = case(
    (
        YoungPersonRow.protected_identity.is_(True),
        func.replace(literal(hidden_name(0)), "0", cast(CaseRow.number, String)),
    ),
    else_=YoungPersonRow.name,
)
"""The name in a list of several, over cases and young people: never one that is protected."""

LISTED_ORDER: tuple[Any, ...] = (
    YoungPersonRow.protected_identity.is_(True),
    danish(LISTED_NAME),
    CaseRow.number,
)
"""By these names as a Dane sorts them; those without one come last, by number."""


def readable(record: Told, case_id: str, *, by: Person) -> Told:
    """A record about one case as the person may read it: without a name they may not know."""
    found = one_case(case_id)
    if found is None or _known(found.reach, by, protected=bool(found.young.protected_identity)):
        return record
    return nameless(record, name=found.young.name, number=found.row.number)


def in_list(record: Told, young: YoungPersonRow, number: int) -> Told:
    """A record as it stands in a list of several: no protected name is in any of its texts."""
    if not young.protected_identity:
        return record
    return nameless(record, name=young.name, number=number)


def name_for(by: Person, session: Session, row: CaseRow, young: YoungPersonRow) -> str:
    """What the person calls the young person on a page about the case, within a transaction."""
    if _known(reach_of(session, row), by, protected=bool(young.protected_identity)):
        return young.name
    return hidden_name(row.number)


def _known(reach: Reach, by: Person, *, protected: bool) -> bool:
    return knows(by, reach, Detail.NAME, Place.OWN_PAGE, protected=protected)
