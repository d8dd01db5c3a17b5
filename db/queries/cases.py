"""Questions about one case, and lists of cases to choose from."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, select

from core.codes import Combination, Step, TargetGroup, Variant
from core.pathway import OPEN_STEPS
from core.permissions import Act, may
from core.records.cases import CaseChoice, CaseHeader
from core.records.people import Person
from db.conditions import OPEN_CASE
from db.engine import contains, reading
from db.models import CaseRow, YoungPersonRow
from db.queries.naming import LISTED_NAME, LISTED_ORDER, readable
from db.queries.one_case import OneCase, one_case
from db.queries.visible import visible_to

CHOICES = 20
"""How many cases a list to choose from shows at the most."""


def header(number: int, *, by: Person) -> CaseHeader | None:
    """The top of the case with that number; None where the person may not see one."""
    found = one_case(number)
    if found is None or not may(by, Act.SEE_CASE, found.reach):
        return None
    return readable(_header(found), found.row.id, by=by)


def _header(found: OneCase) -> CaseHeader:
    case, young = found.row, found.young
    return CaseHeader(
        id=case.id,
        number=case.number,
        version=case.version,
        step=Step(case.step),
        variant=Variant(case.variant),
        young_person_id=young.id,
        name=young.name,
        birth_date=young.birth_date,
        protected_identity=bool(young.protected_identity),
        special_considerations=young.special_considerations,
        referral_date=case.referral_date,
        target_group=TargetGroup(case.target_group) if case.target_group else None,
        combination=Combination(case.combination) if case.combination else None,
        coordinator_name=found.coordinator_name,
        start_date=case.start_date,
        end_date=case.end_date,
        reach=found.reach,
    )


def choices(steps: Collection[Step], *, by: Person, wanted: str = "") -> list[CaseChoice]:
    """The cases on those steps that the person sees, by name or number: open ones first."""
    query = (
        select(CaseRow.number, LISTED_NAME.label("name"), CaseRow.step, CaseRow.referral_date)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.step.in_([step.value for step in steps]), visible_to(by))
        .order_by(~OPEN_CASE, CaseRow.referral_date, *LISTED_ORDER)
        .limit(CHOICES)
    )
    if wanted.strip():
        query = query.where(named(wanted.strip()))
    with reading() as session:
        return [
            CaseChoice(number, name, Step(step), since)
            for number, name, step, since in session.execute(query)
        ]


def named(wanted: str) -> ColumnElement[bool]:
    """The condition for cases of that number, or with that text in the name that a list shows."""
    if wanted.isdecimal():
        return CaseRow.number == int(wanted[:9])
    return contains(LISTED_NAME, wanted)


def over_of(case: CaseRow) -> date | None:
    """The day on which a case ended or was turned down; None of an open one."""
    return None if case.step in OPEN_STEPS else case.end_date or case.decision_date
