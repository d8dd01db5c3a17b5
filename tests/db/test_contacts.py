"""Contacts: who records them, and what they add up to."""

from datetime import date, timedelta

import pytest

from core.codes import Method, Role, Step
from core.contacts import Contact, ContactByOther, ContactNotYours
from core.errors import ChangedByOther, DatesOutOfOrder, NotFound, WrongStep
from db import actions, queries
from db.engine import Store
from db.models import CaseRow
from tests.factories import ON, person, put_staff
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case

LEAD = person(Role.PROJECT_LEAD, account_id="lead")
KAREN = person(Role.COORDINATOR, account_id="karen", staff_id=COORDINATOR)
IDA = person(Role.SUPPORT_WORKER, account_id="ida", staff_id=WORKER)
STRANGER = person(Role.SUPPORT_WORKER, account_id="per", staff_id="per")


@pytest.fixture
def case(store: Store) -> CaseRow:
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    row = put_supported_case(step=Step.SUPPORT)
    put_course(row.id)
    return row


def contact(**changes: object) -> Contact:
    values = {"day": ON, "activity": "direct_contact", "minutes": 60, "mode": "phone", **changes}
    return Contact(**values)


def record(case: CaseRow, by=IDA, **changes: object) -> None:
    actions.contacts.record_contact(case.id, contact(**changes), by=by, on=ON)


def test_a_support_worker_records_in_the_method_of_the_course(case: CaseRow):
    record(case, place="home", with_network=True, note="Flyttekasser")
    [line] = queries.support.contacts(case.id, by=IDA)
    assert (line.worker_name, line.method, line.minutes, line.place, line.note) == (
        "Ida Iversen",
        Method.CTI,
        60,
        "home",
        "Flyttekasser",
    )


def test_a_coordinator_records_in_samarbejdsmodellen(case: CaseRow):
    record(case, by=KAREN, activity="coordination", mode=None)
    assert queries.support.contacts(case.id, by=LEAD)[0].method is Method.SM


def test_whoever_is_neither_cannot_record(case: CaseRow):
    with pytest.raises(ContactNotYours):
        record(case, by=LEAD)
    with pytest.raises(NotFound):
        record(case, by=STRANGER)


def test_nothing_is_recorded_on_a_case_that_is_closed(store: Store):
    closed = put_supported_case(step=Step.CLOSED, end_date=ON)
    with pytest.raises(WrongStep):
        record(closed, by=KAREN)


def test_a_contact_before_the_referral_is_refused(case: CaseRow):
    with pytest.raises(DatesOutOfOrder):
        record(case, day=case.referral_date - timedelta(days=1))


def test_the_list_shows_the_latest_twenty_newest_first(case: CaseRow):
    for days in range(25):
        record(case, day=ON - timedelta(days=days))
    lines = queries.support.contacts(case.id, by=IDA)
    assert [line.day for line in lines] == [ON - timedelta(days=days) for days in range(20)]


def test_months_are_summed_by_method(case: CaseRow):
    record(case, minutes=30)
    record(case, minutes=45, day=date(2026, 5, 1))
    record(case, by=KAREN, minutes=10)
    record(case, minutes=20, day=date(2026, 4, 30))
    sums = queries.support.month_sums(case.id, by=LEAD)
    assert [(one.month, one.method, one.contacts, one.minutes) for one in sums] == [
        (date(2026, 5, 1), Method.CTI, 2, 75),
        (date(2026, 5, 1), Method.SM, 1, 10),
        (date(2026, 4, 1), Method.CTI, 1, 20),
    ]


def test_a_correction_keeps_worker_and_method(case: CaseRow):
    record(case)
    [line] = queries.support.contacts(case.id, by=IDA)
    actions.contacts.correct_contact(
        line.id, contact(minutes=15, method="SM"), seen_version=1, by=IDA, on=ON
    )
    [after] = queries.support.contacts(case.id, by=IDA)
    assert (after.minutes, after.method, after.worker_id) == (15, Method.CTI, WORKER)


def test_a_stale_correction_is_refused(case: CaseRow):
    record(case)
    [line] = queries.support.contacts(case.id, by=IDA)
    with pytest.raises(ChangedByOther):
        actions.contacts.correct_contact(line.id, contact(), seen_version=9, by=IDA, on=ON)


def test_only_who_recorded_it_and_the_project_leader_correct_a_contact(case: CaseRow):
    record(case)
    [line] = queries.support.contacts(case.id, by=IDA)
    with pytest.raises(ContactByOther) as refused:
        actions.contacts.correct_contact(line.id, contact(), seen_version=1, by=KAREN, on=ON)
    assert refused.value.facts == {"worker": "Ida Iversen"}
    actions.contacts.correct_contact(line.id, contact(), seen_version=1, by=LEAD, on=ON)


def test_a_stranger_sees_no_contacts(case: CaseRow):
    record(case)
    assert queries.support.contacts(case.id, by=STRANGER) == []
    assert queries.support.month_sums(case.id, by=STRANGER) == []
    assert queries.support.own_methods(case.id, by=STRANGER) == ()
