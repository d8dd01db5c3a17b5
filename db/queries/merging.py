"""Two young people side by side, who is likely the same, and what was merged; for project leaders.

Nobody else may merge, so that nobody else is told who is alike.
"""

import json
from collections.abc import Collection
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.duplicates import Identity
from core.masking import half_hidden
from core.merging import FIELDS, last_undo_day
from core.permissions import Act, check_may
from core.records.merging import Likely, Merged, Pair, Side
from core.records.people import Person
from db.audit import find
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, MergeRow, YoungPersonRow
from db.queries.known import knows_who, may_be_told, reached, reaches
from db.queries.referrals import alike, namesake

_ACT = Act.MERGE_PEOPLE


def likely(young_person_id: str, *, by: Person) -> tuple[Likely, ...]:
    """Who is likely the same young person. Raises NotAllowed or NotFound."""
    check_may(by, _ACT)
    if not (may_be_told(young_person_id, by) and reaches(young_person_id, by)):
        return ()
    found = (namesake(each, by=by) for each in _alike(young_person_id))
    return tuple(Likely(each.number, each.name) for each in found if each.number is not None)


@kept_by_case
def _alike(young_person_id: str) -> tuple[str, ...]:
    """The ids of the others who are likely the same; no CPR number is kept for it."""
    with reading() as session:
        young = find(session, YoungPersonRow, young_person_id)
        sought = Identity(young.name, young.birth_date, young.cpr)
    return tuple(each for each in alike(sought) if each != young_person_id)


def _may_tell(session: Session, young: YoungPersonRow, by: Person) -> bool:
    return knows_who(session, young, by) and reached(session, young, by)


def pair(young_person_id: str, number: int, *, by: Person) -> Pair | None:
    """The young person beside the one of the case with that number; None where there is none.

    None too where one of them is protected, and the person does not work on a case of theirs, or
    lies outside the areas that the person is limited to.
    """
    check_may(by, _ACT)
    with reading() as session:
        other_id = session.scalar(select(CaseRow.young_person_id).where(CaseRow.number == number))
        if other_id is None or other_id == young_person_id:
            return None
        kept = find(session, YoungPersonRow, young_person_id)
        other = find(session, YoungPersonRow, other_id)
        if not all(_may_tell(session, each, by) for each in (kept, other)):
            return None
        differing = tuple(name for name in FIELDS if getattr(kept, name) != getattr(other, name))
        return Pair(_side(session, kept), _side(session, other), differing)


def _side(session: Session, young: YoungPersonRow) -> Side:
    numbers = select(CaseRow.number).where(CaseRow.young_person_id == young.id)
    values = {name: getattr(young, name) for name in FIELDS}
    values["cpr"] = half_hidden(young.cpr) if young.cpr else None
    return Side(
        young_person_id=young.id,
        version=young.version,
        numbers=tuple(session.scalars(numbers.order_by(CaseRow.number))),
        values=MappingProxyType(values),
    )


def merges(young_person_id: str, *, by: Person) -> tuple[Merged, ...]:
    """What was merged into the young person, newest first. Raises NotAllowed."""
    check_may(by, _ACT)
    return _merges(young_person_id)


@kept_by_case
def _merges(young_person_id: str) -> tuple[Merged, ...]:
    with reading() as session:
        rows = session.scalars(
            select(MergeRow)
            .where(MergeRow.kept_id == young_person_id)
            .order_by(MergeRow.time.desc(), MergeRow.id)
        ).all()
        moved = {row.id: json.loads(row.case_ids) for row in rows}
        numbers = _numbers(session, {each for ids in moved.values() for each in ids})
        return tuple(
            Merged(
                id=row.id,
                version=row.version,
                merged_date=row.date,
                by_name=row.by_name,
                numbers=tuple(numbers[each] for each in moved[row.id] if each in numbers),
                last_day=last_undo_day(row.date),
                undone_date=row.undone_date,
            )
            for row in rows
        )


def _numbers(session: Session, case_ids: Collection[str]) -> dict[str, int]:
    query = select(CaseRow.id, CaseRow.number).where(CaseRow.id.in_(case_ids))
    return dict(session.execute(query).all())
