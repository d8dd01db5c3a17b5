"""One worker's contacts: whom, the week with its corrections, and the months without any."""

from datetime import date, timedelta

import pytest

from core.codes import Method, Role, Step
from core.completeness import Quarter
from core.contacts import Contact, ContactByOther, MinutesOutside
from core.errors import ChangedByOther, MissingValue
from core.week import week_of
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, ContactRow
from tests.factories import ON, person, put_staff
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case

pytestmark = pytest.mark.usefixtures("store")
DAY = timedelta(days=1)
LEAD = person(Role.PROJECT_LEAD, account_id="lead", staff_id="lead")
IDA = person(Role.SUPPORT_WORKER, name="Ida Iversen", account_id="ida", staff_id=WORKER)
KAREN = person(Role.COORDINATOR, name="Karen Kold", account_id="karen", staff_id=COORDINATOR)


@pytest.fixture
def case(store):
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    row = put_supported_case(step=Step.SUPPORT)
    put_course(row.id)
    return row


def record(case, by=IDA, day=ON, driving=None, **changes):
    values = {"activity": "direct_contact", "minutes": 60, "mode": "phone", **changes}
    return actions.contacts.record_contact(
        case.id, Contact(day=day, **values), driving_minutes=driving, by=by, on=ON
    )


def stored():
    with reading() as session:
        return session.query(ContactRow).count()


def test_a_worker_records_with_their_own_and_in_their_method(case):
    put_supported_case("Otto Odde", step=Step.SUPPORT, coordinator_id="other")
    [own] = queries.contacts.own_young_people(by=IDA)
    assert (own.case_id, own.name, own.methods) == (case.id, "Vilma Vildspor", (Method.CTI,))
    [hers] = queries.contacts.own_young_people(by=KAREN)
    assert hers.methods == (Method.SM,)
    assert queries.contacts.own_young_people(by=person(Role.PROJECT_LEAD)) == ()


def test_driving_is_its_own_row_and_both_come_or_none(case):
    assert len(record(case, driving=30)) == 2
    with pytest.raises(MinutesOutside):
        record(case, driving=1441)
    assert stored() == 2


def test_a_contact_with_nobody_is_refused_at_its_field(case):
    with pytest.raises(MissingValue) as refused:
        actions.contacts.record_contact(
            None, Contact(day=ON, activity="coordination", minutes=5), by=IDA, on=ON
        )
    assert refused.value.field == "case_id"


def test_what_was_just_recorded_is_taken_back_and_the_log_keeps_it(case):
    ids = record(case, driving=30, note="Flyttekasser")
    actions.contacts.remove_contacts(ids, seen_versions=1, by=IDA)
    assert stored() == 0
    with reading() as session:
        lines = session.query(AuditRow).filter(AuditRow.table_name == "contacts").all()
        assert any('["Flyttekasser", null]' in line.changes for line in lines)


def test_all_contacts_are_taken_back_or_none(case):
    first, second = record(case, driving=30)
    told = Contact(day=ON, activity="direct_contact", minutes=45, mode="phone")
    actions.contacts.correct_contact(second, told, seen_version=1, by=IDA, on=ON)
    with pytest.raises(ChangedByOther):
        actions.contacts.remove_contacts([first, second], seen_versions=1, by=IDA)
    assert stored() == 2


def test_nobody_takes_back_anothers_contact_but_the_project_leader(case):
    ids = record(case)
    with pytest.raises(ContactByOther):
        actions.contacts.remove_contacts(ids, seen_versions=1, by=KAREN)
    actions.contacts.remove_contacts(ids, seen_versions=1, by=LEAD)
    assert stored() == 0


def test_the_week_holds_its_two_ends_and_not_the_days_beside_them(case):
    week = week_of(ON)
    for day in (week.monday - DAY, week.monday):
        record(case, day=day)
    lines = queries.contacts.week(week, by=IDA)
    assert [line.contact.day for line in lines] == [week.monday]
    assert len(queries.contacts.week(week.turned(-1), by=IDA)) == 1
    assert queries.contacts.week(week, by=KAREN) == ()


def test_a_correction_is_told_with_who_and_when(case):
    [made] = record(case)
    told = Contact(day=ON, activity="direct_contact", minutes=45, mode="phone")
    actions.contacts.correct_contact(made, told, seen_version=1, by=LEAD, on=ON)
    [line] = queries.contacts.week(week_of(ON), by=IDA)
    assert line.contact.minutes == 45
    assert line.corrected.by_name == LEAD.name
    record(case)
    assert [each.corrected is None for each in queries.contacts.week(week_of(ON), by=IDA)] == [
        False,
        True,
    ]


def test_the_last_recorded_comes_first_whatever_its_day(case):
    record(case, day=ON)
    record(case, day=ON - DAY, minutes=5)
    assert [line.minutes for line in queries.contacts.latest(by=IDA)] == [5, 60]
    assert queries.contacts.last_case(by=IDA) == case.id


def test_months_are_busy_from_the_start_to_the_end_of_a_course_and_no_longer(case):
    record(case, day=date(2026, 4, 30))
    workers = queries.contacts.worker_months(Quarter(date(2026, 4, 1)), by=LEAD)
    told = {each.name: each for each in workers}
    april, may = date(2026, 4, 1), date(2026, 5, 1)
    assert told["Ida Iversen"].recorded == {april}
    assert told["Ida Iversen"].busy >= {april, may}
    before = queries.contacts.worker_months(Quarter(date(2026, 1, 1)), by=LEAD)
    assert {each.name: min(each.busy) for each in before} == {
        "Karen Kold": date(2026, 2, 1),
        "Ida Iversen": date(2026, 3, 1),
    }


def test_only_who_sees_all_cases_is_told_who_is_missing(case):
    assert queries.contacts.worker_months(Quarter(date(2026, 4, 1)), by=IDA) == ()
    assert queries.contacts.worker_months(Quarter(date(2026, 4, 1)), by=KAREN) == ()
