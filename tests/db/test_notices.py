"""What the store has due for whom: on the edges of each rule, and whoever is away."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from core.absences import AbsenceTold
from core.calendar import add_months
from core.codes import Role, Step
from core.permissions import Act, may
from core.quarters import quarter as quarter_of
from core.records.notices import NoticeKind, When, Why
from core.releases import half_year
from db import actions, queries
from db.clock import now
from db.demo import fill
from db.engine import Store, close_store, open_store, reading, transaction
from db.models import AccountRow, HalfYearReportRow, SettingRow, StaffRow, new_id
from db.queries.acting import person_of
from db.queries.notices import _picture
from db.queries.visible import sees
from pages.shared.documents.cover import period_code
from tests import databases
from tests.db.statements import statements
from tests.factories import ON, person, put, put_account, put_case, put_staff
from tests.factories_fidelity_review import put_submitted
from tests.factories_network import put_consent
from tests.factories_overview import put_meeting
from tests.factories_support import put_course

A_DAY = timedelta(days=1)
LEAD = person()
with_store = pytest.mark.usefixtures("store")


def team():
    """A project leader; Karen, who coordinates; Per, who can stand in; Ida, who supports."""
    for name, role in (("karen", "coordinator"), ("per", "coordinator"), ("ida", "support_worker")):
        put_staff(f"{name.title()} Kold", role, staff_id=name)
    return SimpleNamespace(
        lead=put_account(Role.PROJECT_LEAD, username="lead"),
        karen=put_account(Role.COORDINATOR, username="karen", staff_id="karen"),
        per=put_account(Role.COORDINATOR, username="per", staff_id="per"),
        ida=put_account(Role.SUPPORT_WORKER, username="ida", staff_id="ida"),
        admin=put_account(Role.ADMINISTRATOR, username="admin"),
    )


def put_running(name="Vilma Vildspor", since=ON - timedelta(days=150), **columns):
    """A course that Karen coordinates."""
    values = {"referral_date": since, "start_date": since, "coordinator_id": "karen"}
    return put_case(name, step=Step.COLLABORATION, **{**values, **columns})


def of(here, on=ON, rule=None):
    found = queries.notices.of_person(by=here, on=on)
    return [each for each in found if rule in (None, each.rule)]


def when(here, rule, on):
    return [str(each.when) for each in of(here, on, rule)]


# ---------------------------------------------------------------- the edges of each rule


@with_store
def test_a_meeting_is_told_a_month_ahead_this_week_on_the_day_and_late_the_day_after():
    people, case = team(), put_running()
    day = date(2026, 6, 10)
    put_meeting(case.id, add_months(day, -3))
    assert when(people.karen, "meeting", day - 32 * A_DAY) == []
    assert when(people.karen, "meeting", day - 31 * A_DAY) == ["month"]
    assert when(people.karen, "meeting", day - 3 * A_DAY) == ["month"]
    assert when(people.karen, "meeting", day - 2 * A_DAY) == ["week"]
    assert when(people.karen, "meeting", day) == ["week"]
    assert when(people.karen, "meeting", day + A_DAY) == ["overdue"]
    assert of(people.ida) == []


@with_store
def test_a_consent_is_told_until_it_is_renewed_or_the_case_is_closed():
    people, case = team(), put_running()
    put_consent(case.id, party="Jobcentret", valid_to=ON)
    assert when(people.karen, "consent", ON - 31 * A_DAY) == []
    assert when(people.karen, "consent", ON - 30 * A_DAY) == ["month"]
    assert when(people.karen, "consent", ON) == ["week"]
    assert when(people.karen, "consent", ON + A_DAY) == ["overdue"]
    (told,) = of(people.karen, ON, "consent")
    assert (told.what, told.page, told.address["part"]) == (
        "Jobcentret",
        "network_meeting",
        "consent",
    )
    put_consent(case.id, party="jobcentret", given_date=ON)
    assert of(people.karen, ON, "consent") == []
    closed = put_case("Bo Birk", step=Step.CLOSED, coordinator_id="karen", end_date=ON)
    put_consent(closed.id, valid_to=ON)
    assert of(people.karen, ON, "consent") == []


@with_store
def test_the_fidelity_review_of_a_quarter_is_due_a_month_after_it_until_it_is_submitted():
    people, quarter = team(), quarter_of(date(2026, 2, 1))
    assert of(people.lead, ON, "fidelity") == []
    put_case(referral_date=date(2026, 2, 1))
    assert when(people.lead, "fidelity", date(2026, 3, 31)) == []
    assert when(people.lead, "fidelity", date(2026, 4, 1)) == ["month"]
    assert when(people.lead, "fidelity", date(2026, 4, 30)) == ["week"]
    assert when(people.lead, "fidelity", date(2026, 5, 1)) == ["overdue"]
    (told,) = of(people.lead, date(2026, 5, 1), "fidelity")
    assert (told.page, told.address) == ("fidelity", {"quarter": "2026-1"})
    put_submitted(quarter)
    assert when(people.lead, "fidelity", date(2026, 5, 1)) == []


@with_store
def test_the_project_report_is_due_a_month_after_the_half_year_until_it_is_locked():
    people = team()
    put_running(since=date(2026, 2, 1))
    assert when(people.lead, "project_report", date(2026, 6, 30)) == []
    assert when(people.lead, "project_report", date(2026, 7, 1)) == ["month"]
    assert when(people.lead, "project_report", date(2026, 7, 31)) == ["week"]
    assert when(people.lead, "project_report", date(2026, 8, 1)) == ["overdue"]
    (told,) = of(people.lead, date(2026, 8, 1), "project_report")
    period = half_year(date(2026, 2, 1))
    assert told.address["half_year"] == period_code(period)
    row = HalfYearReportRow(id=new_id(), from_date=period.from_date, to_date=period.to_date)
    put(row)
    assert when(people.lead, "project_report", date(2026, 8, 1)) == ["overdue"]
    with transaction() as session:
        session.get_one(HalfYearReportRow, row.id).locked_time = now()
        session.info["changed"] = True
    assert of(people.lead, date(2026, 8, 1), "project_report") == []


@with_store
def test_the_time_of_a_quarter_is_due_a_month_after_it_from_the_worker_who_wrote_nothing():
    people = team()
    case = put_running(since=date(2026, 1, 5))
    put_course(case.id, worker_id="ida", start_date=date(2026, 1, 5))
    assert when(people.ida, "time", date(2026, 3, 31)) == []
    assert when(people.ida, "time", date(2026, 4, 1)) == ["month"]
    assert when(people.ida, "time", date(2026, 4, 30)) == ["week"]
    assert when(people.ida, "time", date(2026, 5, 1)) == ["overdue"]
    assert of(people.lead, date(2026, 5, 1), "time") == []


@with_store
def test_a_closed_case_is_told_of_when_the_municipalitys_period_is_over():
    people = team()
    case = put_case("Bo Birk", step=Step.CLOSED, end_date=date(2021, 5, 4))
    assert [each.kind for each in of(people.admin)] == [NoticeKind.RETENTION]
    assert of(people.admin)[0].page == "settings"
    assert of(people.lead) == []
    put(SettingRow(id=new_id(), name="retention_months", value="60", valid_from=date(2021, 1, 1)))
    assert of(people.admin) == []
    assert when(people.lead, "retention", date(2026, 4, 2)) == []
    assert when(people.lead, "retention", date(2026, 4, 3)) == ["month"]
    assert when(people.lead, "retention", date(2026, 5, 4)) == ["week"]
    assert when(people.lead, "retention", date(2026, 5, 5)) == ["overdue"]
    (told,) = of(people.lead, ON, "retention")
    assert (told.name, told.address) == ("Bo Birk", {"case": str(case.number)})


# ---------------------------------------------------------------- whoever is away or gone


def away(staff_id, first, last, deputy_id):
    told = AbsenceTold(from_date=first, to_date=last, kind="holiday", deputy_id=deputy_id)
    return actions.absences.plan_absence(staff_id, told, by=LEAD, on=ON)


@with_store
def test_a_deputy_is_told_from_the_first_to_the_last_day_of_the_absence():
    people, case = team(), put_running()
    put_meeting(case.id, add_months(ON, -3))
    first, last = ON + A_DAY, ON + 5 * A_DAY
    away("karen", first, last, "per")
    for on, deputies in ((ON, []), (first, ["deputy"]), (last, ["deputy"]), (last + A_DAY, [])):
        told = of(people.per, on, "meeting")
        assert [each.why(people.per.account_id).why for each in told] == deputies
        (own,) = of(people.karen, on, "meeting")
        expected = Why.AWAY if deputies else Why.OWN
        assert own.why(people.karen.account_id).why is expected
        assert of(people.lead, on, "meeting") == []
    (told,) = of(people.per, first, "meeting")
    assert queries.notices.whose(told, people.per.account_id) == "Karen Kold"


@with_store
@pytest.mark.parametrize("lost", ["account", "staff", "deputy"])
def test_the_project_leader_is_told_where_nobody_can_stand_in(lost):
    people, case = team(), put_running()
    put_meeting(case.id, add_months(ON, -3))
    if lost == "account":
        actions.accounts.close(people.karen.account_id, seen_version=1, by=people.admin)
    elif lost == "staff":
        with transaction() as session:
            session.get_one(StaffRow, "karen").active_to = ON - A_DAY
            session.info["changed"] = True
    else:
        away("karen", ON, ON + A_DAY, None)
    (told,) = of(people.lead, ON, "meeting")
    assert told.why(people.lead.account_id).why is Why.INSTEAD


@with_store
def test_where_nobody_is_left_to_tell_the_administrator_is_told_that():
    put_account(Role.ADMINISTRATOR, username="admin")
    put_running(since=ON - timedelta(days=200), coordinator_id=None)
    with reading() as session:
        account = session.scalars(select(AccountRow.id)).one()
    here = person(Role.ADMINISTRATOR, account_id=account)
    assert [(each.rule, each.page) for each in of(here)] == [("unreached", "accounts")]


@with_store
def test_only_who_sees_all_cases_is_told_everybodys_notices():
    people, case = team(), put_running()
    put_meeting(case.id, add_months(ON, -3))
    everybodys = queries.notices.everybodys(by=people.lead, on=ON)
    assert "meeting" in {each.rule for each in everybodys}
    assert queries.notices.everybodys(by=people.per, on=ON) == ()
    (told,) = [each for each in everybodys if each.rule == "meeting"]
    assert queries.notices.names_told(told, ON) == ("Karen Kold",)


# ---------------------------------------------------------------- the whole demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    store = open_store(databases.laid(tmp_path_factory.mktemp("notices") / "demo.duckdb"))
    fill(on=ON)
    yield store
    close_store()


def test_in_the_demo_every_notice_reaches_somebody_who_may_see_it(demo: Store):
    with reading() as session:
        accounts = [person_of(session, row) for row in session.scalars(select(AccountRow))]
    people = {
        each.account_id: replace(each, covers=queries.absences.covers_of(each.staff_id, ON))
        for each in accounts
    }
    notices = queries.notices.everybodys(by=LEAD, on=ON)
    assert {NoticeKind.MEETING, NoticeKind.AGREEMENT, NoticeKind.CONSENT} <= {
        each.kind for each in notices
    }
    assert {each.when for each in notices} == set(When)
    for each in notices:
        assert each.told
        for told in each.told:
            if each.case is not None:
                assert may(people[told.account_id], Act.SEE_CASE, each.case.facts.reach)
                assert sees(people[told.account_id], each.case.facts.id)


def test_the_picture_takes_a_fixed_number_of_statements(demo: Store):
    queries.overview.every_standing(ON)
    demo.changed_unseen()
    queries.overview.every_standing(ON)
    assert statements(demo, lambda: _picture(ON, ())) <= 60
    assert statements(demo, lambda: _picture(ON, ())) == 0


def test_the_calendar_and_the_notices_agree_on_what_is_late(demo: Store):
    late = {
        (standing.facts.number, due.kind.value)
        for standing in queries.overview.every_standing(ON)
        for due in standing.dues
        if due.overdue
    }
    told = {
        (each.case.facts.number, each.rule)
        for each in queries.notices.everybodys(by=LEAD, on=ON)
        if each.case is not None and each.when is When.OVERDUE
    }
    assert told == late
    assert late
