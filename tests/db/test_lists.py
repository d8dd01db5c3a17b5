"""The list of young people: filters, search, order and pages."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as some

from core.cadence import by_step, overdue_by_kind
from core.codes import Combination, Role, Step
from core.records.lists import ListSort, Wanted
from core.records.overview import DueKind
from core.redaction import hidden_name
from db import queries
from db.engine import transaction
from db.models import CaseRow, YoungPersonRow
from db.queries import lists
from db.queries.lists import PAGE_SIZE
from tests.db.statements import statements
from tests.factories import ON, person, put_case, put_staff
from tests.factories_overview import put_agreement, put_meeting
from tests.factories_support import put_course

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)


def _page(by=LEAD, **wanted):
    return queries.lists.page(Wanted(**wanted), by=by, on=ON)


def _names(by=LEAD, **wanted):
    return [line.name for line in _page(by, **wanted).lines]


def test_names_stand_in_danish_order():
    for name in ("Ærling", "Ålborg", "Anna", "Øjvind", "Zenia"):
        put_case(name)
    assert _names() == ["Anna", "Zenia", "Ærling", "Øjvind", "Ålborg"]


@pytest.mark.parametrize("sort", [ListSort.NAME, ListSort.STEP])
def test_whose_name_is_protected_comes_after_the_names(sort):
    hidden = put_case("Anna")
    put_case("Øjvind")
    put_case("Bo")
    with transaction() as session:
        young = session.get_one(YoungPersonRow, hidden.young_person_id)
        young.protected_identity = True
        session.info["changed"] = True
    assert _names(sort=sort) == ["Bo", "Øjvind", hidden_name(hidden.number)]


def test_only_open_cases_are_listed_until_a_closed_step_is_asked_for():
    put_case("Åben", step=Step.REFERRED)
    put_case("Lukket", step=Step.CLOSED)
    assert _names() == ["Åben"]
    assert _names(step=Step.CLOSED) == ["Lukket"]


def test_filters_hold_together():
    put_staff("Karen Kold", staff_id="karen")
    put_case("Asta", step=Step.COLLABORATION, combination="SM", coordinator_id="karen")
    put_case("Bertil", step=Step.COLLABORATION, combination="SM_CTI", coordinator_id="karen")
    put_case("Carla", step=Step.COLLABORATION, combination="SM")
    assert _names(worker="karen") == ["Asta", "Bertil"]
    assert _names(combination=Combination.SM) == ["Asta", "Carla"]
    assert _names(combination=Combination.SM, worker="karen") == ["Asta"]
    assert _names(combination=Combination.SM, worker="karen", step=Step.SUPPORT) == []


def test_a_support_worker_counts_as_long_as_the_course_is_open():
    put_staff("Bo Bro", "support_worker", staff_id="bo")
    now, before = put_case("Asta", step=Step.SUPPORT), put_case("Bertil", step=Step.SUPPORT_ENDED)
    put_course(now.id, worker_id="bo")
    put_course(before.id, worker_id="bo", end_date=date(2026, 4, 1))
    assert _names(worker="bo") == ["Asta"]
    assert _page(worker="bo").lines[0].worker_names == ("Bo Bro",)


def test_the_search_takes_a_part_of_the_name_or_the_number():
    case = put_case("Vilma Vildspor")
    put_case("Bo 100% Bro")
    assert _names(search=" vild ") == ["Vilma Vildspor"]
    assert _names(search=str(case.number)) == ["Vilma Vildspor"]
    assert _names(search="0%") == ["Bo 100% Bro"]
    assert _names(search="%") == ["Bo 100% Bro"]


def test_a_filter_by_what_is_late_shows_that_and_not_the_next():
    late = put_case("Asta", step=Step.COLLABORATION, start_date=date(2025, 12, 1))
    put_case("Bertil", step=Step.REFERRED)
    put_meeting(late.id, date(2026, 4, 30))
    put_agreement(late.id, date(2026, 2, 1))
    found = _page(overdue=DueKind.AGREEMENT)
    assert [(line.name, line.next_due.kind) for line in found.lines] == [
        ("Asta", DueKind.AGREEMENT)
    ]
    assert _page(step=Step.COLLABORATION).lines[0].next_due.kind is DueKind.COORDINATOR


def test_the_list_is_sorted_by_what_comes_first_and_what_owes_nothing_comes_last():
    put_case("Asta", step=Step.REFERRED, referral_date=ON)
    put_case("Bertil", step=Step.REFERRED, referral_date=date(2026, 1, 1))
    assert _names(sort=ListSort.DUE) == ["Bertil", "Asta"]
    put_case("Carla", step=Step.CLOSED)
    assert _names(sort=ListSort.DUE, step=Step.CLOSED) == ["Carla"]


def test_the_list_is_sorted_by_number_age_step_and_coordinator():
    put_staff("Åge", staff_id="aage")
    put_staff("Anna", staff_id="anna")
    put_case("C", step=Step.SUPPORT, birth_date=date(2005, 1, 1), coordinator_id="aage")
    put_case("B", step=Step.ASSESSMENT, birth_date=None, coordinator_id="anna")
    put_case("A", step=Step.REFERRED, birth_date=date(2007, 1, 1))
    assert _names(sort=ListSort.NUMBER) == ["C", "B", "A"]
    assert _names(sort=ListSort.AGE) == ["A", "C", "B"]
    assert _names(sort=ListSort.STEP) == ["A", "B", "C"]
    assert _names(sort=ListSort.COORDINATOR) == ["B", "C", "A"]


def test_people_of_one_name_are_two_lines():
    first, second = put_case("Vilma Vildspor"), put_case("Vilma Vildspor")
    assert [line.number for line in _page().lines] == [first.number, second.number]


@pytest.mark.parametrize("sort", [ListSort.NAME, ListSort.DUE])
def test_pages_hold_everybody_once_and_the_last_one_stands_for_all_after_it(sort):
    for place in range(PAGE_SIZE + 3):
        put_case(f"Ung {place:02}")
    first, second = _page(sort=sort), _page(sort=sort, page=2)
    assert (first.total, first.pages, second.page) == (PAGE_SIZE + 3, 2, 2)
    numbers = [line.number for line in (*first.lines, *second.lines)]
    assert len(set(numbers)) == PAGE_SIZE + 3
    assert _page(sort=sort, page=99) == second


def test_an_empty_list_has_one_page():
    found = _page(step=Step.SUPPORT)
    assert (found.lines, found.total, found.page, found.pages) == ((), 0, 1, 1)


def test_a_coordinator_lists_only_their_own_whatever_is_asked_for():
    put_staff("Karen Kold", staff_id="karen")
    put_case("Asta", step=Step.COLLABORATION, coordinator_id="karen")
    put_case("Bertil", step=Step.COLLABORATION, coordinator_id="other")
    karen = person(Role.COORDINATOR, staff_id="karen")
    assert _names(karen) == ["Asta"]
    assert _names(karen, worker="other") == []
    assert _names(karen, search="Bertil") == []
    assert _names(karen, sort=ListSort.DUE) == ["Asta"]


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_other_roles_list_nobody(role):
    put_case("Asta")
    assert _page(person(role, allocates=True)).total == 0
    assert queries.lists.workers(by=person(role), on=ON) == []


def test_the_workers_to_filter_by_are_those_around_the_cases_one_sees():
    put_staff("Åge", staff_id="aage")
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Ingen", staff_id="nobody")
    case = put_case("Asta", step=Step.SUPPORT, coordinator_id="karen")
    put_course(case.id, worker_id="aage")
    put_case("Bertil", step=Step.COLLABORATION, coordinator_id="other")
    found = queries.lists.workers(by=LEAD, on=ON)
    assert [each.name for each in found] == ["Karen Kold", "Åge"]
    karen = person(Role.COORDINATOR, staff_id="other")
    put_staff("Olga", staff_id="other")
    assert [each.name for each in queries.lists.workers(by=karen, on=ON)] == ["Olga"]


def test_the_list_and_its_filters_ask_an_unchanged_store_once(store):
    put_staff("Karen Kold", staff_id="karen")
    put_case("Asta", step=Step.COLLABORATION, coordinator_id="karen")
    queries.lists.workers(by=LEAD, on=ON)
    assert statements(store, lambda: queries.lists.workers(by=LEAD, on=ON)) == 0
    assert statements(store, _page) == 2
    assert statements(store, _page) == 0


SEEN_BY = [
    LEAD,
    person(Role.PROJECT_LEAD, areas=frozenset({"Nord"})),
    person(Role.COORDINATOR, staff_id="karen"),
    person(Role.COORDINATOR, staff_id="karen", covers=frozenset({"bo"})),
    person(Role.COORDINATOR, staff_id="bo", allocates=True),
    person(Role.REFERRER),
]
"""One account with other rights each time: the answer kept for the one is not the other's."""

