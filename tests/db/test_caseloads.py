"""Moving many at once, all or none; the page's board; caseloads over time."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.caseload import CapAside, CaseloadFull
from core.codes import Method, Role, Step
from core.coordinators import CoordinatorOverCap
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, NobodyChosen, NotAllowed
from core.moving import ChargeChanged, Move
from core.support import SameWorker, WorkerWithoutMethod
from db import actions, queries
from db.engine import Store, reading
from db.models import CaseEventRow, CaseRow, OverrideRow, StaffRow, SupportCourseRow
from tests.db.statements import statements
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_support import WORKER, put_course, put_courses, put_supported_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
UNTIL = ON + timedelta(days=30)


@pytest.fixture
def courses() -> list[str]:
    """Ida's three CTI courses; Per has CTI too, Eva both methods."""
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    put_staff("Per Præst", "support_worker", staff_id="per", methods="CTI")
    put_staff("Eva Eng", "support_worker", staff_id="eva", methods="CTI;ICM")
    cases = [put_supported_case(name, step=Step.SUPPORT) for name in ("Alma", "Bo", "Cleo")]
    return [put_course(case.id).id for case in cases]


def to(staff_id, *charge_ids, method=Method.CTI, seen=1):
    return [Move(each, method, seen, staff_id) for each in charge_ids]


def move(moves, *, by=LEAD, **told):
    values = {"from_id": WORKER, "day": ON, "reason": "Ida holder op", "on": ON, **told}
    actions.caseloads.move(moves, by=by, **values)


def holders():
    with reading() as session:
        rows = session.execute(
            select(SupportCourseRow.worker_id, func.count()).group_by(SupportCourseRow.worker_id)
        )
        return dict(rows.all())


def test_all_are_moved_to_several_others_with_an_event_for_each(courses):
    move([*to("per", *courses[:2]), *to("eva", courses[2])])
    assert holders() == {"per": 2, "eva": 1}
    with reading() as session:
        events = session.scalars(select(CaseEventRow)).all()
        versions = session.scalars(select(SupportCourseRow.version)).all()
    assert {(event.kind, event.reason, event.date) for event in events} == {
        ("worker_changed", "Ida holder op", ON)
    }
    assert len({event.case_id for event in events}) == 3
    assert set(versions) == {2}


def test_one_too_many_leaves_all_where_they_were_for_the_move_itself_is_counted(courses):
    put_courses(9, worker_id="per")
    with pytest.raises(CaseloadFull) as refused:
        move([*to("eva", courses[0]), *to("per", *courses[1:])])
    assert refused.value.field is None
    assert refused.value.facts["active"] == 10
    assert holders() == {WORKER: 3, "per": 9}
    move([*to("eva", *courses[:2]), *to("per", courses[2])])
    assert holders() == {"eva": 2, "per": 10}


def test_a_cap_is_set_aside_for_those_who_would_be_over_and_for_no_others(courses):
    put_courses(8, worker_id="per")
    aside = CapAside(reason="Indtil en ny er ansat", until=UNTIL)
    move(to("per", *courses), aside=aside)
    with reading() as session:
        [override] = session.scalars(select(OverrideRow)).all()
    assert (override.staff_id, override.subject_id, override.valid_to) == (
        "per",
        courses[2],
        UNTIL,
    )
    [load] = [one for one in queries.caseloads.board(by=LEAD, on=ON) if one.staff_id == "per"]
    assert load.over
    assert [one.reason for one in load.lines[0].overrides] == ["Indtil en ny er ansat"]


def test_what_somebody_changed_meanwhile_moves_nobody(courses):
    with pytest.raises(ChargeChanged) as refused:
        move([*to("per", courses[0]), *to("per", courses[1], seen=2)])
    assert refused.value.facts["name"] == "Bo"
    with pytest.raises(ChargeChanged):
        move(to("eva", courses[0]), from_id="per")
    with pytest.raises(ChargeChanged):
        move([*to("eva", courses[0]), *to("per", courses[0])])
    assert holders() == {WORKER: 3}


def test_what_is_lacking_is_refused_at_its_field(courses):
    for refusal, field, told in (
        (MissingValue, "day", {"day": None}),
        (DateInFuture, "day", {"day": ON + timedelta(days=1)}),
        (DatesOutOfOrder, "day", {"day": date(2026, 3, 1)}),
        (MissingValue, "reason", {"reason": " "}),
        (MissingValue, "cap_until", {"aside": CapAside(reason="Ferie")}),
        (NotAllowed, None, {"by": person(Role.COORDINATOR, staff_id=WORKER)}),
    ):
        with pytest.raises(refusal) as refused:
            move(to("per", courses[0]), **told)
        assert refused.value.field == field
    assert holders() == {WORKER: 3}


