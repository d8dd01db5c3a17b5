"""Whom a notice reaches: exactly who can do it, whoever is away, has left or is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.absences import covered
from core.addressees import roster, told_of
from core.codes import Role
from core.notice_rules import RULES, TABLE, Addressee, Counts
from core.permissions import PAGES, Act, may
from core.records.absences import Absence
from core.records.notices import Why
from core.records.people import Reach
from tests.factories import ON, person

LEAD = person(Role.PROJECT_LEAD, account_id="lead", staff_id="pia")
KAREN = person(Role.COORDINATOR, account_id="karen", staff_id="karen")
IDA = person(Role.SUPPORT_WORKER, account_id="ida", staff_id="ida")
ALLOCATES = person(Role.COORDINATOR, account_id="sol", staff_id="sol", allocates=True)
ADMIN = person(Role.ADMINISTRATOR, account_id="admin")
BOARD = person(Role.STEERING_GROUP, account_id="board")
TEAM = (LEAD, KAREN, IDA, ALLOCATES, ADMIN, BOARD)
CASE = Reach("karen", frozenset({"ida"}))


def deputy(role=Role.COORDINATOR, staff_id="per", covers=frozenset({"karen"})):
    return person(role, account_id=staff_id, staff_id=staff_id, covers=covers)


def told(name, people=TEAM, *, reach=CASE, away=None, left=(), **told):
    rule = RULES[name]
    found = told_of(rule, roster(people, away or {}, left), reach=reach, **told)
    return {each.account_id: each.why for each in found}


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("meeting", {"karen"}),
        ("measurement", {"karen"}),
        ("report_support", {"ida"}),
        ("cti_plan", {"ida"}),
        ("agreement", {"karen", "ida"}),
        ("consent", {"karen"}),
        ("retention", {"lead"}),
    ],
)
def test_a_notice_goes_to_whose_it_is_and_to_nobody_else(name, whom):
    assert set(told(name)) == whom
    assert set(told(name).values()) == {Why.OWN}


def test_where_nobody_has_the_case_those_who_allocate_are_told():
    assert told("take_up", reach=Reach()) == {"sol": Why.NOBODY}


def test_where_nobody_allocates_the_project_leader_is_told():
    others = [each for each in TEAM if each is not ALLOCATES]
    assert told("take_up", others, reach=Reach()) == {"lead": Why.NOBODY}


def test_who_allocates_is_not_told_of_a_case_that_a_worker_has():
    assert told("coordinator", reach=Reach(None, frozenset({"ida"}))) == {"lead": Why.NOBODY}


def test_who_allocates_and_is_away_does_not_keep_it_to_themselves():
    assert told("take_up", reach=Reach(), away={"sol": None}) == {"lead": Why.NOBODY}


def test_the_deputy_is_told_and_who_is_away_sees_it_marked():
    found = told("meeting", (*TEAM, deputy()), away={"karen": "per"})
    assert found == {"per": Why.DEPUTY, "karen": Why.AWAY}


@pytest.mark.parametrize("away", [{"karen": None}, {"karen": "per", "per": None}])
def test_without_a_deputy_or_with_one_who_is_away_too_the_project_leader_is_told(away):
    found = told("meeting", (*TEAM, deputy()), away=away)
    assert found == {"lead": Why.INSTEAD, "karen": Why.AWAY}


def test_a_deputy_without_an_account_is_as_good_as_none():
    assert told("meeting", away={"karen": "per"}) == {"lead": Why.INSTEAD, "karen": Why.AWAY}


def test_a_deputy_whose_role_may_not_do_it_is_passed_over():
    ruben = deputy(Role.SUPPORT_WORKER)
    found = told("meeting", (*TEAM, ruben), away={"karen": "per"})
    assert found == {"lead": Why.INSTEAD, "karen": Why.AWAY}
    assert told("agreement", (*TEAM, ruben), away={"karen": "per"})["per"] is Why.DEPUTY


def test_a_closed_account_and_a_worker_who_has_left_lead_to_the_project_leader():
    closed = [each for each in TEAM if each is not KAREN]
    assert told("meeting", closed) == {"lead": Why.INSTEAD}
    assert told("meeting", left={"karen"}) == {"lead": Why.INSTEAD}


def test_the_project_leader_at_work_is_told_before_the_one_who_is_away():
    second = person(Role.PROJECT_LEAD, account_id="lone", staff_id="lone")
    assert set(told("retention", (*TEAM, second), away={"pia": None})) == {"lone"}
    assert set(told("retention", away={"pia": None})) == {"lead"}


def test_the_time_of_a_worker_is_nobody_elses_to_record():
    page = {"reach": None, "staff_id": "ida", "page": "contacts"}
    assert told("time", **page) == {"ida": Why.OWN}
    stands_in = deputy(Role.SUPPORT_WORKER, covers=frozenset({"ida"}))
    found = told("time", (*TEAM, stands_in), away={"ida": "per"}, **page)
    assert found == {"lead": Why.INSTEAD, "ida": Why.AWAY}


def test_what_is_the_programmes_goes_to_the_project_leader_or_to_the_one_it_names():
    page = {"reach": None, "page": "my_account"}
    assert told("supervision", **page) == {"lead": Why.OWN}
    assert told("supervision", staff_id="karen", **page) == {"karen": Why.OWN}


def test_the_administrator_is_told_that_no_period_is_set():
    assert told("retention_unset", reach=None) == {"admin": Why.OWN}


def test_who_is_both_coordinator_and_worker_is_told_once():
    both = person(Role.COORDINATOR, Role.SUPPORT_WORKER, account_id="k", staff_id="k")
    assert told("agreement", (LEAD, both), reach=Reach("k", frozenset({"k"}))) == {"k": Why.OWN}


# ---------------------------------------------------------------- as properties

STAFF = ("a", "b", "c", "d")
CASE_RULES = [row for row in TABLE if row.counts in {Counts.CASE, Counts.CONSENT_END}]


@st.composite
def days(draw, leads=1):
    """A roster of a day as the store makes it, with at least so many project leaders."""
    absent = draw(st.lists(st.sampled_from(STAFF), unique=True))
    absences = [
        Absence(each, 1, each, each, ON, ON, "holiday", draw(st.sampled_from((None, *STAFF))), "")
        for each in absent
    ]
    covers = covered((each for each in absences if each.deputy_id != each.staff_id), ON)
    with_account = draw(st.lists(st.sampled_from(STAFF), unique=True))
    people = [
        person(
            *draw(st.sets(st.sampled_from(Role), min_size=1, max_size=2)),
            account_id=f"account {each}",
            staff_id=each,
            allocates=draw(st.booleans()),
            covers=covers.get(each, frozenset()),
        )
        for each in with_account
    ]
    people += [person(Role.PROJECT_LEAD, account_id=f"lead {place}") for place in range(leads)]
    away = {each.staff_id: each.deputy_id for each in absences}
    return roster(people, away, draw(st.sets(st.sampled_from(STAFF))))


reaches = st.builds(
    Reach,
    st.sampled_from((None, *STAFF)),
    st.frozensets(st.sampled_from(STAFF), max_size=2),
    st.none(),
    st.sampled_from((None, *STAFF)),
)


@given(days(), reaches, st.sampled_from(CASE_RULES))
def test_every_notice_of_a_case_reaches_an_open_account_that_may_do_it(day, reach, rule):
    accounts = {each.account_id: each for each in day.people}
    found = told_of(rule, day, reach=reach)
    assert found
    assert len({each.account_id for each in found}) == len(found)
    assert any(each.why is not Why.AWAY for each in found)
    for each in found:
        assert may(accounts[each.account_id], rule.act, reach)
        assert may(accounts[each.account_id], Act.SEE_CASE, reach)


@given(days(leads=0), reaches, st.sampled_from(CASE_RULES))
def test_nobody_is_told_of_a_case_that_they_may_not_see(day, reach, rule):
    accounts = {each.account_id: each for each in day.people}
    for each in told_of(rule, day, reach=reach):
        assert may(accounts[each.account_id], Act.SEE_CASE, reach)


@given(days(), st.sampled_from((None, *STAFF)), st.sampled_from(sorted(PAGES)))
def test_what_is_the_programmes_reaches_only_who_can_open_its_page(day, staff_id, page):
    accounts = {each.account_id: each for each in day.people}
    rule = RULES["supervision"]
    for each in told_of(rule, day, staff_id=staff_id, page=page):
        assert may(accounts[each.account_id], PAGES[page])


def test_every_addressee_is_used():
    assert {row.to for row in TABLE} == set(Addressee)
