from datetime import timedelta

import pytest

from core.accounts import MethodNeeded, StaffStillWorks
from core.codes import Role, Step
from core.errors import (
    BadValue,
    ChangedByOther,
    DatesOutOfOrder,
    MissingValue,
    NotAllowed,
    UnknownCode,
)
from db import actions, queries
from tests.factories import ON, person, put_case

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)
VALUES = {
    "name": "Bo Bjerg",
    "role": "support_worker",
    "methods": ("ICM", "CTI"),
    "fte": 0.8,
    "organisation": "Bostøtten",
    "active_from": ON,
}


def add(by=ADMIN, **values):
    return actions.staff.add_staff(by=by, on=ON, **{**VALUES, **values})


def change(staff_id, by=ADMIN, seen_version=1, **values):
    asked = {**VALUES, "active_to": None, **values}
    actions.staff.change_staff(staff_id, seen_version=seen_version, by=by, on=ON, **asked)


def only():
    return queries.accounts.staff(by=ADMIN)[0]


def test_a_member_of_staff_is_added_with_methods_and_hours():
    add()
    assert only().methods == ("CTI", "ICM")
    assert only().fte == 0.8
    assert only().active(ON)
    assert not only().active(ON - timedelta(days=1))
    assert not only().aftercare


def test_the_list_says_which_coordinators_have_aftercare_and_so_another_recommended_number():
    staff_id = add(role="coordinator", methods=())
    change(staff_id, role="coordinator", methods=(), aftercare=True)
    assert only().aftercare
    assert [line.cap for line in queries.caseload.coordinators(ON)] == [25]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": ""}, MissingValue),
        ({"role": None}, MissingValue),
        ({"role": "king"}, UnknownCode),
        ({"methods": ()}, MethodNeeded),
        ({"methods": ("XTI",)}, UnknownCode),
        ({"fte": 1.2}, BadValue),
        ({"fte": 0.0}, BadValue),
    ],
)
def test_a_member_of_staff_of_whom_too_little_is_said_is_refused(values, refusal):
    with pytest.raises(refusal):
        add(**values)
    assert queries.accounts.staff(by=ADMIN) == []


def test_only_an_administrator_changes_the_staff_list():
    staff_id = add()
    with pytest.raises(NotAllowed):
        add(by=person(Role.PROJECT_LEAD))
    with pytest.raises(NotAllowed):
        change(staff_id, by=person(Role.COORDINATOR))


def test_the_last_day_of_work_is_the_last_on_which_the_person_counts():
    staff_id = add(active_from=ON - timedelta(days=30))
    change(staff_id, active_from=ON - timedelta(days=30), active_to=ON)
    assert only().active(ON)
    assert not only().active(ON + timedelta(days=1))


def test_the_last_day_does_not_lie_before_the_first():
    with pytest.raises(DatesOutOfOrder):
        change(add(), active_to=ON - timedelta(days=1))


def test_nobody_leaves_the_list_while_young_people_are_theirs():
    staff_id = add(role="coordinator", methods=(), active_from=None)
    put_case(step=Step.START_UP, coordinator_id=staff_id)
    gone = {"role": "coordinator", "methods": (), "active_to": ON - timedelta(days=1)}
    with pytest.raises(StaffStillWorks) as refused:
        change(staff_id, **{**gone, "active_from": None})
    assert refused.value.facts == {"n": 1}
    change(staff_id, **{**gone, "active_from": None, "active_to": ON + timedelta(days=30)})


def test_closed_cases_keep_nobody():
    staff_id = add(role="coordinator", methods=(), active_from=None)
    put_case(step=Step.CLOSED, coordinator_id=staff_id)
    yesterday = ON - timedelta(days=1)
    change(staff_id, role="coordinator", methods=(), active_from=None, active_to=yesterday)
    assert not only().active(ON)


def test_a_stale_change_of_the_list_is_refused():
    staff_id = add()
    change(staff_id, name="Bo Bæk")
    with pytest.raises(ChangedByOther):
        change(staff_id, name="Bo Bakke")
    assert only().name == "Bo Bæk"
