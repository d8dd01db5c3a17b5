"""Support courses from the start on: caps, homes, workers, hand-over and pauses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.caseload import CapAside, CaseloadFull, MixedCaseloadFull
from core.codes import Combination, Method, Role, Step
from core.errors import (
    ChangedByOther,
    DateInFuture,
    DatesOutOfOrder,
    MissingValue,
    NotAllowed,
    NotFound,
    UnknownCode,
)
from core.records.people import Person
from core.support import (
    HomeMissing,
    MethodNotGranted,
    OnlyInCti,
    PauseEnded,
    PausesOverlap,
    SameWorker,
    StartTooFarAhead,
    SupportAlreadyOpen,
    SupportBegun,
    SupportEnded,
    SupportWithoutCourse,
    WorkerNotAtWork,
    WorkerWithoutMethod,
)
from db import actions, queries
from db.engine import Store, reading
from db.models import (
    AuditRow,
    CaseEventRow,
    CaseRow,
    OverrideRow,
    SettingRow,
    StaffRow,
    SupportCourseRow,
)
from tests.factories import ON, person, put, put_staff
from tests.factories_support import (
    COORDINATOR,
    WORKER,
    put_course,
    put_courses,
    put_home,
    put_supported_case,
)

LEAD = person(Role.PROJECT_LEAD, name="Lone Lund", account_id="lead", staff_id="lead")
KAREN = person(Role.COORDINATOR, name="Karen Kold", account_id="karen", staff_id=COORDINATOR)
IDA = person(Role.SUPPORT_WORKER, name="Ida Iversen", account_id="ida", staff_id=WORKER)
STRANGER = person(Role.SUPPORT_WORKER, account_id="per", staff_id="per")
REFERRER = person(Role.REFERRER, account_id="ref")
A_DAY = timedelta(days=1)
ASIDE = CapAside(reason="Kollega er syg", until=date(2026, 6, 30))


@pytest.fixture
def staff(store: Store) -> Store:
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI;ICM")
    put_staff("Jens Juul", "support_worker", staff_id="jens", methods="CTI")
    return store


def start(case: CaseRow, **changes: object) -> str:
    values = {
        "method": Method(case.combination.removeprefix("SM_")),
        "worker_id": WORKER,
        "start_date": ON,
        "seen_version": 1,
        "by": KAREN,
        "on": ON,
        **changes,
    }
    return actions.support.start_support(case.id, **values)


def icm_case(**columns: object) -> CaseRow:
    return put_supported_case(combination=Combination.SM_ICM, **columns)


def stored(kind: type, row_id: str):
    with reading() as session:
        return session.get(kind, row_id)


def courses_of(case: CaseRow, by: Person = LEAD):
    return queries.support.courses(case.id, by=by)


def test_icm_begins_at_once(staff: Store):
    case = icm_case()
    start(case)
    [course] = courses_of(case)
    assert (course.method, course.worker_name, course.start_date) == (Method.ICM, "Ida Iversen", ON)
    assert stored(CaseRow, case.id).step == Step.SUPPORT


def test_cti_begins_once_the_lease_is_signed(staff: Store):
    case = put_supported_case()
    put_home(case.id, situation="shelter_110", from_date=date(2026, 1, 1), lease_signed_date=ON)
    start(case)
    assert stored(CaseRow, case.id).step == Step.SUPPORT


def test_support_of_a_young_person_in_a_home_of_their_own_begins_on_the_fifth_step(staff: Store):
    case = put_supported_case()
    put_home(case.id, from_date=date(2026, 4, 1))
    start(case)
    assert stored(CaseRow, case.id).step == Step.MOVED_IN


def test_every_start_leaves_its_lines_in_the_log(staff: Store):
    case = icm_case()
    course = start(case)
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.act == "start_support")).all()
    assert {line.row_id for line in lines} == {course, case.id, WORKER}
    assert {line.case_id for line in lines} == {case.id}


def test_cti_without_a_home_is_refused(staff: Store):
    with pytest.raises(HomeMissing) as refused:
        start(put_supported_case())
    assert refused.value.field == "start_date"


def test_a_coordinator_cannot_set_the_home_rule_aside(staff: Store):
    with pytest.raises(NotAllowed):
        start(put_supported_case(), home_reason="Bolig om en uge")


def test_a_project_leader_sets_the_home_rule_aside_and_it_stays_visible(staff: Store):
    case = put_supported_case()
    start(case, home_reason="Bolig om en uge", by=LEAD)
    [override] = courses_of(case)[0].overrides
    assert (override.rule, override.reason, override.by_name) == (
        "R04",
        "Bolig om en uge",
        "Lone Lund",
    )


def test_a_reason_that_is_not_needed_sets_no_rule_aside(staff: Store):
    case = icm_case()
    start(case, home_reason="Bolig om en uge", aside=ASIDE)
    assert courses_of(case)[0].overrides == ()


def test_support_outside_an_open_course_is_refused(staff: Store):
    with pytest.raises(SupportWithoutCourse):
        start(icm_case(step=Step.ASSESSMENT))
    with pytest.raises(SupportWithoutCourse):
        start(icm_case(start_date=None))
    with pytest.raises(DatesOutOfOrder):
        start(icm_case(), start_date=date(2026, 2, 1))


def test_a_method_that_was_not_granted_is_refused(staff: Store):
    with pytest.raises(MethodNotGranted):
        start(icm_case(), method="CTI")
    with pytest.raises(UnknownCode):
        start(icm_case(), method="ACT")
    with pytest.raises(MissingValue):
        start(icm_case(), method=None)


def test_a_second_open_course_is_refused(staff: Store):
    case = icm_case()
    put_course(case.id, method=Method.ICM)
    with pytest.raises(SupportAlreadyOpen):
        start(case)


def test_a_course_that_begins_before_the_last_one_ended_is_refused(staff: Store):
    case = icm_case(step=Step.SUPPORT_ENDED)
    put_course(case.id, method=Method.ICM, end_date=ON)
    with pytest.raises(DatesOutOfOrder):
        start(case, start_date=ON - A_DAY)


def test_a_worker_without_the_method_or_gone_is_refused(staff: Store):
    put(StaffRow(id="gone", name="Er Væk", role="x", methods="ICM", active_to=ON - A_DAY))
    with pytest.raises(WorkerWithoutMethod):
        start(icm_case(), worker_id="jens")
    with pytest.raises(WorkerNotAtWork):
        start(icm_case(), worker_id="gone")
    with pytest.raises(MissingValue):
        start(icm_case(), worker_id=None)
    with pytest.raises(NotFound):
        start(icm_case(), worker_id="nobody")


@pytest.mark.parametrize(("method", "cap"), [(Method.CTI, 10), (Method.ICM, 8)])
def test_a_full_caseload_is_refused_and_nothing_is_written(staff: Store, method: Method, cap: int):
    put_courses(cap, method=method)
    case = put_supported_case(combination=Combination(f"SM_{method.value}"))
    put_home(case.id)
    with pytest.raises(CaseloadFull) as refused:
        start(case)
    assert refused.value.facts["active"] == cap
    assert courses_of(case) == []
    assert stored(CaseRow, case.id).version == 1
    assert stored(StaffRow, WORKER).version == 1


def test_the_shares_of_both_methods_fill_a_caseload(staff: Store):
    put_courses(5)
    put_courses(4, method=Method.ICM)
    with pytest.raises(MixedCaseloadFull):
        start(icm_case())


def test_the_setting_lets_each_cap_stand_alone(staff: Store):
    put(SettingRow(name="mixed_caseload_shared", value="0", valid_from=ON))
    put_courses(9)
    put_courses(4, method=Method.ICM)
    start(icm_case())


def test_the_setting_scales_the_caps_by_the_part_of_full_time(staff: Store):
    put(SettingRow(name="caps_scaled_by_fte", value="1", valid_from=ON))
    put(StaffRow(id="half", name="Halvdan Halv", role="support_worker", methods="ICM", fte=0.5))
    put_courses(4, method=Method.ICM, worker_id="half")
    with pytest.raises(CaseloadFull):
        start(icm_case(), worker_id="half")


def test_a_start_in_the_past_cannot_pass_the_cap_of_that_time(staff: Store):
    put_courses(7, method=Method.ICM)
    put_course("ended", method=Method.ICM, end_date=ON - A_DAY)
    with pytest.raises(CaseloadFull):
        start(icm_case(), start_date=ON - A_DAY)
    start(icm_case(), start_date=ON)


def test_a_coordinator_cannot_set_a_hard_cap_aside(staff: Store):
    put_courses(8, method=Method.ICM)
    with pytest.raises(NotAllowed):
        start(icm_case(), aside=ASIDE)


def test_a_project_leader_sets_a_hard_cap_aside_until_a_day_and_it_stays_visible(staff: Store):
    put_courses(8, method=Method.ICM)
    case = icm_case()
    with pytest.raises(MissingValue) as refused:
        start(case, by=LEAD, aside=CapAside(reason="Syg"))
    assert refused.value.field == "cap_until"
    start(case, by=LEAD, aside=ASIDE)
    [override] = courses_of(case)[0].overrides
    assert (override.rule, override.valid_to, override.worker_name) == (
        "R07",
        ASIDE.until,
        "Ida Iversen",
    )
    [line] = [line for line in queries.caseload.workers(Method.ICM, ON) if line.staff_id == WORKER]
    assert (line.active, line.free, line.over) == (9, 0, True)
    assert [granted.reason for granted in line.overrides] == ["Kollega er syg"]


def test_a_stale_page_cannot_start_support(staff: Store):
    case = icm_case()
    start(case)
    with pytest.raises(ChangedByOther):
        start(case)


@pytest.mark.parametrize(
    ("by", "kind"), [(STRANGER, NotFound), (REFERRER, NotFound), (IDA, NotFound)]
)
def test_whoever_is_not_on_the_case_cannot_start_support(staff: Store, by: Person, kind: type):
    with pytest.raises(kind):
        start(icm_case(), by=by)


def test_the_support_worker_on_the_case_cannot_start_support(staff: Store):
    case = icm_case()
    put_course(case.id, method=Method.ICM)
    with pytest.raises(NotAllowed):
        start(case, by=IDA)


# ---------------------------------------------------------------- change of worker


def change(course_id: str, **changes: object) -> None:
    values = {
        "worker_id": "jens",
        "change_date": ON,
        "reason": "Barsel",
        "seen_version": 1,
        "by": KAREN,
        "on": ON,
        **changes,
    }
    actions.support.change_worker(course_id, **values)


def cti_course(**columns: object) -> tuple[CaseRow, SupportCourseRow]:
    case = put_supported_case(step=Step.SUPPORT)
    return case, put_course(case.id, **columns)


def test_a_change_of_worker_is_a_dated_event_with_its_reason(staff: Store):
    case, course = cti_course()
    change(course.id)
    [told] = courses_of(case)
    assert told.worker_name == "Jens Juul"
    [event] = told.changes
    assert (event.day, event.before, event.after, event.reason, event.by_name) == (
        ON,
        "Ida Iversen",
        "Jens Juul",
        "Barsel",
        "Karen Kold",
    )


def test_the_caps_hold_for_a_change_of_worker(staff: Store):
    put_courses(10, worker_id="jens")
    _, course = cti_course()
    with pytest.raises(CaseloadFull):
        change(course.id)
    assert stored(SupportCourseRow, course.id).worker_id == WORKER
    change(course.id, by=LEAD, aside=ASIDE)
    assert stored(SupportCourseRow, course.id).worker_id == "jens"


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (SameWorker, {"worker_id": WORKER}),
        (MissingValue, {"reason": " "}),
        (MissingValue, {"change_date": None}),
        (DateInFuture, {"change_date": ON + A_DAY}),
        (DatesOutOfOrder, {"change_date": date(2026, 3, 1)}),
        (ChangedByOther, {"seen_version": 7}),
    ],
)
def test_a_change_of_worker_that_does_not_hold_is_refused(staff: Store, kind, changes):
    _, course = cti_course()
    with pytest.raises(kind):
        change(course.id, **changes)


def test_an_ended_course_keeps_its_worker(staff: Store):
    _, course = cti_course(end_date=ON)
    with pytest.raises(SupportEnded):
        change(course.id)


# ---------------------------------------------------------------- hand-over and pauses


def test_the_hand_over_is_written_down_by_the_worker(staff: Store):
    case, course = cti_course()
    actions.support.agree_handover(course.id, agreed_date=ON, seen_version=1, by=IDA, on=ON)
    assert courses_of(case)[0].handover_agreed_date == ON


@pytest.mark.parametrize(
    ("kind", "day"),
    [(MissingValue, None), (DateInFuture, ON + A_DAY), (DatesOutOfOrder, date(2026, 3, 1))],
)
def test_a_hand_over_on_a_day_that_does_not_hold_is_refused(staff: Store, kind, day):
    _, course = cti_course()
    with pytest.raises(kind):
        actions.support.agree_handover(course.id, agreed_date=day, seen_version=1, by=IDA, on=ON)


def test_icm_has_no_hand_over(staff: Store):
    _, course = cti_course(method=Method.ICM)
    with pytest.raises(OnlyInCti):
        actions.support.agree_handover(course.id, agreed_date=ON, seen_version=1, by=IDA, on=ON)


def pause(course_id: str, **changes: object) -> None:
    values = {
        "reason": "admitted",
        "from_date": date(2026, 4, 1),
        "to_date": date(2026, 4, 10),
        "by": IDA,
        "on": ON,
        **changes,
    }
    actions.pauses.pause(course_id, **values)


def test_a_pause_moves_no_date(staff: Store):
    case, course = cti_course()
    pause(course.id)
    [told] = courses_of(case)
    assert (told.start_date, told.end_date) == (course.start_date, None)
    assert [(one.first, one.last, one.reason) for one in told.pauses] == [
        (date(2026, 4, 1), date(2026, 4, 10), "admitted")
    ]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (MissingValue, {"reason": None}),
        (UnknownCode, {"reason": "bored"}),
        (MissingValue, {"from_date": None}),
        (DateInFuture, {"from_date": ON + A_DAY, "to_date": None}),
        (DatesOutOfOrder, {"from_date": date(2026, 3, 1)}),
        (DatesOutOfOrder, {"to_date": date(2026, 3, 31)}),
        (NotFound, {"by": STRANGER}),
    ],
)
def test_a_pause_that_does_not_hold_is_refused(staff: Store, kind, changes):
    _, course = cti_course()
    with pytest.raises(kind):
        pause(course.id, **changes)


def test_two_pauses_cannot_overlap(staff: Store):
    _, course = cti_course()
    pause(course.id)
    with pytest.raises(PausesOverlap):
        pause(course.id, from_date=date(2026, 4, 10), to_date=None)
    pause(course.id, from_date=date(2026, 4, 11), to_date=None)


def test_a_pause_that_goes_on_is_ended_once(staff: Store):
    case, course = cti_course()
    pause(course.id, to_date=None)
    [going_on] = courses_of(case)[0].pauses
    with pytest.raises(DatesOutOfOrder):
        actions.pauses.end_pause(
            going_on.id, to_date=date(2026, 3, 31), seen_version=1, by=IDA, on=ON
        )
    actions.pauses.end_pause(going_on.id, to_date=ON, seen_version=1, by=IDA, on=ON)
    with pytest.raises(PauseEnded):
        actions.pauses.end_pause(going_on.id, to_date=ON, seen_version=2, by=IDA, on=ON)


def test_an_ended_course_takes_no_pause(staff: Store):
    _, course = cti_course(end_date=ON)
    with pytest.raises(SupportEnded):
        pause(course.id, by=LEAD)


def test_a_stranger_sees_no_support(staff: Store):
    case, _ = cti_course()
    assert courses_of(case, by=STRANGER) == []
    assert len(courses_of(case, by=IDA)) == 1


def test_overrides_are_rows_of_their_own(staff: Store):
    put_courses(8, method=Method.ICM)
    start(icm_case(), by=LEAD, aside=ASIDE)
    with reading() as session:
        [row] = session.scalars(select(OverrideRow)).all()
    assert (row.rule, row.staff_id, row.valid_to) == ("R07", WORKER, ASIDE.until)


def test_a_course_that_has_not_begun_can_change_hands(staff: Store):
    case, course = cti_course(start_date=date(2026, 6, 1))
    change(course.id)
    assert courses_of(case)[0].worker_name == "Jens Juul"


def move(course_id: str, **changes: object) -> None:
    values = {
        "start_date": date(2026, 6, 15),
        "reason": "Lejligheden er ikke klar",
        "seen_version": 1,
        "by": KAREN,
        "on": ON,
        **changes,
    }
    actions.support.move_start(course_id, **values)


def test_a_start_that_lies_ahead_is_moved_and_the_first_plan_is_kept(staff: Store):
    case = icm_case(step=Step.SUPPORT)
    course = put_course(case.id, method=Method.ICM, start_date=date(2026, 6, 1))
    move(course.id)
    assert courses_of(case)[0].start_date == date(2026, 6, 15)
    with reading() as session:
        [event] = session.scalars(select(CaseEventRow)).all()
    assert (event.kind, event.reason) == ("support_start_moved", "Lejligheden er ikke klar")
    assert '"before": "2026-06-01"' in event.details


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (StartTooFarAhead, {"start_date": date(2026, 8, 5)}),
        (DatesOutOfOrder, {"start_date": date(2026, 2, 1)}),
        (MissingValue, {"start_date": None}),
        (MissingValue, {"reason": " "}),
        (NotAllowed, {"by": IDA}),
    ],
)
def test_a_start_is_not_moved_to_a_day_that_does_not_hold(staff: Store, kind, changes):
    case = icm_case(step=Step.SUPPORT)
    course = put_course(case.id, method=Method.ICM, start_date=date(2026, 6, 1))
    with pytest.raises(kind):
        move(course.id, **changes)


def test_the_start_of_cti_is_not_moved_to_a_day_without_a_home(staff: Store):
    case, course = cti_course(start_date=date(2026, 6, 1))
    with pytest.raises(HomeMissing):
        move(course.id)
    move(course.id, by=LEAD, home_reason="Bolig om en uge")
    assert [granted.rule for granted in courses_of(case)[0].overrides] == ["R04"]


def test_a_course_that_has_begun_keeps_its_first_day(staff: Store):
    _, course = cti_course()
    with pytest.raises(SupportBegun):
        move(course.id)
