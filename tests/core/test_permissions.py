from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import Role
from core.errors import NotAllowed, NotFound
from core.permissions import MAY, PAGES, Act, check_may, everywhere, may
from core.records.people import Reach
from tests.factories import person

MINE = Reach(coordinator_id="me")
OTHERS = Reach(coordinator_id="other")
NOBODYS = Reach()
CASE_ACTS = set(Act) - {
    Act.SEE_STATUS,
    Act.REFER,
    Act.FOLLOW_OWN_REFERRALS,
    Act.SEE_AGGREGATES,
    Act.SEE_IMPLEMENTATION,
    Act.MANAGE_ACCOUNTS,
    Act.MANAGE_SETTINGS,
    Act.EXCHANGE_DATA,
    Act.OWN_ACCOUNT,
    Act.SEE_NOTICES,
    Act.SEE_ACCESS_LOG,
    Act.REVIEW_LEADERS_ACCESS,
    Act.KEEP_BACKUPS,
    Act.SEE_RETENTION,
    Act.READ_HELP,
}


def test_every_act_and_every_page_stands_in_the_table():
    assert set(MAY) == set(Act)
    assert set(PAGES.values()) <= set(Act)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.STEERING_GROUP, Role.REFERRER])
def test_who_works_with_no_case_may_do_nothing_to_any(role):
    for reach in (MINE, OTHERS, NOBODYS):
        for act in CASE_ACTS:
            assert not may(person(role, staff_id="me", allocates=True), act, reach)


def test_a_coordinator_reaches_their_own_young_people_and_no_others():
    karen = person(Role.COORDINATOR, staff_id="me")
    assert may(karen, Act.SEE_CASE, MINE)
    assert not may(karen, Act.SEE_CASE, OTHERS)


def test_young_people_nobody_has_are_seen_by_who_allocates():
    assert may(person(Role.COORDINATOR, staff_id="me", allocates=True), Act.SEE_CASE, NOBODYS)
    assert not may(person(Role.COORDINATOR, staff_id="me"), Act.SEE_CASE, NOBODYS)


def test_who_allocates_does_not_see_those_that_somebody_has():
    assert not may(person(Role.COORDINATOR, staff_id="me", allocates=True), Act.SEE_CASE, OTHERS)


def test_a_support_worker_reaches_the_young_people_they_support():
    worker = person(Role.SUPPORT_WORKER, staff_id="me")
    assert may(worker, Act.GIVE_SUPPORT, Reach("other", frozenset({"me"})))
    assert not may(worker, Act.DECIDE, Reach("other", frozenset({"me"})))


def test_a_deputy_reaches_the_young_people_of_who_is_away_within_the_deputys_own_role():
    deputy = person(Role.SUPPORT_WORKER, staff_id="other", covers=frozenset({"me"}))
    assert may(deputy, Act.GIVE_SUPPORT, MINE)
    assert may(deputy, Act.GIVE_SUPPORT, Reach("karen", frozenset({"me"})))
    assert not may(deputy, Act.HOLD_MEETINGS, MINE)
    assert not may(deputy, Act.SEE_CASE, Reach("karen"))


def test_a_deputy_of_who_allocates_does_not_allocate():
    deputy = person(Role.COORDINATOR, staff_id="other", covers=frozenset({"me"}))
    assert not may(deputy, Act.SEE_CASE, NOBODYS)


def test_an_account_without_a_place_in_the_staff_list_reaches_nobody():
    assert not may(person(Role.COORDINATOR), Act.SEE_CASE, Reach(None))


def test_a_project_leader_reaches_everybody():
    lead = person(Role.PROJECT_LEAD)
    assert all(may(lead, act, reach) for act in CASE_ACTS for reach in (MINE, OTHERS, NOBODYS))


def test_roles_add_up():
    both = person(Role.SUPPORT_WORKER, Role.ADMINISTRATOR, staff_id="me")
    assert may(both, Act.MANAGE_ACCOUNTS)
    assert may(both, Act.SEE_CASE, MINE)


def test_who_may_not_see_a_case_is_not_told_that_it_exists():
    with pytest.raises(NotFound):
        check_may(person(Role.COORDINATOR, staff_id="me"), Act.DECIDE, OTHERS)


def test_who_sees_a_case_is_told_that_the_act_is_not_theirs():
    with pytest.raises(NotAllowed):
        check_may(person(Role.COORDINATOR, staff_id="me"), Act.OVERRIDE_CAP, MINE)


def test_a_referrer_follows_only_what_they_referred():
    referrer = person(Role.REFERRER, account_id="anna")
    assert may(referrer, Act.FOLLOW_OWN_REFERRALS, Reach(referred_by_id="anna"))
    assert not may(referrer, Act.FOLLOW_OWN_REFERRALS, Reach(referred_by_id="other"))