def test_nobody_is_moved_to_nobody_to_the_same_or_to_who_lacks_the_method(courses):
    put_staff("Ole Olsen", "support_worker", staff_id="ole", methods="ICM")
    for moves, refusal in (
        ([], NobodyChosen),
        (to(WORKER, courses[0]), SameWorker),
        (to("ole", courses[0]), WorkerWithoutMethod),
    ):
        with pytest.raises(refusal):
            move(moves)


def test_a_coordinators_cases_are_moved_and_over_the_recommended_number_takes_a_reason():
    for staff_id in ("karen", "lis"):
        put_staff(staff_id.title(), "coordinator", staff_id=staff_id)
    cases = [
        put_supported_case(f"Ung {n}", step=Step.COLLABORATION, coordinator_id="karen").id
        for n in range(2)
    ]
    for _ in range(19):
        put_case(step=Step.COLLABORATION, coordinator_id="lis", start_date=ON)
    moves = to("lis", *cases, method=Method.SM)
    with pytest.raises(CoordinatorOverCap) as refused:
        move(moves, from_id="karen")
    assert refused.value.facts["active"] == 20
    move(moves, from_id="karen", aside=CapAside(reason="Barsel", until=UNTIL))
    with reading() as session:
        assert session.scalars(select(OverrideRow.valid_to)).all() == [UNTIL]
        by_now = session.scalars(select(CaseRow.coordinator_id).where(CaseRow.id.in_(cases))).all()
    assert set(by_now) == {"lis"}
    line = next(each for each in queries.caseload.coordinators(ON) if each.staff_id == "lis")
    assert (line.active, line.over, line.overrides[0].reason) == (21, True, "Barsel")


def test_a_coordinator_of_aftercare_has_room_for_more():
    put(StaffRow(id="anna", name="Anna", role="coordinator", aftercare=True))
    for _ in range(22):
        put_case(step=Step.COLLABORATION, coordinator_id="anna", start_date=ON)
    [line] = queries.caseload.coordinators(ON)
    assert (line.active, line.cap, line.free, line.aftercare) == (22, 25, 3, True)


def test_a_moved_course_counts_over_time_with_whoever_had_it(courses):
    moved = date(2026, 4, 15)
    move(to("per", courses[0]), day=moved)
    ida = queries.caseloads.months(WORKER, by=LEAD, on=ON)
    per = queries.caseloads.months("per", by=LEAD, on=ON)
    whole = queries.caseloads.months(None, by=LEAD, on=ON)
    assert [each.active[Method.CTI] for each in ida][-3:] == [3, 2, 2]
    assert [each.active.get(Method.CTI, 0) for each in per][-3:] == [0, 1, 1]
    assert [each.active[Method.CTI] for each in whole][-4:] == [0, 3, 3, 3]


def test_a_worker_sees_their_own_caseload_and_that_of_whom_they_stand_in_for(courses):
    per = person(Role.SUPPORT_WORKER, staff_id="per")
    assert {load.staff_id for load in queries.caseloads.board(by=per, on=ON)} == {"per"}
    assert queries.caseloads.charges(WORKER, by=per) == ()
    assert queries.caseloads.months(WORKER, by=per, on=ON) == ()
    assert queries.caseloads.months(None, by=per, on=ON) == ()
    assert queries.caseloads.candidates(by=per, on=ON) == ()
    deputy = person(Role.SUPPORT_WORKER, staff_id="per", covers=frozenset({WORKER}))
    assert {load.staff_id for load in queries.caseloads.board(by=deputy, on=ON)} == {
        "per",
        WORKER,
    }
    assert [one.name for one in queries.caseloads.charges(WORKER, by=deputy)] == [
        "Alma",
        "Bo",
        "Cleo",
    ]


def test_what_the_page_asks_is_kept_until_something_is_saved(courses, store: Store):
    def ask() -> None:
        queries.caseloads.board(by=LEAD, on=ON)
        queries.caseloads.charges(WORKER, by=LEAD)
        queries.caseloads.candidates(by=LEAD, on=ON)
        queries.caseloads.months(None, by=LEAD, on=ON)

    ask()
    assert statements(store, ask) == 0
    move(to("per", courses[0]))
    assert statements(store, ask) > 0
    assert len(queries.caseloads.charges(WORKER, by=LEAD)) == 2
