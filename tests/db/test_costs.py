"""What the costs of a period are made of, on a real store."""

from collections.abc import Iterator
from datetime import date

import pytest

from core.codes import Combination, Method, Role, Step, Variant
from core.costs import MEASURES, Amount, Basis, amount_of, by_activity, values
from core.errors import NotAllowed
from core.tallies import Period
from db import demo, queries
from db.engine import Store, close_store, open_store
from db.models import ContactRow, SettingRow, new_id
from tests.empty_store import empty_store
from tests.factories import person, put, put_case, put_staff
from tests.factories_support import put_course

LEAD = person(Role.PROJECT_LEAD)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def put_contact(case, day, minutes=60, *, method="CTI", worker="ida", activity="direct_contact"):
    put(
        ContactRow(
            id=new_id(),
            case_id=case.id,
            worker_id=worker,
            date=day,
            method=method,
            activity=activity,
            minutes=minutes,
        )
    )


def put_started(name="Vilma Vildspor", **columns):
    told = {
        "step": Step.SUPPORT,
        "combination": Combination.SM_CTI.value,
        "decision": "accepted",
        "coordinator_id": "kit",
        "start_date": date(2025, 1, 10),
        **columns,
    }
    return put_case(name, **told)


def made(period=YEAR, variant=None):
    return queries.costs.work(period, variant, by=LEAD)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_project_leaders_may_ask(store: Store, role):
    with pytest.raises(NotAllowed):
        queries.costs.work(YEAR, by=person(role))
    with pytest.raises(NotAllowed):
        queries.costs.first_day(by=person(role))


def test_minutes_are_told_by_course_coordinator_year_and_rate(store: Store):
    put(SettingRow(id="r", name="hourly_rate_cti", value="450", valid_from=date(2025, 6, 1)))
    case = put_started()
    course = put_course(
        case.id, worker_id="ida", start_date=date(2025, 2, 1), end_date=date(2025, 8, 1)
    )
    put_contact(case, date(2025, 2, 1))
    put_contact(case, date(2025, 8, 1), 30)
    put_contact(case, date(2025, 8, 2), 20)
    put_contact(case, date(2025, 3, 1), 90, method="SM", worker="kit")
    put_contact(case, date(2025, 3, 2), 15, method="SM", worker="ida")
    found = {
        (each.method, each.course_id, each.by_coordinator, each.rate): each.minutes
        for each in made().spent
    }
    assert found == {
        (Method.CTI, course.id, False, 390): 60,
        (Method.CTI, course.id, False, 450): 30,
        (Method.CTI, None, False, 450): 20,
        (Method.SM, None, True, 390): 90,
        (Method.SM, None, False, 390): 15,
    }


def test_a_minute_counts_once_where_two_courses_meet_on_a_day(store: Store):
    case = put_started()
    put_course(case.id, worker_id="ida", start_date=date(2025, 2, 1), end_date=date(2025, 3, 1))
    put_course(case.id, worker_id="ida", start_date=date(2025, 3, 1))
    put_contact(case, date(2025, 3, 1), 40)
    assert sum(each.minutes for each in made().spent) == 40


def test_hours_before_the_period_are_there_for_what_ended_in_it_only(store: Store):
    ended, running = (
        put_started(start_date=date(2024, 5, 1)),
        put_started(start_date=date(2024, 5, 1)),
    )
    put_course(ended.id, worker_id="ida", start_date=date(2024, 6, 1), end_date=date(2025, 2, 28))
    put_course(running.id, worker_id="ida", start_date=date(2024, 6, 1))
    for case in (ended, running):
        put_contact(case, date(2024, 7, 1), 50)
        put_contact(case, date(2025, 1, 15), 10)
    told = {(each.case_id, each.within): each.minutes for each in made().spent}
    assert told == {(ended.id, False): 50, (ended.id, True): 10, (running.id, True): 10}
    per_course = next(
        each
        for each in MEASURES
        if (each.name, each.amount, each.basis) == ("CTI", Amount.HOURS, Basis.PER_COURSE)
    )
    assert values(made(), per_course) == [1]


def test_days_in_course_are_those_within_the_period(store: Store):
    put_started(start_date=date(2024, 12, 1), end_date=date(2025, 1, 31))
    put_started(start_date=date(2025, 12, 1))
    put_started(start_date=date(2026, 1, 1))
    assert sorted((each.days, each.closed) for each in made().stays) == [(31, False), (31, True)]


def test_one_variant_holds_its_own_young_people(store: Store):
    case = put_started(variant=Variant.U)
    put_contact(case, date(2025, 3, 1))
    assert made(variant=Variant.H).stays == made(variant=Variant.H).spent == ()
    assert len(made(variant=Variant.U).stays) == 1


def test_who_had_young_people_all_month_and_wrote_nothing_is_named(store: Store):
    put_staff("Ida Iversen", "support_worker", staff_id="ida", methods="CTI")
    put_staff("Kit Kruse", staff_id="kit")
    case = put_started(start_date=date(2025, 3, 17), end_date=date(2025, 6, 10))
    put_course(case.id, worker_id="ida", start_date=date(2025, 4, 1), end_date=date(2025, 6, 10))
    put_contact(case, date(2025, 5, 8))
    found = {each.month: each.names for each in made().silences}
    assert found == {
        date(2025, 3, 1): ("Kit Kruse",),
        date(2025, 4, 1): ("Ida Iversen", "Kit Kruse"),
        date(2025, 5, 1): ("Kit Kruse",),
    }


def test_a_month_that_is_not_over_in_the_period_is_not_told(store: Store):
    put_staff("Kit Kruse", staff_id="kit")
    put_started(start_date=date(2025, 1, 1))
    period = Period(date(2025, 1, 2), date(2025, 3, 30))
    assert [each.month for each in made(period).silences] == [date(2025, 2, 1)]


# ---------------------------------------------------------------- the same hours as the tallies


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = open_store(empty_store(tmp_path_factory.mktemp("costs") / "demo.duckdb"))
    demo.fill(on=date(2026, 5, 4))
    close_store()
    return store.url


@pytest.fixture
def filled(demo_url: str) -> Iterator[None]:
    open_store(demo_url)
    put(SettingRow(id=new_id(), name="hourly_rate", value="417", valid_from=date(2026, 1, 15)))
    put(SettingRow(id=new_id(), name="hourly_rate_icm", value="431", valid_from=date(2026, 2, 3)))
    yield
    close_store()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("variant", [None, *Variant])
def test_hours_and_kroner_are_those_of_the_tallies(variant):
    period = Period(date(2025, 7, 1), date(2026, 4, 30))
    figures = queries.tallies.figures(period, variant, by=LEAD)
    work = made(period, variant)
    kroner = by_activity(work, Amount.KRONER)
    for method in Method:
        told = sum(row[method] for row in kroner.values())
        assert told == pytest.approx(figures["cost"][method], abs=0.01)
    within = [each for each in work.spent if each.within]
    total = sum(amount_of(each, Amount.KRONER, None) for each in within)
    assert total == pytest.approx(figures["cost"]["total"], abs=0.01)
    assert len({each.case_id for each in work.stays}) == figures["cases"]["served"]