WRITES = {
    "karens": lambda: put_case(step=Step.COLLABORATION, coordinator_id="karen", area="Nord"),
    "bos": lambda: put_case(step=Step.COLLABORATION, coordinator_id="bo", area="Syd"),
    "nobodys": lambda: put_case(step=Step.REFERRED),
    "nothing": lambda: None,
}


@trial(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(
            some.sampled_from(sorted(WRITES)),
            some.permutations(SEEN_BY),
            some.sampled_from(list(ListSort)),
        ),
        min_size=2,
        max_size=4,
    )
)
def test_a_kept_page_is_the_one_made_anew_for_that_person_after_every_write(turns):
    for write, people, sort in turns:
        WRITES[write]()
        for each in people:
            asked = Wanted(sort=sort)
            assert _page(each, sort=sort) == lists._make(asked, each, ON)


def test_who_may_no_longer_see_a_case_is_not_shown_the_list_from_before():
    case = put_case("Asta", step=Step.COLLABORATION, coordinator_id="karen")
    karen = person(Role.COORDINATOR, staff_id="karen")
    assert _names(karen) == ["Asta"]
    with transaction() as session:
        session.get_one(CaseRow, case.id).coordinator_id = "bo"
        session.info["changed"] = True
    assert _names(karen) == []
    opened = replace(karen, opened=frozenset({case.id}))
    assert _names(opened) == ["Asta"]
    assert _names(karen) == []


