"""A case opened for a few hours: on a real store, with its lines in the log."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.codes import Role, Step
from core.errors import ChangedByOther, NotAllowed, NotFound
from core.records.people import Person
from core.temporary_access import OnlyTheLead
from db import actions, queries
from db.clock import now, today
from db.engine import reading, transaction
from db.models import AuditRow, TemporaryAccessRow, YoungPersonRow, new_id
from tests.factories import put, put_account, put_case, put_session, put_staff

pytestmark = pytest.mark.usefixtures("store")
WHY = "Den unge ringede og var bange"


@pytest.fixture
def karla() -> Person:
    return put_account(
        Role.COORDINATOR, username="karla", staff_id=put_staff("Karla", staff_id="karla")
    )


@pytest.fixture
def bo() -> Person:
    staff = put_staff("Bo", "support_worker", staff_id="bo")
    return put_account(Role.SUPPORT_WORKER, username="bo", name="Bo Blæst", staff_id=staff)


def _case(**columns):
    return put_case(step=Step.COLLABORATION, coordinator_id="karla", start_date=today(), **columns)


def _now(person: Person) -> Person:
    here = queries.accounts.signed_in(put_session(person))
    assert here is not None
    return here


def _the() -> TemporaryAccessRow:
    with reading() as session:
        return session.query(TemporaryAccessRow).one()


@pytest.mark.asvs("8.2.2", "16.2.1")
def test_an_opened_case_is_read_and_not_changed_and_the_log_has_the_purpose(karla, bo):
    case = _case()
    assert queries.cases.header(case.number, by=_now(bo)) is None
    assert actions.temporary_access.open_case(f" {case.number} ", WHY, by=_now(bo)) == case.number
    here = _now(bo)
    assert queries.cases.header(case.number, by=here).name == "Vilma Vildspor"
    assert queries.network.file_of(case.id, by=here) is not None
    with pytest.raises(NotAllowed):
        actions.cpr.show(case.id, by=here)
    with reading() as session:
        lines = session.query(AuditRow).filter(AuditRow.case_id == case.id).all()
    assert ("read", WHY) in {(line.kind, line.purpose) for line in lines}


@pytest.mark.asvs("8.3.2")
def test_it_ends_by_itself_by_hand_and_with_nobody_elses_hand(karla, bo):
    case = _case()
    actions.temporary_access.open_case(str(case.number), WHY, by=_now(bo))
    with pytest.raises(NotAllowed):
        actions.temporary_access.close(_the().id, seen_version=1, by=_now(karla))
    with transaction() as session:
        session.query(TemporaryAccessRow).one().until_time = now() - timedelta(seconds=1)
        session.info["changed"] = True
    assert _now(bo).opened == frozenset()
    actions.temporary_access.open_case(str(case.number), WHY, by=_now(bo))
    (mine,) = queries.temporary_access.own(by=_now(bo))
    actions.temporary_access.close(mine.id, seen_version=mine.version, by=_now(bo))
    assert queries.cases.header(case.number, by=_now(bo)) is None


def test_the_coordinator_and_the_lead_are_told_until_each_has_taken_note(karla, bo):
    lead = put_account(Role.PROJECT_LEAD, username="lead")
    case = _case()
    actions.temporary_access.open_case(str(case.number), WHY, by=_now(bo))

    def told(who):
        found = queries.notices.of_person(by=who, on=today())
        return [each.what for each in found if each.rule == "temporary_access"]

    assert told(karla) == told(lead) == [str(case.number)]
    with pytest.raises(NotAllowed):
        actions.temporary_access.take_note(_the().id, seen_version=1, by=_now(bo))
    actions.temporary_access.take_note(_the().id, seen_version=1, by=_now(karla))
    assert (told(karla), told(lead)) == ([], [str(case.number)])
    with pytest.raises(ChangedByOther):
        actions.temporary_access.take_note(_the().id, seen_version=1, by=_now(lead))
    actions.temporary_access.take_note(_the().id, seen_version=2, by=_now(lead))
    assert told(lead) == []
    (kept,) = queries.temporary_access.to_review(by=lead)
    assert (kept.by_name, kept.purpose) == ("Bo Blæst", WHY)


@pytest.mark.asvs("8.2.1", "8.2.3")
def test_who_may_not_open_it_is_refused_and_nothing_is_stored(karla, bo):
    case = _case()
    for role in (Role.ADMINISTRATOR, Role.STEERING_GROUP, Role.REFERRER):
        other = put_account(role, username=role.value)
        with pytest.raises(NotAllowed):
            actions.temporary_access.open_case(str(case.number), WHY, by=other)
    for said in ("", "9999", "1001; DROP", "١٠٠١"):
        with pytest.raises(NotFound):
            actions.temporary_access.open_case(said, WHY, by=bo)
    with transaction() as session:
        session.get_one(YoungPersonRow, case.young_person_id).protected_identity = True
        session.info["changed"] = True
    with pytest.raises(OnlyTheLead):
        actions.temporary_access.open_case(str(case.number), WHY, by=bo)
    with reading() as session:
        assert session.query(TemporaryAccessRow).count() == 0


@pytest.mark.asvs("8.2.3")
def test_a_lead_is_told_a_protected_name_while_the_case_is_open_to_them(karla):
    lead = put_account(Role.PROJECT_LEAD, username="lead")
    case = _case()
    with transaction() as session:
        session.get_one(YoungPersonRow, case.young_person_id).protected_identity = True
        session.info["changed"] = True
    assert "Vilma" not in queries.cases.header(case.number, by=_now(lead)).name
    actions.temporary_access.open_case(str(case.number), WHY, by=_now(lead))
    assert queries.cases.header(case.number, by=_now(lead)).name == "Vilma Vildspor"
    assert [each.name for each in queries.cases.choices(Step, by=_now(lead))] == [
        f"••• {case.number}"
    ]


def test_the_day_of_an_opening_is_the_day_in_denmark(karla):
    moment = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    put(
        TemporaryAccessRow(
            id=new_id(),
            case_id=_case().id,
            account_id=karla.account_id,
            by_name="Bo Blæst",
            purpose=WHY,
            opened_time=moment,
            until_time=moment + timedelta(hours=4),
        )
    )
    told = queries.temporary_access.dues(on=date(2026, 5, 4))
    assert {due.due_date for due in told} == {date(2026, 5, 5)}
    assert queries.temporary_access.dues(on=date(2026, 5, 3)) == ()
