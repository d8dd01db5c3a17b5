"""Start a support course, move its start, change its worker, agree the hand-over."""

from datetime import date

from sqlalchemy.orm import Session

from core.caseload import CapAside, Handing
from core.codes import Combination, Method, Step
from core.errors import MissingValue, UnknownCode
from core.permissions import Act, check_may
from core.records.people import Person
from core.support import (
    HomeMissing,
    OnlyInCti,
    SameWorker,
    SupportAlreadyOpen,
    SupportBegun,
    SupportEnded,
    check_granted,
    check_home,
    check_inside_course,
    check_start,
)
from core.texts import TEXT, check_order, past_date, required_text
from db.actions.asides import set_aside
from db.actions.contact_building import taken_over
from db.actions.events import happened
from db.actions.places import take_place
from db.actions.reached import claimed_case
from db.actions.standing import stand
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import (
    CaseEventRow,
    CaseRow,
    Keyed,
    OverrideRow,
    StaffRow,
    SupportCourseRow,
    new_id,
)
from db.queries.housing import line_of, rows_of
from db.queries.support import START_MOVED, WORKER_CHANGED, course_rows
from db.queries.visible import reach_of

_NO_ASIDE = CapAside()


def start_support(
    case_id: str,
    *,
    method: str | None,
    worker_id: str | None,
    start_date: date | None,
    aside: CapAside = _NO_ASIDE,
    home_reason: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> str:
    """Begin CTI or ICM and return the course's id.

    `aside` sets a hard cap aside (R07) and `home_reason` the home that CTI begins with (R04); both
    are a project leader's. Raises the refusals of `core.support` and `core.caseload`.
    """
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.START_SUPPORT, by=by)
        wanted, start = _method(method), check_start(start_date, on)
        check_inside_course(Step(case.step), case.start_date, start)
        check_granted(wanted, Combination(case.combination) if case.combination else None)
        _check_alone(session, case, start)
        course = SupportCourseRow(
            id=new_id(), case_id=case.id, method=wanted.value, start_date=start
        )
        home = home_set_aside(session, course, home_reason, by, on)
        changed = take_place(
            session, course, case, worker_id=worker_id, since=start, aside=aside, by=by, on=on
        )
        stand(session, case, on, support_open=True)
        plans = taken_over(session, case, course)
        rows: list[Keyed] = [add(session, course), case, *home, *changed, *plans]
        note(session, by, Act.START_SUPPORT, *rows, case_id=case.id)
        return course.id


def _method(wanted: str | None) -> Method:
    if wanted is None:
        raise MissingValue("method")
    try:
        return Method(wanted)
    except ValueError:
        raise UnknownCode("method", value=wanted) from None


def _check_alone(session: Session, case: CaseRow, start: date, *, but: str | None = None) -> None:
    for known in course_rows(session, case.id):
        if known.id == but:
            continue
        if known.end_date is None:
            raise SupportAlreadyOpen(method=Method(known.method))
        check_order("start_date", known.end_date, start)


def home_set_aside(
    session: Session, course: SupportCourseRow, reason: str | None, by: Person, on: date
) -> list[OverrideRow]:
    """R04 for a course about to begin: the row that sets it aside, where somebody may and does."""
    method = Method(course.method)
    lines = map(line_of, rows_of(session, course.case_id)) if method is Method.CTI else ()
    try:
        check_home(method, lines, course.start_date)
    except HomeMissing:
        if not reason:
            raise
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.OVERRIDE_HOME_RULE, reach_of(session, case))
        why = required_text("home_reason", reason, TEXT)
        return [set_aside(session, "R04", case.id, why, course_id=course.id, by=by, on=on)]
    return []


def move_start(
    course_id: str,
    *,
    start_date: date | None,
    reason: str | None,
    home_reason: str | None = None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Move the first day of a course that has not begun; R03 and R04 hold for the new day."""
    with transaction() as session:
        course, case = _claimed(session, course_id, seen_version, by, Act.START_SUPPORT)
        check_open(course)
        if course.start_date <= on:
            raise SupportBegun(start=course.start_date)
        start, before = check_start(start_date, on), course.start_date
        check_inside_course(Step(case.step), case.start_date, start)
        _check_alone(session, case, start, but=course.id)
        why = required_text("reason", reason, TEXT)
        course.start_date = start
        home = home_set_aside(session, course, home_reason, by, on)
        details = {"course_id": course.id, "before": before.isoformat(), "after": start.isoformat()}
        event = add(
            session,
            happened(course.case_id, START_MOVED, day=on, reason=why, details=details, by=by),
        )
        note(session, by, Act.START_SUPPORT, course, event, *home, case_id=case.id)


def change_worker(
    course_id: str,
    *,
    worker_id: str | None,
    change_date: date | None,
    reason: str | None,
    aside: CapAside = _NO_ASIDE,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Give an open course to another worker from a day, with a reason; the caps hold again."""
    with transaction() as session:
        course, case = _claimed(session, course_id, seen_version, by, Act.START_SUPPORT)
        check_open(course)
        day = past_date("change_date", change_date, on)
        check_order("change_date", min(course.start_date, on), day)
        why = required_text("reason", reason, TEXT)
        how = Handing(day, why, aside)
        handed_over(session, course, case, how, worker_id=worker_id, by=by, on=on)


def handed_over(
    session: Session,
    course: SupportCourseRow,
    case: CaseRow,
    how: Handing,
    *,
    worker_id: str | None,
    by: Person,
    on: date,
) -> None:
    """Give a claimed course to another worker, within the transaction of who asks.

    Raises SameWorker, and as `take_place`.
    """
    before = find(session, StaffRow, course.worker_id)
    if worker_id == before.id:
        raise SameWorker("worker_id", worker=before.name)
    changed = take_place(
        session,
        course,
        case,
        worker_id=worker_id,
        since=how.day,
        aside=how.aside,
        by=by,
        on=on,
    )
    after = find(session, StaffRow, course.worker_id)
    event = add(session, _worker_changed(course, before, after, how.day, how.reason, by))
    note(session, by, Act.START_SUPPORT, course, event, *changed, case_id=case.id)


def _worker_changed(
    course: SupportCourseRow, before: StaffRow, after: StaffRow, day: date, why: str, by: Person
) -> CaseEventRow:
    details = {
        "course_id": course.id,
        "before_id": before.id,
        "before": before.name,
        "after_id": after.id,
        "after": after.name,
    }
    return happened(course.case_id, WORKER_CHANGED, day=day, reason=why, details=details, by=by)


def agree_handover(
    course_id: str, *, agreed_date: date | None, seen_version: int, by: Person, on: date
) -> None:
    """Write down the day it was agreed who takes over when CTI ends (R06)."""
    with transaction() as session:
        course, _ = _claimed(session, course_id, seen_version, by, Act.GIVE_SUPPORT)
        check_open(course)
        if Method(course.method) is not Method.CTI:
            raise OnlyInCti
        day = past_date("agreed_date", agreed_date, on)
        check_order("agreed_date", course.start_date, day)
        course.handover_agreed_date = day
        note(session, by, Act.GIVE_SUPPORT, course)


def check_open(course: SupportCourseRow) -> None:
    """Raises SupportEnded."""
    if course.end_date is not None:
        raise SupportEnded(day=course.end_date)


def _claimed(
    session: Session, course_id: str, seen_version: int, by: Person, act: Act
) -> tuple[SupportCourseRow, CaseRow]:
    course = find(session, SupportCourseRow, course_id)
    case = find(session, CaseRow, course.case_id)
    check_may(by, act, reach_of(session, case))
    return claim(session, SupportCourseRow, course_id, seen_version), case
