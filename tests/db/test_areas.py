"""Accounts limited to areas of the municipality: kept, compared and asked of every question."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from core.codes import Role, Step
from core.errors import NotAllowed, NotFound, TooLong
from core.moving import Move
from core.permissions import Act, may
from core.records.access_log import LogWanted
from core.records.people import Person
from core.retention import HoldTold, mark_of
from db import actions, queries
from db.engine import reading, transaction
from db.models import AccountAreaRow, AuditRow, CaseRow, SettingRow, YoungPersonRow
from db.queries.visible import reach_of, visible_to
from tests.factories import ON, person, put, put_account, put_case, put_session, put_staff

pytestmark = [pytest.mark.usefixtures("store"), pytest.mark.asvs("8.4.1")]
ADMIN = person(Role.ADMINISTRATOR)
LEAD = person(Role.PROJECT_LEAD, account_id="lead")
NORTH = person(Role.PROJECT_LEAD, account_id="north", areas=frozenset({"nord"}))


def set_areas(one, *areas):
    line = next(each for each in queries.accounts.everybody(by=ADMIN) if each.id == one.account_id)
    actions.accounts.change(
        line.id,
        name=line.name,
        roles=line.roles,
        staff_id=line.staff_id,
        organisation=line.organisation,
        allocates=line.allocates,
        areas=areas,
        seen_version=line.version,
        by=ADMIN,
    )
    return next(each.areas for each in queries.accounts.everybody(by=ADMIN) if each.id == line.id)


@pytest.fixture(autouse=True)
def _an_administrator(store):
    put_account(Role.ADMINISTRATOR, username="admin", name="Åse Admin")


def test_areas_are_set_once_each_however_typed_and_taken_away_again():
    lead = put_account(Role.PROJECT_LEAD)
    assert set_areas(lead, "Nord", " NORD ", "", "Øst") == ("Nord", "Øst")
    assert set_areas(lead, "øst") == ("Øst",)
    assert set_areas(lead) == ()
    with pytest.raises(TooLong):
        set_areas(lead, "x" * 300)


def test_an_account_is_made_with_its_areas_and_the_log_has_a_line_of_each_that_comes_or_goes():
    made = {"name": "Vilde Vind", "roles": (Role.PROJECT_LEAD,), "areas": ("Nord", "Syd")}
    actions.accounts.create(username="vilde", by=ADMIN, **made)
    line = queries.accounts.everybody(by=ADMIN)[0]
    assert line.areas == ("Nord", "Syd")
    set_areas(person(account_id=line.id), "Nord")
    query = select(AuditRow.changes).where(AuditRow.table_name == "account_areas")
    with reading() as session:
        told = session.scalars(query.order_by(AuditRow.sequence)).all()
    assert [sum(area in each for each in told) for area in ("Nord", "Syd")] == [1, 2]


def test_another_limit_holds_with_the_next_question_of_an_open_session():
    lead = put_account(Role.PROJECT_LEAD)
    session_id = put_session(lead)
    assert queries.accounts.signed_in(session_id).areas == frozenset()
    put(AccountAreaRow(account_id=lead.account_id, area="Nord"))
    assert queries.accounts.signed_in(session_id).areas == {"Nord"}


def test_areas_to_choose_between_are_those_in_use_without_where_the_protected_live():
    for area in ("Øst", " nord", "Nord", None, "  ", "Skjult"):
        put_case(area=area)
    with transaction() as session:
        hidden = YoungPersonRow.municipality_area == "Skjult"
        session.scalars(select(YoungPersonRow).where(hidden)).one().protected_identity = True
        session.info["changed"] = True
    lead = put_account(Role.PROJECT_LEAD)
    put(AccountAreaRow(account_id=lead.account_id, area="Vest"))
    assert [each.lower() for each in queries.areas.offered(by=ADMIN)] == ["nord", "vest", "øst"]
    with pytest.raises(NotAllowed):
        queries.areas.offered(by=LEAD)


AREAS = (None, "Nord", "NORD ", "syd", "Straße", "STRASSE", "ÆRØ", "ærø", "  ")


@pytest.fixture
def everywhere_cases():
    for each in ("me", "other"):
        put_staff(each, staff_id=each)
    for area, coordinator, referrer in product(AREAS, (None, "me", "other"), (None, "account")):
        put_case(area=area, coordinator_id=coordinator, referred_by_id=referrer)
    with reading() as session:
        cases = session.scalars(select(CaseRow)).all()
        return {case.id: reach_of(session, case) for case in cases}


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    roles=some.frozensets(some.sampled_from(Role), min_size=1),
    staff_id=some.sampled_from([None, "me", "nobody"]),
    covers=some.frozensets(some.just("other")),
    allocates=some.booleans(),
    areas=some.frozensets(some.sampled_from(["nord", "Syd", "strasse", "Ærø ", "vest"])),
    opens=some.integers(0, 53),
)
def test_the_table_and_the_store_say_the_same_of_every_case_and_act(
    everywhere_cases, roles, staff_id, covers, allocates, areas, opens
):
    opened = frozenset(sorted(everywhere_cases)[opens : opens + 1])
    here = Person(
        "account",
        "Karen",
        roles,
        staff_id,
        allocates,
        covers=covers,
        areas=areas,
        opened=opened,
    )
    with reading() as session:
        for act in (Act.SEE_CASE, Act.DECIDE, Act.FOLLOW_OWN_REFERRALS, Act.MOVE_CASELOAD):
            in_store = set(session.scalars(select(CaseRow.id).where(visible_to(here, act))))
            assert in_store == {
                case_id for case_id, reach in everywhere_cases.items() if may(here, act, reach)
            }


def test_the_log_is_bare_where_it_tells_of_a_case_of_another_area():
    here, away = put_case("Nanna Nord", area="Nord"), put_case("Sofus Syd", area="Syd")
    for case in (here, away):
        actions.looks.saw("young_person", {"case": str(case.number)}, by=LEAD)
    page = queries.access_log.lines(LogWanted(), by=NORTH)
    assert {line.case_number for line in page.lines} == {here.number, None}
    assert {each.facts for each in page.lines if each.case_number is None} == {None}
    asked = LogWanted(case_number=away.number)
    assert queries.access_log.lines(asked, by=LEAD).lines
    assert queries.access_log.lines(asked, by=NORTH).lines == ()
    assert queries.access_log.lookups_at(away.number, by=NORTH) is None
    assert queries.access_log.lookups_at(here.number, by=NORTH) is not None


def test_young_people_of_another_area_are_neither_merged_nor_held_back_nor_told_of():
    here, away = put_case("Nanna Nord", area="Nord"), put_case("Sofus Syd", area="Syd")
    assert queries.merging.pair(here.young_person_id, away.number, by=LEAD) is not None
    assert queries.merging.pair(here.young_person_id, away.number, by=NORTH) is None
    with pytest.raises(NotFound):
        queries.person_file.to_look_at(away.id, by=NORTH)
    told = HoldTold("En sag i retten", None)
    with pytest.raises(NotFound):
        actions.retention.hold(away.number, told, by=NORTH, on=ON)
    actions.retention.hold(here.number, told, by=NORTH, on=ON)
    actions.retention.hold(away.number, told, by=LEAD, on=ON)
    held = [queries.retention.preview(ON, by=each).holds for each in (LEAD, NORTH)]
    assert [{one.case_number for one in each} for each in held] == [
        {here.number, away.number},
        {here.number},
    ]


def test_what_is_due_in_other_areas_is_neither_told_nor_anonymised():
    put(SettingRow(name="retention_months", value="60", valid_from=date(2021, 1, 1)))
    past = ON - timedelta(days=4000)
    here, away = (put_case(area=each, step=Step.CLOSED, end_date=past) for each in ("Nord", "Syd"))
    due = queries.retention.preview(ON, by=NORTH).due(ON)
    assert [each.case_id for each in due] == [here.id]
    mark = mark_of([here.id])
    assert actions.retention.carry_out(looked=True, seen_version=mark, by=NORTH, on=ON) == 1
    assert [each.case_id for each in queries.retention.preview(ON, by=LEAD).due(ON)] == [away.id]


def test_the_young_people_of_a_worker_are_told_and_moved_within_the_areas_alone():
    put_staff("Mette", staff_id="mette")
    for area in ("Nord", "Syd"):
        put_case(area=area, step=Step.COLLABORATION, coordinator_id="mette", start_date=ON)
    of_all, of_one = (queries.caseloads.charges("mette", by=each) for each in (LEAD, NORTH))
    assert (len(of_all), len(of_one)) == (2, 1)
    loads = [queries.caseloads.board(by=each, on=ON) for each in (LEAD, NORTH)]
    assert loads[0] == loads[1]
    outside = next(each for each in of_all if each not in of_one)
    moved = [Move(outside.id, outside.method, outside.version, put_staff("Per"))]
    with pytest.raises(NotFound):
        actions.caseloads.move(moved, from_id="mette", day=ON, reason="Ferie", by=NORTH, on=ON)
