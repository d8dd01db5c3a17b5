"""Giving a case its coordinator."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step
from core.coordinators import CoordinatorAssigned, CoordinatorOverCap, SameCoordinator
from core.errors import (
    ChangedByOther,
    DateInFuture,
    DatesOutOfOrder,
    MissingValue,
    NotAllowed,
    NotFound,
    UnknownCode,
    WrongStep,
)
from core.meetings import CoordinatorMissing
from db import queries
from db.actions import coordinators
from db.models import CaseRow, new_id
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_network import START, put_started

LEAD = person()
DECIDED = date(2026, 3, 20)


def put_accepted(**columns):
    return put_case(step=Step.START_UP, decision_date=DECIDED, **columns)


def put_load(staff_id, n):
    put(
        *(
            CaseRow(
                id=new_id(),
                version=1,
                number=5000 + place,
                step="collaboration",
                young_person_id=f"young{place}",
                variant="H",
                referral_date=START,
                coordinator_id=staff_id,
                start_date=START,
            )
            for place in range(n)
        )
    )


def assign(case, staff_id, *, start=ON, seen=1, by=LEAD, reason=None):
    coordinators.assign(
        case.id,
        coordinator_id=staff_id,
        start_date=start,
        override_reason=reason,
        seen_version=seen,
        by=by,
        on=ON,
    )


def change(case, staff_id, *, day=ON, reason="Karen går på orlov", seen=1, by=LEAD, override=None):
    coordinators.change(
        case.id,
        coordinator_id=staff_id,
        changed_date=day,
        reason=reason,
        override_reason=override,
        seen_version=seen,
        by=by,
        on=ON,
    )


def test_assigning_sets_the_coordinator_and_the_start_date(store):
    case, karen = put_accepted(), put_staff()
    assign(case, karen)
    file = queries.network.file_of(case.id, by=LEAD)
    assert (file.coordinator_id, file.start_date, file.version) == (karen, ON, 2)
    assert file.overrides == ()


def test_a_start_before_the_decision_or_in_the_future_is_refused(store):
    case, karen = put_accepted(), put_staff()
    with pytest.raises(DatesOutOfOrder):
        assign(case, karen, start=DECIDED - timedelta(days=1))
    with pytest.raises(DateInFuture):
        assign(case, karen, start=ON + timedelta(days=1))
    with pytest.raises(MissingValue):
        assign(case, karen, start=None)
    assert queries.network.file_of(case.id, by=LEAD).coordinator_id is None


def test_somebody_who_is_no_coordinator_cannot_be_assigned(store):
    case, worker = put_accepted(), put_staff("Bo Bostøtte", "support_worker")
    with pytest.raises(UnknownCode):
        assign(case, worker)
    with pytest.raises(MissingValue):
        assign(case, None)


def test_a_case_not_yet_decided_gets_no_coordinator(store):
    case, karen = put_case(step=Step.ASSESSMENT), put_staff()
    with pytest.raises(WrongStep):
        assign(case, karen)


def test_the_twenty_first_takes_a_reason_that_stays_visible(store):
    case, karen = put_accepted(), put_staff()
    put_load(karen, 20)
    with pytest.raises(CoordinatorOverCap):
        assign(case, karen)
    assign(case, karen, reason="Kender den unge i forvejen")
    (override,) = queries.network.file_of(case.id, by=LEAD).overrides
    assert override.staff_name == "Karen Kold"
    assert override.reason == "Kender den unge i forvejen"


def test_a_second_assignment_is_refused(store):
    case = put_started()
    with pytest.raises(CoordinatorAssigned):
        assign(case, put_staff("Lis Lund"))


def test_a_coordinator_from_a_stale_page_is_refused(store):
    case, karen = put_accepted(), put_staff()
    assign(case, karen)
    with pytest.raises(ChangedByOther):
        assign(case, karen)


def test_a_change_of_coordinator_stays_as_a_dated_event(store):
    case, lis = put_started(), put_staff("Lis Lund")
    change(case, lis)
    file = queries.network.file_of(case.id, by=LEAD)
    assert file.coordinator_id == lis
    assert file.start_date == START
    (event,) = file.changes
    assert (event.date, event.before, event.after) == (ON, "Karen Kold", "Lis Lund")
    assert event.reason == "Karen går på orlov"


def test_the_override_ends_with_the_coordinator_it_was_granted_for(store):
    case, karen, lis = put_accepted(), put_staff(), put_staff("Lis Lund")
    put_load(karen, 20)
    assign(case, karen, reason="Kender den unge")
    change(case, lis, seen=2)
    assert queries.network.file_of(case.id, by=LEAD).overrides == ()


def test_a_change_without_reason_to_the_same_or_before_the_start_is_refused(store):
    case, lis = put_started(), put_staff("Lis Lund")
    with pytest.raises(MissingValue):
        change(case, lis, reason=" ")
    with pytest.raises(DatesOutOfOrder):
        change(case, lis, day=START - timedelta(days=1))
    with pytest.raises(SameCoordinator):
        change(case, case.coordinator_id)
    with pytest.raises(DateInFuture):
        change(case, lis, day=ON + timedelta(days=1))


def test_a_case_without_a_coordinator_has_none_to_change(store):
    with pytest.raises(CoordinatorMissing):
        change(put_accepted(), put_staff())


def test_a_change_to_a_full_coordinator_takes_a_reason(store):
    case, lis = put_started(), put_staff("Lis Lund")
    put_load(lis, 20)
    with pytest.raises(CoordinatorOverCap):
        change(case, lis)
    change(case, lis, override="Har kendt den unge længe")
    assert queries.network.file_of(case.id, by=LEAD).overrides[0].staff_name == "Lis Lund"


def test_a_support_worker_may_not_assign_and_a_stranger_does_not_find_the_case(store):
    case, karen = put_accepted(), put_staff()
    allocating = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    with pytest.raises(NotAllowed):
        assign(case, karen, by=allocating)
    with pytest.raises(NotFound):
        assign(case, karen, by=person(Role.COORDINATOR, staff_id="other"))
    assign(case, karen, by=person(Role.COORDINATOR, staff_id="other", allocates=True))
