"""The days that the forecast is made of, and its answer, on a real store."""

from datetime import date, timedelta

import pytest

from core.codes import Combination, Decision, Method, Role, Step
from core.errors import NotAllowed
from core.forecast.standing import free_now, standing
from core.records.forecast import Change, HomeSpan, Turn
from core.settings import Settings
from db import demo, queries
from db.engine import Store
from db.models import SettingRow, StaffRow, new_id
from db.queries.forecast import history
from tests.factories import ON, person, put, put_account, put_case, put_staff
from tests.factories_support import put_course, put_courses, put_home

LEAD = person(Role.PROJECT_LEAD)


def put_ida():
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")


def asked(change=None, on=ON):
    return queries.forecast.outlook(on, change, by=LEAD)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_project_leaders_may_ask(store: Store, role):
    with pytest.raises(NotAllowed):
        queries.forecast.outlook(ON, by=person(role))
    with pytest.raises(NotAllowed):
        queries.forecast.hands(ON, by=person(role))


def test_today_is_what_the_caseloads_show(store: Store):
    demo.fill(on=ON)
    known = standing(history(ON), ON, queries.settings.in_force(ON))
    free = free_now(known)
    for method in (Method.CTI, Method.ICM):
        assert free[method] == sum(line.free for line in queries.caseload.workers(method, ON))
    lines = queries.caseload.coordinators(ON)
    assert free[Method.SM] == sum(line.free for line in lines)
    assert len(known.running[Method.SM]) == sum(line.active for line in lines)


def test_every_day_of_a_case_is_read(store: Store):
    case = put_case(
        referral_date=date(2026, 1, 5),
        decision_date=date(2026, 1, 20),
        decision=Decision.ACCEPTED.value,
        combination="SM_CTI",
        coordinator_id="kit",
        start_date=date(2026, 1, 22),
        step=Step.SUPPORT,
    )
    put_home(case.id, situation="shelter_110", from_date=date(2026, 1, 2), to_date=date(2026, 3, 9))
    put_home(case.id, situation="own_home", from_date=date(2026, 3, 9))
    put_home(
        case.id,
        situation="family_friends",
        from_date=date(2026, 1, 2),
        allocated_date=date(2026, 2, 20),
        lease_signed_date=date(2026, 2, 25),
    )
    put_course(case.id, worker_id="ida", start_date=date(2026, 3, 10))
    put_course(case.id, worker_id="bo", start_date=date(2026, 4, 1))
    [found] = history(ON).cases
    assert found.accepted
    assert found.combination is Combination.SM_CTI
    assert (found.referral, found.decision, found.start) == (
        date(2026, 1, 5),
        date(2026, 1, 20),
        date(2026, 1, 22),
    )
    assert found.supported == date(2026, 3, 10)
    assert set(found.homes) == {HomeSpan(date(2026, 2, 20)), HomeSpan(date(2026, 3, 9))}


def test_coordinators_are_staff_of_that_role_and_accounts_with_it(store: Store):
    put_staff("Kit Kruse", "coordinator", staff_id="kit")
    put_staff("Per Plys", "project_lead", staff_id="per")
    put_staff("Lis Lund", "project_lead", staff_id="lis")
    put_account(Role.COORDINATOR, username="per", staff_id="per")
    found = {hand.id: hand.methods for hand in history(ON).hands}
    assert found == {"kit": {Method.SM}, "per": {Method.SM}}


def test_only_who_is_at_work_may_leave(store: Store):
    put_ida()
    put(
        StaffRow(
            name="Er Væk",
            role="support_worker",
            methods="CTI",
            active_to=ON - timedelta(days=1),
        )
    )
    assert [hand.name for hand in queries.forecast.hands(ON, by=LEAD)] == ["Ida Iversen"]


def test_a_full_worker_has_the_next_place_after_the_first_planned_end(store: Store):
    put_ida()
    put_courses(10)
    answer = asked().methods[Method.CTI]
    ends = date(2026, 12, 2)
    assert answer.now.free == 0
    assert answer.next_free.median == (ends - ON).days + 1
    change = Change(Turn.JOINS, ON + timedelta(days=30), method=Method.CTI)
    assert asked(change).methods[Method.CTI].next_free.median == 30


def test_a_save_makes_the_answer_anew(store: Store):
    put_ida()
    before = asked()
    assert asked() is before
    put_courses(1)
    assert asked().methods[Method.CTI].now.free == before.methods[Method.CTI].now.free - 1


def test_the_settings_in_force_decide_the_places(store: Store):
    put(StaffRow(name="Ida", role="support_worker", methods="CTI", fte=0.5))
    put(SettingRow(id=new_id(), name="caps_scaled_by_fte", value="1", valid_from=ON))
    assert asked().methods[Method.CTI].now.places == 5
    assert asked(on=ON - timedelta(days=1)).methods[Method.CTI].now.places == 10


def test_a_young_person_granted_support_waits_in_the_queue(store: Store):
    put_ida()
    case = put_case(
        step=Step.COLLABORATION,
        decision="accepted",
        decision_date=ON,
        combination="SM_CTI",
        coordinator_id="kit",
        start_date=ON,
    )
    now = asked().methods[Method.CTI].now
    assert (now.waiting, now.waiting_home) == (1, 1)
    put_home(case.id)
    now = asked().methods[Method.CTI].now
    assert (now.waiting, now.waiting_home) == (1, 0)


def test_an_imported_history_without_decisions_is_forecast_too(store: Store):
    put_case(start_date=ON, coordinator_id="kit", step=Step.START_UP)
    put_staff("Kit Kruse", "coordinator", staff_id="kit")
    known = standing(history(ON), ON, Settings())
    assert len(known.running[Method.SM]) == 1
    assert asked().methods[Method.SM].now.free == 19
