"""The last place of a caseload, and sixteen people who want it at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import delete, func, select, update

from core.caseload import CaseloadFull
from core.codes import Combination, Method, Step
from core.coordinators import CoordinatorOverCap
from core.moving import Move
from db.actions import caseloads, coordinators
from db.actions.support import change_worker, start_support
from db.engine import Store, reading, transaction
from db.models import CaseRow, OverrideRow, SupportCourseRow
from tests.factories import ON, person, put_case, put_staff
from tests.factories_support import WORKER, put_course, put_courses, put_supported_case
from tests.soak.size import rounds

THREADS, ROUNDS = 16, rounds(8, 200)
LEAD = person()


def at_once(tries: list[Callable[[], object]], pool: ThreadPoolExecutor) -> list[bool]:
    """Let all go off together; whether each was let through. Only a full caseload may refuse."""
    barrier = Barrier(len(tries))

    def one(attempt: Callable[[], object]) -> bool:
        barrier.wait()
        try:
            attempt()
        except (CaseloadFull, CoordinatorOverCap):
            return False
        return True

    return list(pool.map(one, tries))


def active() -> int:
    with reading() as session:
        return session.scalar(
            select(func.count()).where(
                SupportCourseRow.worker_id == WORKER, SupportCourseRow.end_date.is_(None)
            )
        )


@pytest.mark.parametrize(("method", "cap"), [(Method.CTI, 10), (Method.ICM, 8)])
def test_sixteen_assignments_at_once_cannot_take_more_than_the_last_place(
    store: Store, method: Method, cap: int
):
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods=method.value)
    put_courses(cap - 1, method=method)
    combination = Combination(f"SM_{method.value}")
    cases = [put_supported_case(combination=combination).id for _ in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            attempts = [starting(case_id, method) for case_id in cases]
            assert sum(at_once(attempts, pool)) == 1
            assert active() == cap
            empty_the_place(cases)


def starting(case_id: str, method: Method) -> Callable[[], object]:
    def attempt() -> object:
        return start_support(
            case_id,
            method=method,
            worker_id=WORKER,
            start_date=ON,
            home_reason="Bolig er på vej" if method is Method.CTI else None,
            seen_version=1,
            by=LEAD,
            on=ON,
        )

    return attempt


def empty_the_place(cases: list[str]) -> None:
    with transaction() as session:
        session.execute(delete(SupportCourseRow).where(SupportCourseRow.case_id.in_(cases)))
        session.execute(
            update(CaseRow)
            .where(CaseRow.id.in_(cases))
            .values(version=1, step=Step.COLLABORATION.value)
        )


def test_sixteen_changes_of_worker_at_once_cannot_take_more_than_the_last_place(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    put_staff("Jens Juul", "support_worker", staff_id="other", methods="CTI")
    put_courses(9)
    courses = []
    for _ in range(THREADS):
        case = put_supported_case(step=Step.SUPPORT)
        courses.append(put_course(case.id, worker_id="other", start_date=date(2026, 3, 2)).id)

    def moving(course_id: str) -> Callable[[], object]:
        return lambda: change_worker(
            course_id,
            worker_id=WORKER,
            change_date=ON,
            reason="Orlov",
            seen_version=1,
            by=LEAD,
            on=ON,
        )

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(at_once([moving(course_id) for course_id in courses], pool)) == 1
    assert active() == 10


def test_both_methods_at_once_cannot_take_more_than_the_last_share(store: Store):
    put_staff("Eva Eng", "support_worker", staff_id=WORKER, methods="CTI;ICM")
    put_courses(5)
    put_courses(3, method=Method.ICM)
    methods = [(Method.CTI, Method.ICM)[place % 2] for place in range(THREADS)]
    cases = [put_supported_case(combination=Combination(f"SM_{one}")).id for one in methods]
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            attempts = [starting(*each) for each in zip(cases, methods, strict=True)]
            assert sum(at_once(attempts, pool)) == 1
            assert active() == 9
            empty_the_place(cases)


def test_sixteen_moves_of_several_at_once_fill_the_caseload_and_no_more(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    put_staff("Jens Juul", "support_worker", staff_id="other", methods="CTI")
    put_courses(3)
    pairs = [[put_moving("other") for _ in range(2)] for _ in range(THREADS)]

    def moving(pair: list[str]) -> Callable[[], object]:
        moves = [Move(course_id, Method.CTI, 1, WORKER) for course_id in pair]
        return lambda: caseloads.move(
            moves, from_id="other", day=ON, reason="Orlov", by=LEAD, on=ON
        )

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(at_once([moving(pair) for pair in pairs], pool)) == 3
    assert active() == 9


def put_moving(worker_id: str) -> str:
    case = put_supported_case(step=Step.SUPPORT)
    return put_course(case.id, worker_id=worker_id, start_date=date(2026, 3, 2)).id


def test_sixteen_cases_at_once_cannot_take_a_coordinator_past_the_recommended_number_unsaid(
    store: Store,
):
    put_staff("Karen Kold", "coordinator", staff_id="karen")
    for _ in range(19):
        put_case(step=Step.COLLABORATION, coordinator_id="karen", start_date=ON)
    cases = [put_case(step=Step.START_UP, decision_date=ON).id for _ in range(THREADS)]

    def assigning(case_id: str, reason: str | None) -> Callable[[], object]:
        return lambda: coordinators.assign(
            case_id,
            coordinator_id="karen",
            start_date=ON,
            override_reason=reason,
            seen_version=1,
            by=LEAD,
            on=ON,
        )

    with ThreadPoolExecutor(THREADS) as pool:
        done = at_once([assigning(case_id, None) for case_id in cases], pool)
        assert sum(done) == 1
        rest = [case_id for case_id, through in zip(cases, done, strict=True) if not through]
        assert all(at_once([assigning(case_id, "Barsel") for case_id in rest], pool))
    with reading() as session:
        overrides = session.scalar(select(func.count()).select_from(OverrideRow))
    assert overrides == THREADS - 1
