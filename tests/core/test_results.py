"""The days of a quick choice, and what is said of two figures."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import Variant
from core.errors import DatesOutOfOrder
from core.intervals import Comparison
from core.published import figure, published, tables
from core.results import (
    VARIANT_OF,
    Span,
    day_in,
    grouped_ages,
    period_of,
    score_figure,
    share_figure,
    told_apart,
)
from core.tallies import Period

ON = date(2026, 5, 4)
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.TWELVE_MONTHS, date(2025, 5, 5), ON),
        (Span.THIS_YEAR, date(2026, 1, 1), ON),
        (Span.LAST_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (Span.WHOLE, date(2019, 3, 1), ON),
    ],
)
def test_a_quick_choice_is_these_days(span, first, last):
    assert period_of(span, on=ON, first_day=date(2019, 3, 1)) == Period(first, last)


def test_twelve_months_from_a_leap_day_are_a_year_without_the_same_day_twice():
    assert period_of(Span.TWELVE_MONTHS, on=date(2024, 2, 29), first_day=None) == Period(
        date(2023, 3, 1), date(2024, 2, 29)
    )


def test_the_whole_time_of_an_empty_store_is_today():
    assert period_of(Span.WHOLE, on=ON, first_day=None) == Period(ON, ON)


def test_the_whole_time_survives_a_referral_dated_in_the_future():
    assert period_of(Span.WHOLE, on=ON, first_day=date(2030, 1, 1)) == Period(ON, ON)


def test_own_days_are_no_quick_choice():
    with pytest.raises(ValueError, match="own"):
        period_of(Span.OWN, on=ON, first_day=None)


@given(on=DAYS, first=st.none() | DAYS)
@settings(max_examples=60, deadline=None)
def test_every_quick_choice_has_its_days_in_order(on, first):
    for span in set(Span) - {Span.OWN}:
        period = period_of(span, on=on, first_day=first)
        assert period.from_date <= period.to_date <= on


@pytest.mark.parametrize(
    "text", [None, "", "x", "2026-13-01", "2026-02-30", "01.05.2026", "1999-12-31", "2101-01-01"]
)
def test_what_is_no_day_of_an_address_is_told_as_none(text):
    assert day_in(text) is None


def test_a_day_of_an_address_is_read():
    assert day_in("2026-05-04") == ON


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(DatesOutOfOrder):
        Period(ON, date(2026, 5, 3))


def test_of_nobody_there_is_no_figure_and_nothing_to_compare():
    found = share_figure(0, 0, figure("education", "latest", "yes"))
    assert found.own is None
    assert found.comparison is None
    assert not found.few
    assert score_figure(None, 0, None).own is None


def test_a_figure_of_too_few_is_not_compared_however_far_away_it_lies():
    found = share_figure(0, 19, figure("education", "latest", "yes"))
    assert found.few
    assert found.comparison is Comparison.TOO_FEW


@pytest.mark.parametrize(
    ("count", "said"),
    [(10, Comparison.BELOW), (62, Comparison.NOT_TOLD_APART), (95, Comparison.ABOVE)],
)
def test_a_share_is_called_more_or_less_only_where_the_intervals_do_not_touch(count, said):
    assert share_figure(count, 100, figure("education", "latest", "yes")).comparison is said


def test_the_published_figure_is_told_in_the_unit_of_the_own_one():
    assert share_figure(1, 2, figure("education", "latest", "yes")).beside == pytest.approx(0.64)
    assert score_figure(3.0, 40, 1.0, figure("domain_baseline", "crime", "mean")).beside == 4.9


def test_hours_and_kroner_are_not_compared():
    assert share_figure(1, 2, figure("cost", "SM", "per_year")).comparison is None


def test_a_narrow_spread_tells_apart_what_an_unknown_one_does_not():
    crime = figure("domain_baseline", "crime", "mean")
    assert score_figure(4.4, 30, 0.4, crime).comparison is Comparison.BELOW
    assert score_figure(4.4, 30, None, crime).comparison is Comparison.NOT_TOLD_APART


def test_old_ages_are_put_together_as_the_published_table_has_them():
    ages = {"17": 2, "20": 1, "21": 3, "24": 4, "unknown": 5}
    assert grouped_ages(ages, 21) == {"17": 2, "20": 1, "21+": 7, "unknown": 5}


def test_what_is_said_keeps_the_order_of_the_rows():
    beside = figure("education", "latest", "yes")
    rows = [(name, share_figure(count, 100, beside)) for name, count in (("b", 1), ("a", 2))]
    assert told_apart(rows)[Comparison.BELOW] == ("b", "a")
    assert told_apart(rows)[Comparison.ABOVE] == ()


def test_the_variant_of_every_source_beside_our_figures_is_known():
    beside = {"age_at_start", "domain_baseline", "domain_change", "checklist", "education"}
    beside |= {"employment", "housing_at_closure", "participants", "target_group", "cost", "hours"}
    assert beside <= set(tables())
    sources = {each.source for table in beside for each in published(table).values()}
    assert sources <= set(VARIANT_OF)
    assert VARIANT_OF["report_2017"] is Variant.U
