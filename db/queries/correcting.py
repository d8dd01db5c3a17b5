"""What is held of the young person of a case, for who may correct it."""

from dataclasses import dataclass

from sqlalchemy import select

from core.correcting import ProtectedElsewhere
from core.masking import half_hidden
from core.permissions import Act, check_may
from core.records.correcting import Held, Statement
from core.records.people import Person, Reach
from db.audit import find
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, StatementRow, YoungPersonRow
from db.queries.known import may_be_told
from db.queries.visible import reach_of


def held(case_id: str, *, by: Person) -> Held:
    """Master data and statements. Raises NotFound, NotAllowed, ProtectedElsewhere."""
    whose = _held(case_id)
    check_may(by, Act.CORRECT_PERSON, whose.reach)
    if not may_be_told(whose.young_person_id, by):
        raise ProtectedElsewhere
    return whose.held


@dataclass(frozen=True, slots=True)
class _Whose:
    """What is held, and what decides who is told."""

    reach: Reach
    young_person_id: str
    held: Held


@kept_by_case
def _held(case_id: str) -> _Whose:
    with reading() as session:
        case = find(session, CaseRow, case_id)
        young = find(session, YoungPersonRow, case.young_person_id)
        rows = session.scalars(
            select(StatementRow)
            .where(StatementRow.case_id == case_id)
            .order_by(StatementRow.date.desc(), StatementRow.id.desc())
        )
        held = Held(
            version=young.version,
            name=young.name,
            birth_date=young.birth_date,
            half_cpr=half_hidden(young.cpr) if young.cpr else None,
            phone=young.phone,
            email=young.email,
            municipality_area=young.municipality_area,
            protected_identity=young.protected_identity,
            statements=tuple(Statement(row.about, row.text, row.date, row.by_name) for row in rows),
        )
        return _Whose(reach_of(session, case), young.id, held)
