"""Change the method of a support course: one ends, the other begins, with the caps enforced."""

from datetime import date

from sqlalchemy.orm import Session

from core.assessment import facts_of
from core.caseload import CapAside
from core.closing import SupportEnding, checked_support_ending
from core.codes import Combination, Method
from core.eligibility import judge
from core.method_change import (
    END_REASON,
    CheckedMethodChange,
    MethodChange,
    checked_method_change,
)
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import TEXT, optional_text
from core.visitation import overridden
from db.actions.asides import set_aside_all
from db.actions.closing import end_course
from db.actions.events import happened
from db.actions.places import take_place
from db.actions.support import check_open, home_set_aside
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import CaseEventRow, CaseRow, Keyed, SupportCourseRow, new_id
from db.queries.assessment import CHANGED, detail_of
from db.queries.settings import in_force
from db.queries.support import METHOD_CHANGED
from db.queries.visible import reach_of

_NO_ASIDE = CapAside()


def change_method(
    course_id: str,
    told: MethodChange,
    *,
    aside: CapAside = _NO_ASIDE,
    seen_version: int,
    by: Person,
    on: date,
) -> str:
    """End the course and begin one of the other method; returns its id. All or nothing.

    The case is granted the other combination. CTI that ends before nine months sets R05 aside for
    the reason of the change. Raises SameMethod, CombinationClosed, ReasonMissing, HomeMissing,
    those of `take_place`, or the refusal of a field.
    """
    with transaction() as session:
        course = find(session, SupportCourseRow, course_id)
        case = find(session, CaseRow, course.case_id)
        for act in (Act.START_SUPPORT, Act.DECIDE):
            check_may(by, act, reach_of(session, case))
        claim(session, SupportCourseRow, course_id, seen_version)
        check_open(course)
        method = Method(course.method)
        change = checked_method_change(told, method=method, start=course.start_date, on=on)
        rows: list[Keyed] = [course, case]
        rows += _grant(session, case, change, told.override_reason, by)
        rows += _end(session, course, change, by, on)
        new = SupportCourseRow(
            id=new_id(), case_id=case.id, method=change.method.value, start_date=change.begins
        )
        rows += home_set_aside(session, new, told.home_reason, by, on)
        rows += take_place(
            session,
            new,
            case,
            worker_id=told.worker_id,
            since=change.begins,
            aside=aside,
            by=by,
            on=on,
            instead_of=course.id,
        )
        rows += [add(session, new), add(session, _event(course, new, change, by))]
        case.version += 1
        note(session, by, Act.START_SUPPORT, *rows, case_id=case.id)
        return new.id


def _grant(
    session: Session,
    case: CaseRow,
    change: CheckedMethodChange,
    override_reason: str | None,
    by: Person,
) -> list[Keyed]:
    """The other combination, by the rules of the visitation."""
    before = Combination(case.combination) if case.combination else Combination.SM
    if before is change.combination:
        return []
    facts = facts_of(detail_of(session, case), change.begins)
    option = judge(facts, in_force(change.begins)).option(change.combination)
    why = optional_text("override_reason", override_reason, TEXT)
    soft = overridden(option, why)
    details = {
        "before": before.value,
        "after": change.combination.value,
        "reason_code": change.reason_code,
    }
    event = happened(
        case.id, CHANGED, day=change.begins, reason=change.reason, details=details, by=by
    )
    case.combination = change.combination.value
    return [add(session, event), *set_aside_all(session, case.id, soft, why, change.begins, by)]


def _end(
    session: Session, course: SupportCourseRow, change: CheckedMethodChange, by: Person, on: date
) -> list[Keyed]:
    ending = checked_support_ending(
        SupportEnding(
            end_date=change.ends,
            end_reason=END_REASON,
            follow_on_support=change.follow_on,
            follow_on_note=change.reason,
            early_reason=change.reason,
        ),
        method=Method(course.method),
        start=course.start_date,
        on=on,
    )
    return end_course(session, course, ending, by, on)


def _event(
    course: SupportCourseRow, new: SupportCourseRow, change: CheckedMethodChange, by: Person
) -> CaseEventRow:
    details = {
        "course_id": course.id,
        "new_course_id": new.id,
        "before": course.method,
        "after": new.method,
    }
    return happened(
        course.case_id,
        METHOD_CHANGED,
        day=change.begins,
        reason=change.reason,
        details=details,
        by=by,
    )
