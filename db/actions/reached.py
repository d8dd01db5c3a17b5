"""The case behind a row that is about to be changed, and filling the row with checked values."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from core.codes import Step
from core.pathway import check_step
from core.permissions import Act, check_may
from core.records.people import Person
from core.referral import OpenCaseExists
from core.retention import Anonymised
from db.audit import RowT, claim, find
from db.conditions import OPEN_CASE
from db.models import AnonymisedRow, Base, CaseRow, YoungPersonRow
from db.queries.one_case import SUPPORTS, reach_from
from db.queries.visible import reach_of
from db.together import Part, Together


def reached_case(
    session: Session, case_id: str, *, act: Act, by: Person, steps: frozenset[Step]
) -> CaseRow:
    """The case, unclaimed. Raises NotFound, NotAllowed, WrongStep or Anonymised."""
    case = find(session, CaseRow, case_id)
    around = _AROUND.of(
        session, case_id=case.id, young=case.young_person_id, anonymised=anonymised_id(case.id)
    )
    young = next(iter(around["lives"]), None)
    session.info.setdefault(_BORN, {})[case.id] = young.birth_date if young is not None else None
    area = young.municipality_area if young is not None else None
    reach = reach_from(case, (each.worker_id for each in around["supports"]), area)
    check_may(by, act, reach)
    check_step(Step(case.step), steps)
    if around["anonymised"]:
        raise Anonymised
    return case


_AROUND = Together(
    supports=SUPPORTS,
    lives=Part(
        select(YoungPersonRow.municipality_area, YoungPersonRow.birth_date).where(
            YoungPersonRow.id == bindparam("young")
        )
    ),
    anonymised=Part(select(AnonymisedRow.id).where(AnonymisedRow.id == bindparam("anonymised"))),
)
"""What almost every save about a case asks first, in one statement."""

_BORN = "born"
"""Where a session remembers the birthdays that `reached_case` has read, by case."""


def anonymised_id(case_id: str) -> str:
    """The key under which it stands that the case was anonymised."""
    return f"case:{case_id}"


def reached_row(
    session: Session,
    kind: type[RowT],
    row_id: str,
    seen_version: int,
    *,
    act: Act,
    by: Person,
    steps: frozenset[Step],
) -> tuple[RowT, CaseRow]:
    """A row of a case, taken for a change, and the case. Raises as `reached_case` and `claim`.

    Who may not do the act is told so, and not what others changed: here and wherever something is
    claimed, the right is asked first.
    """
    row: Any = find(session, kind, row_id)
    case = reached_case(session, row.case_id, act=act, by=by, steps=steps)
    return claim(session, kind, row_id, seen_version), case


def claimed_case(
    session: Session, case_id: str, seen_version: int, *, act: Act, by: Person
) -> CaseRow:
    """The case, taken for a change on any step. Raises NotFound, NotAllowed or ChangedByOther."""
    case = find(session, CaseRow, case_id)
    check_may(by, act, reach_of(session, case))
    return claim(session, CaseRow, case_id, seen_version)


def check_not_anonymised(session: Session, case_id: str) -> None:
    """Raises Anonymised where the case is: nothing more is written in it."""
    if session.get(AnonymisedRow, anonymised_id(case_id)) is not None:
        raise Anonymised


def check_no_open_case(
    session: Session, young_person_id: str, field: str | None = None, *, but: str | None = None
) -> None:
    """Raises OpenCaseExists where the young person has an open case, other than `but`."""
    number = session.scalar(
        select(CaseRow.number).where(
            CaseRow.young_person_id == young_person_id,
            CaseRow.id != (but or ""),
            OPEN_CASE,
        )
    )
    if number is not None:
        raise OpenCaseExists(field, number=str(number))


def birth_date_of(session: Session, case_id: str) -> date | None:
    """When the young person of the case was born; None where it is not known."""
    known = session.info.get(_BORN, {})
    if case_id in known:
        found: date | None = known[case_id]
        return found
    young = find(session, CaseRow, case_id).young_person_id
    return session.scalar(select(YoungPersonRow.birth_date).where(YoungPersonRow.id == young))


def fill(row: Base, **columns: object) -> None:
    """Set several columns to values that a check of the core has passed."""
    for column, value in columns.items():
        setattr(row, column, value)
