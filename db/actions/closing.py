"""End a support course and a case, and note what goes on after it."""

from datetime import date

from sqlalchemy.orm import Session

from core.closing import (
    CaseEnding,
    CheckedCaseEnding,
    FurtherGoal,
    SupportEnding,
    SupportStillOpen,
    checked_case_ending,
    checked_further_goal,
    checked_support_ending,
)
from core.codes import Method, Step
from core.pathway import ACCEPTED_STEPS, check_move, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import check_order
from db.actions.asides import set_aside
from db.actions.contact_building import let_go
from db.actions.housing import write_situation
from db.actions.reached import claimed_case
from db.actions.support import check_open
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import (
    AgreementRow,
    CaseRow,
    GoalRow,
    Keyed,
    PauseRow,
    StatusRow,
    SupportCourseRow,
)
from db.queries.closing import first_end
from db.queries.housing import rows_of
from db.queries.support import open_course, pause_rows
from db.queries.visible import reach_of


def close_support_course(
    course_id: str, ending: SupportEnding, *, seen_version: int, by: Person, on: date
) -> None:
    """End a support course, with the decision on the support after it (R16; R05 for CTI).

    A pause still going on ends with the course.
    """
    with transaction() as session:
        course = find(session, SupportCourseRow, course_id)
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.CLOSE_SUPPORT, reach_of(session, case))
        claim(session, SupportCourseRow, course_id, seen_version)
        check_open(course)
        method = Method(course.method)
        told = checked_support_ending(ending, method=method, start=course.start_date, on=on)
        changed = [course, *end_course(session, course, told, by, on)]
        check_move(Step(case.step), Step.SUPPORT_ENDED)
        case.step, case.version = Step.SUPPORT_ENDED.value, case.version + 1
        note(session, by, Act.CLOSE_SUPPORT, *changed, case, case_id=case.id)


def end_course(
    session: Session, course: SupportCourseRow, told: SupportEnding, by: Person, on: date
) -> list[Keyed]:
    """Write a checked ending into the course; returns the other rows that changed."""
    course.end_date, course.end_reason = told.end_date, told.end_reason
    course.follow_on_support = told.follow_on_support
    course.follow_on_note = told.follow_on_note
    changed: list[Keyed] = [*_end_pauses(session, course)]
    if told.early_reason is not None:
        early = told.early_reason
        case_id = course.case_id
        changed.append(set_aside(session, "R05", case_id, early, course_id=course.id, by=by, on=on))
    return changed


def _end_pauses(session: Session, course: SupportCourseRow) -> list[PauseRow]:
    running = [row for row in pause_rows(session, course.id) if row.to_date is None]
    for row in running:
        check_order("end_date", row.from_date, course.end_date)
        row.to_date, row.version = course.end_date, row.version + 1
    return running


def close_case(
    case_id: str, ending: CaseEnding, *, seen_version: int, by: Person, on: date
) -> None:
    """End the course of Samarbejdsmodellen, with home, education and work on that day (R16)."""
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.CLOSE_CASE, by=by)
        running = open_course(session, case.id)
        if running is not None:
            raise SupportStillOpen(method=Method(running.method))
        check_move(Step(case.step), Step.CLOSED)
        told = checked_case_ending(ending, start=first_end(session, case), on=on)
        changed = _as_they_live(session, case, told)
        case.end_date, case.closure_reason = told.end_date, told.closure_reason
        case.closure_note = told.closure_note
        case.closure_young_person_involved = told.young_person_involved
        case.closure_team_involved = told.team_involved
        case.step = Step.CLOSED.value
        let_go(case)
        note(session, by, Act.CLOSE_CASE, case, *changed)


def _as_they_live(session: Session, case: CaseRow, told: CheckedCaseEnding) -> list[Keyed]:
    """The rows that say how the young person lives, learns and works on the last day."""
    changed: list[Keyed] = []
    known, lives = rows_of(session, case.id), told.housing_situation
    if not known or known[-1].situation != lives or known[-1].to_date is not None:
        changed += write_situation(
            session, case, lives, told.end_date, known, field="housing_situation"
        )
    if told.in_education is not None:
        status = StatusRow(
            case_id=case.id,
            date=told.end_date,
            in_education=told.in_education,
            education_type=told.education_type,
            employment=told.employment,
        )
        changed.append(add(session, status))
    return changed


def add_further_goal(case_id: str, goal: FurtherGoal, *, by: Person, on: date) -> None:
    """Write down a goal for the time after the course, with who is responsible (R11)."""
    with transaction() as session:
        case = find(session, CaseRow, case_id)
        check_may(by, Act.CLOSE_CASE, reach_of(session, case))
        check_step(Step(case.step), ACCEPTED_STEPS | {Step.CLOSED})
        told = checked_further_goal(goal, on)
        row = GoalRow(
            case_id=case.id,
            set_date=on,
            text=told.text,
            life_domain=told.life_domain,
            status="open",
            further=True,
        )
        agreement = AgreementRow(
            goal_id=add(session, row).id,
            text=told.agreement.text,
            responsible=told.agreement.responsible,
            follow_up_date=told.agreement.follow_up_date,
            status="open",
        )
        note(session, by, Act.CLOSE_CASE, row, add(session, agreement), case_id=case.id)
