"""Support courses, homes and contacts for tests; every argument has a default."""

from datetime import date

from core.codes import Combination, Method, Step
from db.models import CaseRow, HousingRow, SupportCourseRow, new_id
from tests.factories import ON, put, put_case

WORKER, COORDINATOR = "worker", "coordinator"


def put_supported_case(
    name: str = "Vilma Vildspor",
    *,
    step: Step = Step.COLLABORATION,
    combination: Combination = Combination.SM_CTI,
    **columns: object,
) -> CaseRow:
    """A case inside Samarbejdsmodellen, granted support that has not begun."""
    values = {
        "combination": combination.value,
        "decision": "accepted",
        "coordinator_id": COORDINATOR,
        "referral_date": date(2026, 1, 5),
        "start_date": date(2026, 2, 2),
        **columns,
    }
    return put_case(name, step=step, **values)


def put_course(
    case_id: str,
    *,
    method: Method = Method.CTI,
    worker_id: str = WORKER,
    start_date: date = date(2026, 3, 2),
    **columns: object,
) -> SupportCourseRow:
    """A support course, as it is; returns the row, detached."""
    row = SupportCourseRow(
        id=new_id(),
        version=1,
        case_id=case_id,
        method=method.value,
        worker_id=worker_id,
        start_date=start_date,
        **columns,
    )
    put(row)
    return row


def put_courses(number: int, *, method: Method = Method.CTI, worker_id: str = WORKER) -> None:
    """So many open courses of a worker, each with a case key of its own."""
    for _ in range(number):
        put_course(new_id(), method=method, worker_id=worker_id)


def put_supported(number: int, *, worker_id: str = WORKER, **columns: object) -> None:
    """So many young people with an open CTI course of the worker."""
    for place in range(number):
        case = put_supported_case(f"Ung {place + 1} ({worker_id})", step=Step.SUPPORT, **columns)
        put_course(case.id, worker_id=worker_id)


def put_home(
    case_id: str, *, situation: str = "own_home", from_date: date = ON, **columns: object
) -> HousingRow:
    """A housing row, as it is; returns the row, detached."""
    row = HousingRow(
        id=new_id(),
        version=1,
        case_id=case_id,
        situation=situation,
        from_date=from_date,
        **columns,
    )
    put(row)
    return row
