"""Refund of stays by section 110 and of support by section 85 a: the limits, and their edges."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.calendar import add_months
from core.refund import (
    SHELTER,
    SUPPORT,
    Days,
    RefundStanding,
    limit_on,
    refunded,
    standing,
    support_until,
)

DAY = timedelta(days=1)
CHANGE = date(2026, 4, 1)


@pytest.mark.parametrize(("day", "limit"), [(CHANGE - DAY, 120), (CHANGE, 90)])
def test_the_limit_is_that_of_the_day(day, limit):
    assert limit_on(day) == limit


@pytest.mark.parametrize("rules", [SHELTER, SUPPORT])
def test_the_rules_follow_each_other_without_a_gap_and_each_has_its_source(rules):
    for before, after in pairwise(rules):
        assert after.valid_from - before.valid_to == DAY
    assert rules[-1].valid_to == date.max
    assert all(rule.source for rule in rules)


def test_both_days_of_a_stay_count():
    assert standing([Days(date(2025, 5, 1), date(2025, 5, 1))], date(2025, 5, 1)).used == 1
    assert standing([Days(date(2025, 5, 1), date(2025, 5, 3))], date(2025, 6, 1)).used == 3


def test_a_day_that_lies_in_two_stays_counts_once():
    moved = [Days(date(2025, 5, 1), date(2025, 5, 3)), Days(date(2025, 5, 3), date(2025, 5, 4))]
    assert standing(moved, date(2025, 6, 1)).used == 4


def test_the_hundred_and_twentieth_day_is_the_last_before_the_change():
    stay = Days(date(2025, 1, 1), None)
    last = date(2025, 4, 30)
    assert standing([stay], last) == RefundStanding(120, 120, 0, last)
    assert standing([stay], last + DAY) == RefundStanding(120, 120, 0, None)


def test_a_stay_through_the_change_goes_on_until_the_new_limit_is_used():
    stay = [Days(date(2026, 2, 1), None)]
    assert standing(stay, CHANGE - DAY) == RefundStanding(59, 120, 61, date(2026, 5, 1))
    assert standing(stay, CHANGE) == RefundStanding(60, 90, 30, date(2026, 5, 1))
    assert refunded(stay, date(2026, 6, 1))[-1] == date(2026, 5, 1)


def test_a_stay_that_has_used_more_than_the_new_limit_has_no_refund_from_the_change_on():
    stay = [Days(date(2025, 12, 15), None)]
    assert standing(stay, CHANGE - DAY).used == 107
    assert standing(stay, CHANGE) == RefundStanding(107, 90, 0, None)


def test_a_day_is_out_of_the_running_year_twelve_months_later():
    stay = [Days(date(2025, 5, 10), date(2025, 5, 10))]
    assert standing(stay, date(2026, 5, 9)).used == 1
    assert standing(stay, date(2026, 5, 10)).used == 0


@pytest.mark.parametrize(
    ("on", "used"),
    [(date(2025, 2, 27), 2), (date(2025, 2, 28), 1), (date(2025, 3, 1), 0)],
)
def test_the_running_year_with_a_leap_day_in_it(on, used):
    """28 and 29 February 2024: a year later, the one is a year old, then the other."""
    assert standing([Days(date(2024, 2, 28), date(2024, 2, 29))], on).used == used


def test_on_a_leap_day_the_running_year_begins_on_the_first_of_march():
    assert standing([Days(date(2027, 2, 28), date(2027, 3, 1))], date(2028, 2, 29)).used == 1


def test_a_stay_without_a_break_has_refund_again_when_its_first_days_are_a_year_old():
    days = refunded([Days(date(2024, 1, 1), None)], date(2025, 1, 2))
    assert days[119] == date(2024, 4, 29)
    assert days[120:] == (date(2025, 1, 1), date(2025, 1, 2))


def test_a_stay_that_ended_has_no_last_day_to_come():
    assert standing([Days(date(2025, 1, 1), date(2025, 1, 5))], date(2025, 2, 1)).until is None


def test_days_to_come_are_not_used():
    assert standing([Days(date(2025, 5, 10), None)], date(2025, 5, 1)).used == 0


_SPANS = some.lists(
    some.builds(
        lambda first, length: Days(first, first + timedelta(days=length)),
        some.dates(date(2024, 1, 1), date(2027, 6, 1)),
        some.integers(0, 200),
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(stays=_SPANS, on=some.dates(date(2024, 1, 1), date(2028, 3, 1)))
def test_never_more_days_in_any_running_year_than_the_limit_of_its_last_day_with_refund(stays, on):
    days = refunded(stays, on)
    assert len(set(days)) == len(days)
    for place, day in enumerate(days):
        since = add_months(day, -12)
        assert sum(since < each for each in days[: place + 1]) <= limit_on(day)
    told = standing(stays, on)
    assert told.left == max(told.limit - told.used, 0)


# ---------------------------------------------------------------- section 85 a


def test_support_has_refund_until_two_years_after_the_discharge():
    assert support_until(date(2026, 5, 9), date(2026, 5, 10)) == date(2028, 5, 10)
    assert support_until(date(2028, 1, 1), date(2028, 2, 29)) == date(2030, 2, 28)


@pytest.mark.parametrize(
    ("decided", "discharged"),
    [
        (date(2026, 5, 10), date(2026, 5, 10)),
        (date(2026, 5, 11), date(2026, 5, 10)),
        (None, date(2026, 5, 10)),
        (date(2026, 5, 1), None),
        (date(2023, 9, 1), date(2023, 9, 30)),
    ],
)
def test_no_refund_without_a_decision_before_the_discharge_or_before_the_law(decided, discharged):
    assert support_until(decided, discharged) is None


def test_the_law_holds_from_its_first_day():
    assert support_until(date(2023, 9, 1), date(2023, 10, 1)) == date(2025, 10, 1)
