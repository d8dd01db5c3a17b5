"""All open cases at once: the facts, who sees them, and how often the store is asked."""

from datetime import date, timedelta

import pytest

from core.codes import MeetingState, Role, Step
from core.records.overview import DueKind
from db import queries
from db.engine import transaction
from db.models import CaseRow
from tests.db.statements import statements
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_overview import put_agreement, put_measurement, put_meeting
from tests.factories_support import put_course, put_home, put_supported_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)


def _facts(case, on=ON):
    return next(each for each in queries.overview.facts(by=LEAD, on=on) if each.id == case.id)


def _numbers(by):
    return [each.number for each in queries.overview.facts(by=by, on=ON)]


def test_a_closed_case_is_not_among_the_open_ones():
    put_case(step=Step.CLOSED)
    put_case(step=Step.REJECTED)
    case = put_case(step=Step.REFERRED)
    assert _numbers(LEAD) == [case.number]


def test_the_last_and_the_third_last_network_meeting_count_and_no_other_kind():
    case = put_case(step=Step.COLLABORATION)
    days = [date(2025, 9, 1), date(2025, 12, 1), date(2026, 2, 1), date(2026, 4, 1)]
    for day in days:
        put_meeting(case.id, day)
    put_meeting(case.id, date(2026, 4, 20), kind="individual")
    put_meeting(case.id, date(2026, 4, 21), state=MeetingState.CANCELLED)
    put_meeting(case.id, ON + timedelta(days=1))
    found = _facts(case)
    assert (found.last_meeting, found.third_last_meeting) == (days[3], days[1])


def test_the_earliest_planned_meeting_is_the_next_and_else_the_day_agreed_at_the_last():
    case = put_case(step=Step.COLLABORATION)
    put_meeting(case.id, date(2026, 4, 1), next_meeting_date=date(2026, 6, 1))
    assert _facts(case).next_meeting == date(2026, 6, 1)
    put_meeting(case.id, date(2026, 6, 9), state=MeetingState.PLANNED)
    put_meeting(case.id, date(2026, 5, 9), state=MeetingState.PLANNED)
    assert _facts(case).next_meeting == date(2026, 5, 9)


def test_the_earliest_agreement_without_an_answer_is_due():
    case = put_case(step=Step.COLLABORATION)
    put_agreement(case.id, date(2026, 3, 1), status="done")
    assert _facts(case).agreement_due is None
    put_agreement(case.id, date(2026, 6, 1))
    put_agreement(case.id, date(2026, 5, 1), status=None)
    assert _facts(case).agreement_due == date(2026, 5, 1)


def test_the_last_measurement_until_today_counts():
    case = put_case(step=Step.COLLABORATION)
    put_measurement(case.id, date(2026, 1, 1))
    put_measurement(case.id, date(2026, 4, 1))
    put_measurement(case.id, ON + timedelta(days=1))
    assert _facts(case).last_measurement == date(2026, 4, 1)


def test_only_an_open_course_makes_a_worker_and_a_cti_start():
    put_staff("Bo Bro", "support_worker", staff_id="worker", methods="CTI")
    case = put_supported_case(step=Step.SUPPORT)
    put_course(case.id, start_date=date(2025, 3, 1), end_date=date(2025, 12, 1))
    put_course(case.id, handover_agreed_date=date(2026, 4, 1))
    found = _facts(case)
    assert found.worker_names == ("Bo Bro",)
    assert found.reach.worker_ids == {"worker"}
    assert (found.cti_start, found.handover_agreed_date) == (date(2026, 3, 2), date(2026, 4, 1))


def test_a_home_counts_from_the_day_it_was_allocated():
    case = put_supported_case()
    put_home(case.id, situation="family_friends", from_date=date(2026, 1, 1))
    assert _facts(case).home_since is None
    put_home(
        case.id,
        situation="family_friends",
        from_date=date(2026, 4, 20),
        allocated_date=date(2026, 4, 22),
    )
    assert _facts(case).home_since == date(2026, 4, 22)


