"""Contact building: who gets to know the young person before CTI begins.

It takes no place in the caseload: that is taken when CTI begins, and the cap holds then (R07).
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Combination, Method, Step
from core.cti import change_reason
from core.errors import MissingValue
from core.pathway import ACCEPTED_STEPS, check_step
from core.permissions import Act
from core.records.people import Person
from core.support import (
    NobodyBuildsContact,
    SameWorker,
    SupportAlreadyOpen,
    WorkerNotAtWork,
    WorkerWithoutMethod,
    check_granted,
)
from core.texts import TEXT, check_order, past_date, required_text
from db.actions.events import happened
from db.actions.reached import claimed_case
from db.audit import add, find, note
from db.engine import transaction
from db.models import CaseEventRow, CaseRow, Keyed, PhasePlanRow, StaffRow, SupportCourseRow
from db.queries.staff_rows import at_work, methods_of
from db.queries.support import open_course
from db.queries.support_file import plan_rows

BEGUN, WORKER_CHANGED = "contact_building", "contact_worker_changed"
STOPPED = "contact_building_stopped"


def name_worker(
    case_id: str,
    *,
    worker_id: str | None,
    since: date | None,
    reason: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Say who builds contact from a day on; somebody else later takes a reason.

    Raises MethodNotGranted, SupportAlreadyOpen, SameWorker, WorkerWithoutMethod, WorkerNotAtWork,
    WrongStep, or the refusal of a field.
    """
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.START_SUPPORT, by=by)
        check_step(Step(case.step), ACCEPTED_STEPS)
        check_granted(Method.CTI, Combination(case.combination) if case.combination else None)
        running = open_course(session, case.id)
        if running is not None:
            raise SupportAlreadyOpen(method=Method(running.method))
        day = past_date("since", since, on)
        check_order("since", case.contact_since or case.referral_date, day)
        why = change_reason("reason", reason, first=case.contact_worker_id is None)
        worker = _worker(session, worker_id, day, case.contact_worker_id)
        event = add(session, _event(case, worker, day, why or "", by))
        case.contact_worker_id = worker.id
        case.contact_since = case.contact_since or day
        note(session, by, Act.START_SUPPORT, case, event)


def stop(
    case_id: str,
    *,
    last_day: date | None,
    reason: str | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Nobody builds contact after that day; the day it began and what was done stay.

    Raises NobodyBuildsContact, WrongStep, or the refusal of a field.
    """
    with transaction() as session:
        case = claimed_case(session, case_id, seen_version, act=Act.START_SUPPORT, by=by)
        check_step(Step(case.step), ACCEPTED_STEPS)
        if case.contact_worker_id is None:
            raise NobodyBuildsContact
        day = past_date("last_day", last_day, on)
        check_order("last_day", _begun(session, case), day)
        why = required_text("reason", reason, TEXT)
        before = {"before": case.contact_worker_id}
        event = happened(case.id, STOPPED, day=day, reason=why, details=before, by=by)
        let_go(case)
        note(session, by, Act.START_SUPPORT, case, add(session, event))


def _begun(session: Session, case: CaseRow) -> date | None:
    """The day from which the present worker builds contact."""
    since = session.scalar(
        select(CaseEventRow.date)
        .where(CaseEventRow.case_id == case.id, CaseEventRow.kind.in_((BEGUN, WORKER_CHANGED)))
        .order_by(CaseEventRow.id.desc())
        .limit(1)
    )
    return since or case.contact_since


def _worker(session: Session, worker_id: str | None, day: date, before: str | None) -> StaffRow:
    if worker_id is None:
        raise MissingValue("worker_id")
    worker = find(session, StaffRow, worker_id)
    if worker.id == before:
        raise SameWorker("worker_id", worker=worker.name)
    if Method.CTI not in methods_of(worker):
        raise WorkerWithoutMethod("worker_id", worker=worker.name, method=Method.CTI)
    if not at_work(worker, day):
        raise WorkerNotAtWork("worker_id", worker=worker.name, day=day)
    return worker


def _event(case: CaseRow, worker: StaffRow, day: date, why: str, by: Person) -> CaseEventRow:
    before = case.contact_worker_id
    kind = WORKER_CHANGED if before else BEGUN
    details = {"before": before, "after": worker.id}
    return happened(case.id, kind, day=day, reason=why, details=details, by=by)


def let_go(case: CaseRow) -> None:
    """The one who built contact has no more to do with the case; the day it began stays."""
    case.contact_worker_id = None


def taken_over(session: Session, case: CaseRow, course: SupportCourseRow) -> list[Keyed]:
    """CTI begins: its contact building belongs to the course; returns the plans that changed."""
    let_go(case)
    if Method(course.method) is not Method.CTI:
        return []
    loose: list[PhasePlanRow] = [
        row for row in plan_rows(session, case.id) if row.course_id is None
    ]
    for row in loose:
        row.course_id, row.version = course.id, row.version + 1
    return list(loose)