PEOPLE = [
    person(Role.PROJECT_LEAD),
    person(Role.COORDINATOR, staff_id="karen", allocates=True),
    person(Role.SUPPORT_WORKER, staff_id="bo"),
]


@trial(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    some.lists(
        some.tuples(
            some.sampled_from(Step),
            some.dates(date(2025, 10, 1), ON),
            some.sampled_from([None, "karen", "other"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_count_of_the_status_page_is_the_length_of_the_list_behind_it(cases):
    for step, day, coordinator in cases:
        put_case(step=step, referral_date=day, decision_date=day, coordinator_id=coordinator)
    for by in PEOPLE:
        standings = queries.overview.standings(by=by, on=ON)
        assert _page(by).total == len(standings)
        for kind, count in overdue_by_kind(standings).items():
            if count or kind is DueKind.MEETING:
                assert _page(by, overdue=kind).total == count
        for step in {each.facts.step for each in standings}:
            assert _page(by, step=step).total == by_step(standings)[step]


@pytest.mark.parametrize("sort", [ListSort.NAME, ListSort.DUE])
def test_a_longer_list_costs_no_more_statements(store, sort):
    for place in range(3):
        put_case(f"Ung {place}")
    few = statements(store, lambda: _page(sort=sort))
    for place in range(27):
        put_case(f"Ung {place}")
    store.changed_unseen()
    assert statements(store, lambda: _page(sort=sort)) == few
