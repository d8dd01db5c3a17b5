"""Who has how many young people."""

from datetime import date, timedelta

from core.codes import Method, Role, Step
from db.engine import Store
from db.models import OverrideRow, SettingRow, StaffRow
from db.queries import caseload
from tests.db.statements import statements
from tests.factories import ON, put, put_account, put_case, put_staff
from tests.factories_support import put_course, put_courses

YESTERDAY, TOMORROW = ON - timedelta(days=1), ON + timedelta(days=1)


def test_a_worker_without_young_people_has_the_whole_cap_free(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")
    [line] = caseload.workers(Method.CTI, ON)
    assert (line.name, line.active, line.cap, line.free) == ("Ida Iversen", 0, 10, 10)


def test_a_course_counts_until_its_last_day_is_over(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")
    put_course("a", end_date=YESTERDAY)
    put_course("b", end_date=ON)
    put_course("c")
    assert caseload.workers(Method.CTI, ON)[0].active == 2


def test_a_course_that_begins_later_has_taken_its_place(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")
    put_course("a", start_date=TOMORROW)
    assert caseload.workers(Method.CTI, ON)[0].free == 9


def test_a_worker_of_both_methods_stands_in_both_lists_with_shared_places(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI;ICM")
    put_courses(5)
    put_courses(2, method=Method.ICM)
    [cti], [icm] = caseload.workers(Method.CTI, ON), caseload.workers(Method.ICM, ON)
    assert (cti.active, cti.cap, cti.free) == (5, 10, 2)
    assert (icm.active, icm.cap, icm.free) == (2, 8, 2)


def test_a_worker_who_has_left_or_has_not_come_is_not_offered(store: Store):
    put(
        StaffRow(name="Er Væk", role="support_worker", methods="CTI", active_to=YESTERDAY),
        StaffRow(name="På Vej", role="support_worker", methods="CTI", active_from=TOMORROW),
        StaffRow(name="Sidste Dag", role="support_worker", methods="CTI", active_to=ON),
    )
    assert [line.name for line in caseload.workers(Method.CTI, ON)] == ["Sidste Dag"]


def test_workers_are_listed_in_danish_order(store: Store):
    for name in ("Åse Ål", "Ægir Æble", "Zenia Zebra"):
        put_staff(name, "support_worker", methods="ICM")
    names = [line.name for line in caseload.workers(Method.ICM, ON)]
    assert names == ["Zenia Zebra", "Ægir Æble", "Åse Ål"]


def test_a_cap_set_aside_is_seen_beside_the_worker_for_as_long_as_the_course_is_open(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")
    granted = {"rule": "R07", "staff_id": "worker", "date": ON, "valid_to": TOMORROW}
    by = {"by_id": "lead", "by_name": "Lone Lund"}
    open_one, ended = put_course("a"), put_course("b", end_date=ON)
    put(OverrideRow(case_id="a", subject_id=open_one.id, reason="Flytter snart", **granted, **by))
    put(OverrideRow(case_id="b", subject_id=ended.id, reason="Slut", **granted, **by))
    [override] = caseload.workers(Method.CTI, ON)[0].overrides
    assert (override.reason, override.valid_to, override.by_name) == (
        "Flytter snart",
        TOMORROW,
        "Lone Lund",
    )


def test_coordinators_are_counted_by_case(store: Store):
    put_staff("Karen Kold", "coordinator", staff_id="karen")
    put_case(step=Step.COLLABORATION, coordinator_id="karen", start_date=ON)
    put_case(step=Step.START_UP, coordinator_id="karen", start_date=None)
    put_case(step=Step.CLOSED, coordinator_id="karen", start_date=ON, end_date=YESTERDAY)
    put_case(step=Step.REJECTED, coordinator_id="karen")
    [line] = caseload.coordinators(ON)
    assert (line.method, line.active, line.cap, line.free) == (Method.SM, 2, 20, 18)


def test_a_project_leader_whose_account_coordinates_is_offered_too(store: Store):
    put_staff("Lone Lund", "project_lead", staff_id="lone")
    put_staff("Per Præst", "project_lead", staff_id="per")
    put_account(Role.PROJECT_LEAD, Role.COORDINATOR, username="lone", staff_id="lone")
    assert [line.name for line in caseload.coordinators(date(2026, 5, 4))] == ["Lone Lund"]


def test_a_line_tells_of_the_young_people_in_the_other_method_where_shares_add_up(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI;ICM")
    put_courses(5)
    put_courses(2, method=Method.ICM)
    assert [line.beside for line in caseload.workers(Method.CTI, ON)] == [2]
    put(SettingRow(name="mixed_caseload_shared", value="0", valid_from=ON))
    assert [line.beside for line in caseload.workers(Method.CTI, ON)] == [0]


def test_three_and_thirty_workers_cost_the_same_number_of_statements(store: Store):
    def put_workers(number: int) -> None:
        for _ in range(number):
            worker_id = put_staff("Ida Iversen", "support_worker", methods="CTI")
            put_courses(2, worker_id=worker_id)
            coordinator_id = put_staff("Karen Kold", "coordinator")
            put_case(step=Step.COLLABORATION, coordinator_id=coordinator_id, start_date=ON)

    put_workers(3)
    store.changed_unseen()
    few_workers = statements(store, lambda: caseload.workers(Method.CTI, ON))
    few_coordinators = statements(store, lambda: caseload.coordinators(ON))
    put_workers(27)
    store.changed_unseen()
    assert statements(store, lambda: caseload.workers(Method.CTI, ON)) == few_workers
    assert statements(store, lambda: caseload.coordinators(ON)) == few_coordinators
    assert [line.active for line in caseload.workers(Method.CTI, ON)] == [2] * 30
