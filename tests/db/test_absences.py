"""A deputy's access: on which days, to whom, and to do what."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.absences import AbsenceBegun, AbsenceTold
from core.codes import Role, Step
from core.contacts import Contact
from core.errors import ChangedByOther, NotAllowed, NotFound, UnknownCode
from core.permissions import Act, may
from db import actions, queries
from db.clock import today
from db.engine import Store, reading
from db.models import AccountRow, AuditRow, CaseRow, ContactRow
from db.queries.visible import reach_of, visible_to
from tests.db.statements import statements
from tests.factories import person, put_account, put_case, put_session, put_staff
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case

pytestmark = pytest.mark.usefixtures("store")
A_DAY = timedelta(days=1)
LEAD = person()


@pytest.fixture
def team() -> CaseRow:
    """Ida's young person, coordinated by Karen; Per and Ole have none. Per, Ole have accounts."""
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    for name in ("per", "ole"):
        put_staff(f"{name.title()} Præst", "support_worker", staff_id=name, methods="CTI")
        put_account(Role.SUPPORT_WORKER, username=name, staff_id=name)
    case = put_supported_case(step=Step.SUPPORT)
    put_course(case.id)
    return case


def about(first, last, deputy_id="per"):
    return AbsenceTold(
        from_date=today() + first * A_DAY,
        to_date=today() + last * A_DAY,
        kind="holiday",
        deputy_id=deputy_id,
    )


def away(staff_id=WORKER, first=0, last=6, deputy_id="per"):
    told = about(first, last, deputy_id)
    return actions.absences.plan_absence(staff_id, told, by=LEAD, on=today())


def signed_in(username):
    with reading() as session:
        account = session.scalars(select(AccountRow).where(AccountRow.username == username)).one()
    here = person(Role.SUPPORT_WORKER, account_id=account.id, staff_id=account.staff_id)
    return queries.accounts.signed_in(put_session(here))


def test_whoever_builds_contact_and_is_away_is_told_on_the_case_too():
    for staff_id, name in (("jens", "Jens Juul"), ("per", "Per Præst")):
        put_staff(name, "support_worker", staff_id=staff_id, methods="CTI")
    put_account(Role.SUPPORT_WORKER, username="per", staff_id="per")
    case = put_supported_case(step=Step.COLLABORATION, contact_worker_id="jens")
    away("jens")
    with reading() as session:
        reach = reach_of(session, session.get_one(CaseRow, case.id))
    assert [each.name for each in queries.absences.around(reach, on=today())] == ["Jens Juul"]
    assert queries.cases.header(case.number, by=signed_in("per")) is not None


def sees(username, case):
    """By every way that leads to a case; they agree."""
    here = signed_in(username)
    with reading() as session:
        row = session.get_one(CaseRow, case.id)
        in_store = session.scalar(select(CaseRow.id).where(visible_to(here), CaseRow.id == case.id))
        reach = reach_of(session, row)
    found = {
        in_store is not None,
        may(here, Act.SEE_CASE, reach),
        queries.cases.header(case.number, by=here) is not None,
        case.number
        in {one.facts.number for one in queries.overview.standings(by=here, on=today())},
        case.id in {one.case_id for one in queries.contacts.own_young_people(by=here)},
        case.number in {one.number for one in queries.caseloads.charges(WORKER, by=here)},
    }
    assert len(found) == 1, found
    return found.pop()


def test_a_deputy_sees_the_young_people_from_the_first_day_to_the_last(team):
    absence_id = away(first=1)
    for version, (first, last, within) in enumerate(
        [(1, 6, False), (0, 6, True), (-3, 3, True), (-6, 0, True), (-6, -1, False)], start=1
    ):
        told = about(first, last)
        actions.absences.change_absence(absence_id, told, seen_version=version, by=LEAD, on=today())
        assert sees("per", team) is within, (first, last)
        assert not sees("ole", team)


