"""Open again what was closed: what stood before goes into the events, nothing is overwritten."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.caseload import CapAside
from core.closing import CaseClosed, StillOpen
from core.codes import Method, Step
from core.pathway import ACCEPTED_STEPS, OPEN_STEPS, check_move, stands_on
from core.permissions import Act, check_may
from core.records.people import Person
from core.referral import OpenCaseExists
from core.support import SupportAlreadyOpen
from core.texts import TEXT, required_text
from db.actions.events import happened
from db.actions.places import take_place
from db.actions.reached import check_not_anonymised
from db.audit import add, claim, find, note
from db.engine import transaction
from db.footing import footings
from db.models import CaseRow, Keyed, SupportCourseRow
from db.queries.closing import CASE_REOPENED, SUPPORT_REOPENED
from db.queries.support import course_rows
from db.queries.visible import reach_of

_NO_ASIDE = CapAside()
_SUPPORT_END = ("end_date", "end_reason", "follow_on_support", "follow_on_note")
_CASE_END = (
    "end_date",
    "closure_reason",
    "closure_note",
    "closure_young_person_involved",
    "closure_team_involved",
)
"""What an ending fills in, and a reopening empties again."""


def reopen_support(
    course_id: str,
    *,
    reason: str | None,
    aside: CapAside = _NO_ASIDE,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Let an ended support course go on; its ending goes into the events, the caps hold again."""
    with transaction() as session:
        course = claim(session, SupportCourseRow, course_id, seen_version)
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.REOPEN, reach_of(session, case))
        _check_can_go_on(session, course, case)
        why = required_text("reason", reason, TEXT)
        event = happened(
            case.id,
            SUPPORT_REOPENED,
            day=on,
            reason=why,
            details=_before(course, _SUPPORT_END),
            by=by,
        )
        _empty(course, _SUPPORT_END)
        changed = take_place(
            session,
            course,
            case,
            worker_id=course.worker_id,
            since=on,
            aside=aside,
            by=by,
            on=on,
            field=None,
        )
        _stand(session, case, on, support_open=True)
        note(session, by, Act.REOPEN, course, case, add(session, event), *changed, case_id=case.id)


def _check_can_go_on(session: Session, course: SupportCourseRow, case: CaseRow) -> None:
    if course.end_date is None:
        raise StillOpen
    if Step(case.step) not in ACCEPTED_STEPS:
        raise CaseClosed
    for other in course_rows(session, case.id):
        if other.end_date is None:
            raise SupportAlreadyOpen(method=Method(other.method))


def reopen_case(
    case_id: str, *, reason: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Open a closed case on the step its records speak of; its ending goes into the events."""
    with transaction() as session:
        case = claim(session, CaseRow, case_id, seen_version)
        check_may(by, Act.REOPEN, reach_of(session, case))
        if Step(case.step) is not Step.CLOSED:
            raise StillOpen
        check_not_anonymised(session, case_id)
        _check_no_other_case(session, case)
        why = required_text("reason", reason, TEXT)
        event = happened(
            case.id, CASE_REOPENED, day=on, reason=why, details=_before(case, _CASE_END), by=by
        )
        _empty(case, _CASE_END)
        _stand(session, case, on)
        note(session, by, Act.REOPEN, case, add(session, event))


def _check_no_other_case(session: Session, case: CaseRow) -> None:
    number = session.scalar(
        select(CaseRow.number).where(
            CaseRow.young_person_id == case.young_person_id,
            CaseRow.id != case.id,
            CaseRow.step.in_([step.value for step in OPEN_STEPS]),
        )
    )
    if number is not None:
        raise OpenCaseExists(number=str(number))


def _stand(session: Session, case: CaseRow, on: date, *, support_open: bool = False) -> None:
    """Put an open case on the step its records speak of."""
    footing = footings(session, on, {case.id})[case.id]
    opened = replace(footing, ended=False, support_open=support_open or footing.support_open)
    step = stands_on(opened)
    if Step(case.step) is not step:
        check_move(Step(case.step), step)
        case.step = step.value


def _before(row: Keyed, columns: Collection[str]) -> dict[str, Any]:
    values = {column: getattr(row, column) for column in columns}
    return {
        "id": row.id,
        **{
            column: value.isoformat() if isinstance(value, date) else value
            for column, value in values.items()
        },
    }


def _empty(row: Keyed, columns: Collection[str]) -> None:
    for column in columns:
        setattr(row, column, None)
