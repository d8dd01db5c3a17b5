"""A rule that is set aside: who did it, when and why, kept for good beside the case."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from core.eligibility import Rule
from core.records.people import Person
from db.audit import add
from db.models import OverrideRow


def set_aside(
    session: Session,
    rule: str,
    case_id: str,
    reason: str | None,
    *,
    course_id: str | None = None,
    staff_id: str | None = None,
    until: date | None = None,
    by: Person,
    on: date,
) -> OverrideRow:
    """The row of one rule that is set aside, within the transaction of who asks.

    `course_id` is the support course it is for, `staff_id` whose caseload; `until` is its last day,
    None for as long as the course lasts.
    """
    row = OverrideRow(
        case_id=case_id,
        rule=rule,
        subject_id=course_id,
        staff_id=staff_id,
        reason=reason,
        date=on,
        valid_to=until,
        by_id=by.account_id,
        by_name=by.name,
    )
    return add(session, row)


def set_aside_all(
    session: Session, case_id: str, rules: Iterable[Rule], reason: str | None, on: date, by: Person
) -> list[OverrideRow]:
    """The same for each soft rule of an assessment that a decision sets aside."""
    return [set_aside(session, rule.code, case_id, reason, by=by, on=on) for rule in rules]