def test_a_deputy_records_a_contact_in_the_method_of_who_is_away_and_in_their_own_name(team):
    phone = Contact(day=today(), activity="direct_contact", minutes=15, mode="phone")
    with pytest.raises(NotFound):
        actions.contacts.record_contact(team.id, phone, by=signed_in("per"), on=today())
    away()
    actions.contacts.record_contact(team.id, phone, by=signed_in("per"), on=today())
    with reading() as session:
        row = session.scalars(select(ContactRow)).one()
    assert (row.worker_id, row.method) == ("per", "CTI")


def test_a_deputy_of_the_coordinator_records_in_samarbejdsmodellen(team):
    away(COORDINATOR)
    [own] = queries.contacts.own_young_people(by=signed_in("per"))
    assert [method.value for method in own.methods] == ["SM"]


def test_standing_in_for_a_deputy_opens_the_deputys_own_cases_only(team):
    own = put_supported_case("Otto Odde", step=Step.SUPPORT, coordinator_id=None)
    put_course(own.id, worker_id="per")
    away()
    away("per", deputy_id="ole")
    assert queries.cases.header(own.number, by=signed_in("ole")) is not None
    assert queries.cases.header(team.number, by=signed_in("ole")) is None


def test_an_absence_cut_short_ends_the_access_at_once_and_the_worker_does_it_alone(team):
    absence_id = away(first=-3)
    told = about(-3, -1)
    ida = person(Role.SUPPORT_WORKER, staff_id=WORKER)
    with pytest.raises(NotAllowed):
        actions.absences.change_absence(
            absence_id, told, seen_version=1, by=signed_in("per"), on=today()
        )
    actions.absences.change_absence(absence_id, told, seen_version=1, by=ida, on=today())
    assert not sees("per", team)
    with pytest.raises(ChangedByOther):
        actions.absences.change_absence(absence_id, told, seen_version=1, by=ida, on=today())


def test_only_who_works_with_young_people_and_has_an_open_account_can_stand_in(team):
    assert [staff_id for staff_id, _ in queries.absences.deputies(today())] == ["ole", "per"]
    with pytest.raises(UnknownCode) as refused:
        away(deputy_id=COORDINATOR)
    assert refused.value.field == "deputy_id"


def test_an_absence_ahead_is_taken_back_and_one_that_has_begun_is_not(team):
    ahead, begun = away(first=7, last=9), away()
    actions.absences.take_back_absence(ahead, seen_version=1, by=LEAD, on=today())
    with pytest.raises(AbsenceBegun):
        actions.absences.take_back_absence(begun, seen_version=1, by=LEAD, on=today())
    assert [one.id for one in queries.absences.of_worker(WORKER, by=LEAD, on=today())] == [begun]
    with reading() as session:
        logged = session.scalars(select(AuditRow.act).where(AuditRow.row_id == ahead)).all()
    assert logged == [Act.PLAN_ABSENCE.value] * 2


def test_the_home_page_is_told_of_a_missing_deputy_where_the_worker_has_young_people(team):
    nobody = away(deputy_id=None)
    away("ole", deputy_id=None)
    assert queries.absences.without_deputy(today()) == {nobody}
    assert {one.staff_id for one in queries.absences.to_tell(by=LEAD, on=today())} == {
        WORKER,
        "ole",
    }
    assert queries.absences.to_tell(by=signed_in("per"), on=today()) == ()


def test_who_stands_in_around_a_case_is_told_once_for_each_who_is_away(team):
    away()
    away(COORDINATOR, deputy_id="ole")
    reach = queries.cases.header(team.number, by=LEAD).reach
    told = [(one.name, one.deputy_name) for one in queries.absences.around(reach, on=today())]
    assert told == [("Karen Kold", "Ole Præst"), ("Ida Iversen", "Per Præst")]


def test_who_is_signed_in_costs_at_most_one_statement_however_many_are_away(team, store: Store):
    away()
    session_id = put_session(person(account_id=signed_in("per").account_id))
    queries.accounts.signed_in(session_id)
    assert statements(store, lambda: queries.accounts.signed_in(session_id)) <= 1


def test_a_case_that_nobody_has_stays_with_who_allocates(team):
    free = put_case("Frida Fri")
    away()
    assert queries.cases.header(free.number, by=signed_in("per")) is None