def test_whoever_builds_contact_before_cti_reaches_the_young_person():
    worker = person(Role.SUPPORT_WORKER, staff_id="me", allocates=True)
    assert may(worker, Act.GIVE_SUPPORT, Reach("other", contact_worker_id="me"))
    assert not may(worker, Act.GIVE_SUPPORT, Reach("other", contact_worker_id="you"))
    assert not may(worker, Act.SEE_CASE, Reach(contact_worker_id="you"))


IN_NORTH, IN_SOUTH, NOWHERE = (
    Reach("other", area="Nord"),
    Reach("other", area="Syd"),
    Reach("other"),
)
NORTH = frozenset({"nord"})


@pytest.mark.asvs("8.4.1")
def test_a_project_leader_of_one_area_reaches_its_young_people_and_no_others():
    lead = person(Role.PROJECT_LEAD, areas=NORTH)
    for act in CASE_ACTS:
        assert may(lead, act, IN_NORTH)
        assert not may(lead, act, IN_SOUTH)
        assert not may(lead, act, NOWHERE)
        assert not everywhere(lead, act)
    with pytest.raises(NotFound):
        check_may(lead, Act.SEE_CASE, IN_SOUTH)


@pytest.mark.parametrize("typed", ["nord", " NORD ", "Nord\t"])
def test_an_area_is_the_same_however_it_is_typed(typed):
    assert may(person(areas=frozenset({typed})), Act.SEE_CASE, IN_NORTH)
    assert may(person(areas=NORTH), Act.SEE_CASE, Reach("other", area=typed))


def test_an_area_of_blanks_is_none():
    assert not may(person(areas=frozenset({" "})), Act.SEE_CASE, Reach("other", area=" "))
    assert not may(person(areas=frozenset({" "})), Act.SEE_CASE, NOWHERE)


@pytest.mark.asvs("8.4.1")
def test_ones_own_work_and_that_of_whom_one_stands_in_for_is_reached_whatever_its_area():
    for role in (Role.PROJECT_LEAD, Role.COORDINATOR, Role.SUPPORT_WORKER):
        own = person(role, staff_id="other", areas=frozenset({"vest"}))
        deputy = person(role, staff_id="me", covers=frozenset({"other"}), areas=frozenset({"vest"}))
        for reach in (IN_NORTH, IN_SOUTH, NOWHERE):
            assert may(own, Act.SEE_CASE, reach)
            assert may(deputy, Act.SEE_CASE, reach)


def test_who_allocates_takes_up_nobodys_young_people_of_their_own_areas():
    karen = person(Role.COORDINATOR, staff_id="me", allocates=True, areas=NORTH)
    assert may(karen, Act.TAKE_UP, Reach(area="Nord"))
    assert not may(karen, Act.TAKE_UP, Reach(area="Syd"))
    assert not may(karen, Act.TAKE_UP, NOBODYS)


def test_a_case_of_another_area_can_be_opened_in_an_emergency_and_then_only_seen():
    for role in (Role.PROJECT_LEAD, Role.COORDINATOR):
        here = replace(person(role, staff_id="me", areas=NORTH), opened=frozenset({"case"}))
        found = replace(IN_SOUTH, case_id="case")
        assert {act for act in CASE_ACTS if may(here, act, found)} == {Act.SEE_CASE}


_AREAS = some.frozensets(some.sampled_from(["nord", "Syd ", "VEST"]), max_size=3)
_STAFF = some.sampled_from([None, "me", "other"])


@pytest.mark.asvs("8.4.1")
@given(
    roles=some.sets(some.sampled_from(Role), min_size=1),
    areas=_AREAS,
    allocates=some.booleans(),
    around=some.builds(
        Reach,
        _STAFF,
        some.frozensets(some.sampled_from(["me", "other"])),
        some.sampled_from([None, "account"]),
        area=some.sampled_from([None, "", "Nord", " syd", "vest", "Øst"]),
    ),
)
def test_an_area_only_ever_takes_away_and_only_what_is_not_ones_own(
    roles, areas, allocates, around
):
    free = person(*roles, staff_id="me", allocates=allocates)
    limited = replace(free, areas=areas)
    inside = (around.area or "").strip().lower() in {each.strip().lower() for each in areas}
    for act in CASE_ACTS | {Act.FOLLOW_OWN_REFERRALS}:
        could, can = may(free, act, around), may(limited, act, around)
        assert could or not can
        if not areas or inside or ("me" in around.staff_ids and act in CASE_ACTS):
            assert can == could
        else:
            assert not can
