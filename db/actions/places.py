"""The one place where a place in a caseload is taken, within the transaction of who asks.

All writes meet in one lock; besides, the worker's row is touched before the count, so that two
assignments at once meet in that row on other databases too.
"""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.caseload import CapAside, CaseloadFull, check_headroom, checked_cap_aside
from core.codes import Method
from core.errors import MissingValue, NotFound
from core.permissions import Act, check_may
from core.records.people import Person
from core.support import WorkerNotAtWork, WorkerWithoutMethod
from db.actions.asides import set_aside
from db.models import CaseRow, Keyed, OverrideRow, StaffRow, SupportCourseRow
from db.queries.caseload import support_courses, workload_of
from db.queries.settings import in_force
from db.queries.staff_rows import at_work, methods_of
from db.queries.visible import reach_of


def take_place(
    session: Session,
    course: SupportCourseRow,
    case: CaseRow,
    *,
    worker_id: str | None,
    since: date,
    aside: CapAside,
    by: Person,
    on: date,
    field: str | None = "worker_id",
    instead_of: str | None = None,
) -> list[Keyed]:
    """Give the course to the worker from that day; returns the other rows that changed.

    `field` is where a form chooses the worker; None where it does not. `instead_of` is a course
    that ends in the same transaction: its place is free.

    Raises WorkerWithoutMethod, WorkerNotAtWork, or CaseloadFull unless a project leader sets the
    cap aside with a reason and a last day (R07).
    """
    worker, method = _touched(session, worker_id), Method(course.method)
    if method not in methods_of(worker):
        raise WorkerWithoutMethod(field, worker=worker.name, method=method)
    if not at_work(worker, max(since, on)):
        raise WorkerNotAtWork(field, worker=worker.name, day=max(since, on))
    course.worker_id = worker.id
    active = support_courses(session, worker.id, min(since, on), but=instead_of or course.id)
    try:
        check_headroom(method, workload_of(worker, active), in_force(on), on, name=field)
    except CaseloadFull:
        if not aside.given:
            raise
        check_may(by, Act.OVERRIDE_CAP, reach_of(session, case))
        return [worker, _cap_set_aside(session, course, aside, by, on)]
    return [worker]


def _touched(session: Session, worker_id: str | None) -> StaffRow:
    if worker_id is None:
        raise MissingValue("worker_id")
    worker = session.scalar(
        update(StaffRow)
        .where(StaffRow.id == worker_id)
        .values(version=StaffRow.version + 1)
        .returning(StaffRow)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if worker is None:
        raise NotFound
    return worker


def _cap_set_aside(
    session: Session, course: SupportCourseRow, aside: CapAside, by: Person, on: date
) -> OverrideRow:
    reason, until = checked_cap_aside(aside, on)
    return set_aside(
        session,
        "R07",
        course.case_id,
        reason,
        course_id=course.id,
        staff_id=course.worker_id,
        until=until,
        by=by,
        on=on,
    )
