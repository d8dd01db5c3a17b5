"""The phases of CTI: make the plan of one, close it with a note, and open it again."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import Method
from core.cti import (
    OPENED_AGAIN,
    ClosingTold,
    NoSuchPhase,
    PlanTold,
    check_not_closed,
    checked_closing,
    checked_opening,
    checked_plan,
)
from core.cti_progress import contact_span, course_spans
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from core.support import OnlyInCti, Phase, PhaseSpan
from db.actions.events import happened
from db.actions.reached import fill, reached_case, reached_row
from db.actions.support import check_open
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import CaseRow, PhasePlanRow, SupportCourseRow
from db.queries.support import course_of, course_rows
from db.queries.support_file import building_of, plan_rows
from db.several import joined

ACT = Act.GIVE_SUPPORT


def make_plan(
    case_id: str,
    course_id: str | None,
    phase: Phase,
    told: PlanTold,
    *,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Write down the plan of a phase with its focus areas, or change it until it is closed.

    Without `course_id` the plan is for the contact building before CTI. `seen_version` is 0
    where there was none yet. Raises NoSuchPhase, PhaseClosed and those of `checked_plan`.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        course = _course(session, case, course_id)
        if course is not None:
            check_open(course)
        span = _span(session, case, course, phase, on)
        row = _taken(session, case, course, phase, seen_version)
        check_not_closed(phase, row.closed_date)
        checked = checked_plan(told, span, on)
        areas = joined(checked.focus_areas)
        fill(row, made_date=checked.made_date, focus_areas=areas, plan=checked.plan)
        note(session, by, ACT, row)


def close_phase(
    case_id: str,
    course_id: str | None,
    phase: Phase,
    told: ClosingTold,
    *,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Close a phase with its note, or correct the note. Nothing else follows from it.

    Raises NoSuchPhase and those of `checked_closing`.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
        course = _course(session, case, course_id)
        span = _span(session, case, course, phase, on)
        row = _taken(session, case, course, phase, seen_version)
        checked = checked_closing(told, span, row.made_date, on)
        fill(row, closed_date=checked.closed_date, closing_note=checked.closing_note)
        note(session, by, ACT, row)


def open_again(
    plan_id: str, reason: str | None, *, seen_version: int, by: Person, on: date
) -> None:
    """Open a phase that was closed by mistake; its note and the reason stay in the log.

    Raises those of `checked_opening`.
    """
    with transaction() as session:
        row, case = reached_row(
            session, PhasePlanRow, plan_id, seen_version, act=ACT, by=by, steps=ACCEPTED_STEPS
        )
        closed = [
            Phase(each.phase)
            for each in plan_rows(session, case.id)
            if each.course_id == row.course_id and each.closed_date is not None
        ]
        why = checked_opening(Phase(row.phase), closed, reason)
        before = {"before": row.phase}
        event = happened(case.id, OPENED_AGAIN, day=on, reason=why, details=before, by=by)
        fill(row, closed_date=None, closing_note=None)
        note(session, by, ACT, row, add(session, event))


def _course(session: Session, case: CaseRow, course_id: str | None) -> SupportCourseRow | None:
    if course_id is None:
        return None
    course = find(session, SupportCourseRow, course_id)
    if course.case_id != case.id:
        raise NoSuchPhase
    if Method(course.method) is not Method.CTI:
        raise OnlyInCti
    return course


def _span(
    session: Session, case: CaseRow, course: SupportCourseRow | None, phase: Phase, on: date
) -> PhaseSpan:
    """The days of the phase, cut where the course ended early. Raises NoSuchPhase."""
    building = building_of(session, case)
    before = [row for row in course_rows(session, case.id) if course is None or row is not course]
    ends = [row.end_date for row in before if row.end_date is not None]
    after = max(ends, default=None)
    if course is None:
        found = contact_span(building, None, after=after, on=on)
        spans: tuple[PhaseSpan, ...] = (found,) if found else ()
    else:
        spans = course_spans(course_of(session, course), building, after=after, on=on)
    last = course.end_date if course is not None and course.end_date else date.max
    for span in spans:
        if span.phase is phase and span.first <= last:
            return PhaseSpan(phase, span.first, min(span.last, last))
    raise NoSuchPhase


def _taken(
    session: Session,
    case: CaseRow,
    course: SupportCourseRow | None,
    phase: Phase,
    seen_version: int,
) -> PhasePlanRow:
    """The row of the phase, claimed, or a new one where there is none. Raises ChangedByOther."""
    course_id = course.id if course is not None else None
    for row in plan_rows(session, case.id):
        if row.course_id == course_id and row.phase == phase.value:
            return claim(session, PhasePlanRow, row.id, seen_version)
    return add(session, PhasePlanRow(case_id=case.id, course_id=course_id, phase=phase.value))