def test_what_is_due_follows_the_settings_of_the_day():
    case = put_case(step=Step.COLLABORATION, start_date=date(2026, 1, 5), coordinator_id="c")
    put_measurement(case.id, date(2026, 2, 4))
    standing = queries.overview.standing(case.number, by=LEAD, on=ON + timedelta(days=1))
    assert standing.late(DueKind.MEASUREMENT)
    from db.models import SettingRow, new_id  # noqa: PLC0415

    put(SettingRow(id=new_id(), name="measurement_months_h", value="6", valid_from=ON))
    standing = queries.overview.standing(case.number, by=LEAD, on=ON + timedelta(days=1))
    assert not standing.late(DueKind.MEASUREMENT)


# ---------------------------------------------------------------- who sees what


def _three_cases():
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Bo Bro", "support_worker", staff_id="bo", methods="ICM")
    with_karen = put_case("Asta", step=Step.COLLABORATION, coordinator_id="karen")
    with_bo = put_case("Bertil", step=Step.SUPPORT, coordinator_id="other")
    put_course(with_bo.id, worker_id="bo")
    free = put_case("Carla", step=Step.REFERRED)
    return with_karen.number, with_bo.number, free.number


def test_a_project_leader_sees_all_open_cases():
    numbers = _three_cases()
    assert _numbers(LEAD) == list(numbers)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SUPPORT_WORKER])
def test_coordinators_and_support_workers_see_their_own(role):
    with_karen, with_bo, _ = _three_cases()
    assert _numbers(person(role, staff_id="karen")) == [with_karen]
    assert _numbers(person(role, staff_id="bo")) == [with_bo]
    assert _numbers(person(role)) == []


def test_whoever_allocates_also_sees_those_that_nobody_has():
    with_karen, _, free = _three_cases()
    assert _numbers(person(Role.COORDINATOR, staff_id="karen", allocates=True)) == [
        with_karen,
        free,
    ]


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_other_roles_see_no_case_even_after_a_project_leader_has_looked(role):
    numbers = _three_cases()
    assert _numbers(LEAD)
    by = person(role, staff_id="karen", allocates=True)
    assert _numbers(by) == []
    assert queries.overview.standing(numbers[0], by=by, on=ON) is None


def test_a_write_is_seen_at_once():
    case = put_case(step=Step.REFERRED)
    assert _facts(case).step is Step.REFERRED
    with transaction() as session:
        session.get_one(CaseRow, case.id).step = Step.ASSESSMENT.value
        session.info["changed"] = True
    assert _facts(case).step is Step.ASSESSMENT


def test_another_day_is_another_picture():
    case = put_case(step=Step.REFERRED, referral_date=ON)
    soon = queries.overview.standing(case.number, by=LEAD, on=ON)
    late = queries.overview.standing(case.number, by=LEAD, on=ON + timedelta(days=8))
    assert (soon.late(DueKind.TAKE_UP), late.late(DueKind.TAKE_UP)) == (False, True)


def test_a_worker_is_told_their_own_caseload_and_a_project_leader_everybodys():
    _three_cases()
    both = queries.overview.caseloads(by=LEAD, on=ON)
    assert {(line.name, line.active) for line in both} == {("Karen Kold", 1), ("Bo Bro", 0)}
    own = queries.overview.caseloads(by=person(Role.SUPPORT_WORKER, staff_id="bo"), on=ON)
    assert [line.name for line in own] == ["Bo Bro"]


# ---------------------------------------------------------------- how often the store is asked


def _fill(number):
    for place in range(number):
        case = put_supported_case(f"Ung {place}", step=Step.SUPPORT)
        put_course(case.id)
        put_meeting(case.id, date(2026, 4, 1))
        put_measurement(case.id, date(2026, 4, 1))
        put_agreement(case.id, date(2026, 5, 1))


def test_three_and_thirty_cases_cost_the_same_number_ofstatements(store):
    put_staff("Bo Bro", "support_worker", staff_id="worker", methods="CTI")

    def ask():
        return queries.overview.standings(by=LEAD, on=ON)

    _fill(3)
    few = statements(store, ask)
    _fill(27)
    store.changed_unseen()
    assert statements(store, ask) == few
    assert len(ask()) == 30


def test_an_unchanged_store_is_not_asked_again(store):
    _fill(3)
    queries.overview.standings(by=LEAD, on=ON)
    own = person(Role.SUPPORT_WORKER, staff_id="worker")
    assert statements(store, lambda: queries.overview.standings(by=own, on=ON)) == 0
