"""What the work costs, worked by hand: years, courses, prices, boxes, and what is missing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Combination, Method, all_codes
from core.costs import (
    MEASURES,
    PUBLISHED_YEAR,
    YEAR,
    Amount,
    Basis,
    amount_of,
    box,
    by_activity,
    published_value,
    values,
    years_unknown,
)
from core.prices import derived_years, in_prices_of, price_index
from core.records.costs import ActivitySpent, Spent, Stay, Work
from core.tallies import Period
from core.unregistered import EXPECTED, missing

SM, CTI, ICM = Method.SM, Method.CTI, Method.ICM
PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))


def spent(minutes, method=SM, case="a", **told):
    values = {
        "course_id": None,
        "by_coordinator": True,
        "year": 2025,
        "rate": 390,
        "within": True,
        **told,
    }
    return Spent(case_id=case, method=method, minutes=minutes, **values)


def stay(method=SM, case="a", *, days=365, closed=False, course=None, combination="SM"):
    return Stay(case, method, course, Combination(combination), days, closed)


def work(*parts, activities=(), silences=()):
    return Work(
        PERIOD,
        tuple(each for each in parts if isinstance(each, Spent)),
        tuple(activities),
        tuple(each for each in parts if isinstance(each, Stay)),
        tuple(silences),
    )


def measure(name, amount, basis):
    return next(
        each for each in MEASURES if (each.name, each.amount, each.basis) == (name, amount, basis)
    )


HOURS, KRONER = Amount.HOURS, Amount.KRONER
PER_YEAR, PER_COURSE, PER_YOUNG = Basis.PER_YEAR, Basis.PER_COURSE, Basis.PER_YOUNG_PERSON


# ---------------------------------------------------------------- the published figures


@pytest.mark.parametrize(
    ("name", "amount", "basis", "published"),
    [
        ("SM", HOURS, PER_YEAR, 131),
        ("coordinator", HOURS, PER_YEAR, 56),
        ("ICM", HOURS, PER_YEAR, 226),
        ("CTI", HOURS, PER_COURSE, 106),
        ("SM", KRONER, PER_YEAR, 50_700),
        ("SM_ICM", KRONER, PER_YEAR, 140_000),
        ("SM_CTI", KRONER, PER_COURSE, 91_700),
    ],
)
def test_every_published_figure_stands_beside_its_measure(name, amount, basis, published):
    assert published_value(measure(name, amount, basis), None) == published


def test_the_default_rate_gives_the_published_costs_from_the_published_hours():
    hours = {
        "SM": 131 * 60,
        "CTI": 106 * 60,
        "ICM": 226 * 60,
    }
    found = work(
        spent(hours["SM"]),
        spent(hours["CTI"], CTI, course_id="c"),
        stay(days=365, combination="SM_CTI"),
        stay(CTI, course="c", closed=True, days=275, combination="SM_CTI"),
    )
    assert values(found, measure("SM", KRONER, PER_YEAR)) == pytest.approx([50_700], rel=0.02)
    assert values(found, measure("SM_CTI", KRONER, PER_COURSE)) == pytest.approx([91_700], rel=0.02)
    icm = work(spent(hours["SM"]), spent(hours["ICM"], ICM), stay(), stay(ICM, course="c"))
    assert values(icm, measure("SM_ICM", KRONER, PER_YEAR)) == pytest.approx([140_000], rel=0.02)


# ---------------------------------------------------------------- a year, a course, a period


def test_a_year_is_hours_by_days_in_course():
    half = work(spent(60 * 50), stay(days=182))
    assert values(half, measure("SM", HOURS, PER_YEAR)) == [50 * YEAR / 182]


def test_few_days_are_no_year():
    assert values(work(spent(600), stay(days=89)), measure("SM", HOURS, PER_YEAR)) == []
    assert values(work(spent(600), stay(days=90)), measure("SM", HOURS, PER_YEAR)) != []


def test_a_year_without_hours_is_a_year_of_none():
    assert values(work(stay()), measure("SM", HOURS, PER_YEAR)) == [0]


def test_the_coordinators_hours_are_told_by_themselves():
    found = work(spent(60), spent(120, by_coordinator=False), stay())
    assert values(found, measure("coordinator", HOURS, PER_YEAR)) == [YEAR / 365]
    assert values(found, measure("SM", HOURS, PER_YEAR)) == [3 * YEAR / 365]


def test_a_course_that_ended_is_told_whole_and_never_multiplied():
    found = work(
        spent(60, CTI, course_id="c", within=False),
        spent(30, CTI, course_id="c"),
        spent(45, CTI, course_id=None),
        stay(CTI, course="c", closed=True, days=20),
        stay(CTI, case="b", course="d", days=200),
    )
    assert values(found, measure("CTI", HOURS, PER_COURSE)) == [1.5]


def test_two_courses_of_one_case_are_two():
    found = work(
        spent(60, CTI, course_id="c"),
        spent(120, CTI, course_id="d"),
        stay(CTI, course="c", closed=True),
        stay(CTI, course="d", closed=True),
    )
    assert values(found, measure("CTI", HOURS, PER_COURSE)) == [1, 2]


def test_a_combination_is_told_of_those_who_have_both():
    found = work(
        spent(60 * 226, ICM),
        spent(60 * 131),
        spent(60 * 200, ICM, case="b"),
        stay(ICM, course="c"),
        stay(),
        stay(ICM, case="b", course="d"),
        stay(case="b", days=30),
    )
    assert len(values(found, measure("SM_ICM", KRONER, PER_YEAR))) == 1


def test_the_period_counts_everybody_in_course_and_hours_within_it():
    found = work(
        spent(60),
        spent(60, CTI, course_id="c"),
        spent(600, within=False),
        stay(combination="SM_CTI"),
        stay(case="b", days=3, combination="SM_CTI"),
        stay(case="d"),
    )
    assert values(found, measure("SM_CTI", HOURS, PER_YOUNG)) == [2, 0]
    assert values(found, measure("SM", KRONER, PER_YOUNG)) == [0]


RATES = st.sampled_from([390, 410, 600])


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(Method), st.integers(1, 900), RATES),
        max_size=20,
    )
)
def test_what_young_people_cost_adds_up_to_all_hours_by_their_rates(told):
    parts = [spent(minutes, method, case, rate=rate) for case, method, minutes, rate in told]
    found = work(*parts, *(stay(case=each) for each in "abc"))
    total = sum(minutes * rate / 60 for _, _, minutes, rate in told)
    assert sum(values(found, measure("SM", KRONER, PER_YOUNG))) == pytest.approx(total)


def test_activities_add_up_by_method():
    rows = [
        ActivitySpent(SM, "meeting", 2025, 390, 60),
        ActivitySpent(SM, "meeting", 2025, 400, 60),
        ActivitySpent(CTI, "own_invention", 2025, 390, 30),
    ]
    found = by_activity(work(activities=rows), KRONER)
    assert found["meeting"][SM] == 790
    assert found["own_invention"] == {SM: 0, CTI: 195, ICM: 0}
    assert by_activity(work(activities=rows), HOURS)["meeting"][SM] == 2


# ---------------------------------------------------------------- prices


def test_prices_are_moved_by_the_index():
    index = price_index()
    assert in_prices_of(100, 2015, 2024) == pytest.approx(100 * index[2024] / index[2015])
    assert in_prices_of(100, 2020, None) == 100
    assert in_prices_of(100, 2020, 2020) == 100


def test_a_year_past_the_table_is_taken_as_the_last_one():
    newest = max(price_index())
    assert in_prices_of(100, newest + 5, newest) == 100
    assert years_unknown(work(spent(60, year=newest + 1), spent(60))) == (newest + 1,)


def test_the_index_is_that_of_statistics_denmark_and_says_where_it_is_not_read():
    index = price_index()
    assert index[2015] == 100
    assert list(index) == list(range(2015, max(index) + 1))
    assert derived_years() <= set(index)
    yearly = [index[year] / index[year - 1] for year in range(2016, 2025)]
    assert [round(100 * each - 100, 1) for each in yearly] == [
        0.2,
        1.1,
        0.8,
        0.8,
        0.4,
        1.9,
        7.7,
        3.3,
        1.4,
    ]


def test_published_kroner_are_moved_and_hours_are_not():
    target = measure("SM", KRONER, PER_YEAR)
    moved = in_prices_of(50_700, PUBLISHED_YEAR, 2024)
    assert published_value(target, 2024) == moved > 50_700
    assert published_value(measure("SM", HOURS, PER_YEAR), 2024) == 131
    assert published_value(measure("SM", HOURS, PER_COURSE), 2024) is None


def test_hours_have_no_price():
    assert amount_of(spent(90, year=2016), HOURS, 2024) == 1.5


# ---------------------------------------------------------------- boxes


def test_a_box_has_the_quartiles_of_spreadsheets():
    found = box([4, 1, 3, 2, 10])
    assert (found.low, found.lower, found.median, found.upper, found.high) == (1, 2, 3, 4, 10)
    assert (found.n, found.mean) == (5, 4)


def test_one_value_is_all_of_its_box_and_none_is_no_box():
    one = box([7])
    assert (one.low, one.lower, one.median, one.upper, one.high, one.mean) == (7,) * 6
    assert box([]) is None


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_a_box_is_in_order(told):
    found = box(told)
    assert found.low <= found.lower <= found.median <= found.upper <= found.high
    assert found.low <= found.mean * (1 + 1e-9)


# ---------------------------------------------------------------- what is missing


def test_who_has_no_hours_and_who_is_left_out_is_counted():
    found = missing(
        work(
            spent(60),
            spent(30, CTI),
            spent(30, CTI, course_id="c"),
            stay(),
            stay(case="b", days=20),
            Stay("d", SM, None, None, 200, closed=False),
            stay(CTI, course="c"),
        )
    )
    assert (found.without_hours, found.in_course, found.short) == (2, 3, 1)
    assert found.outside_hours == 0.5
    assert found.uncombined == 1


def test_activities_that_the_published_hours_hold_and_nobody_used_are_named():
    used = [ActivitySpent(SM, each, 2025, 390, 60) for each in EXPECTED[SM] if each != "driving"]
    found = missing(work(stay(), activities=used))
    assert found.never_used == ((SM, "driving"),)


def test_every_expected_activity_is_a_code():
    assert {each for row in EXPECTED.values() for each in row} <= set(all_codes("activity"))
