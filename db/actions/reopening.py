"""Open again what was closed: what stood before goes into the events, nothing is overwritten."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.caseload import CapAside
from core.closing import CaseClosed, StillOpen
from core.codes import Method, Step
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, check_may
from core.records.people import Person
from core.support import SupportAlreadyOpen
from core.texts import TEXT, required_text
from db.actions.events import happened
from db.actions.places import take_place
from db.actions.reached import check_no_open_case, check_not_anonymised, claimed_case
from db.actions.standing import stand
from db.audit import add, claim, find, note
from db.engine import transaction
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
        course = find(session, SupportCourseRow, course_id)
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.REOPEN, reach_of(session, case))
        claim(session, SupportCourseRow, course_id, seen_version)
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
        stand(session, case, on, support_open=True)
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
        case = claimed_case(session, case_id, seen_version, act=Act.REOPEN, by=by)
        if Step(case.step) is not Step.CLOSED:
            raise StillOpen
        check_not_anonymised(session, case_id)
        check_no_open_case(session, case.young_person_id, but=case.id)
        why = required_text("reason", reason, TEXT)
        event = happened(
            case.id, CASE_REOPENED, day=on, reason=why, details=_before(case, _CASE_END), by=by
        )
        _empty(case, _CASE_END)
        stand(session, case, on)
        note(session, by, Act.REOPEN, case, add(session, event))


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
