"""What a distribution says, against the standard library's own arithmetic."""

from collections import Counter
from statistics import fmean, median, quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.distribution import mean, quantile, size

NUMBERS = st.lists(st.integers(-50, 2000), min_size=1, max_size=60)


def test_nothing_has_no_mean_and_no_median():
    assert (size({}), mean({}), quantile({}, 0.5)) == (0, None, None)


def test_the_median_of_two_is_between_them():
    assert quantile({10: 1, 20: 1}, 0.5) == 15


def test_the_ninetieth_percentile_is_interpolated():
    assert quantile(Counter(range(11)), 0.9) == 9
    assert quantile({0: 1, 100: 1}, 0.9) == 90
    assert quantile({7: 1}, 0.9) == 7


@settings(deadline=None, max_examples=100)
@given(NUMBERS)
def test_mean_and_median_are_those_of_the_numbers(numbers):
    counted = Counter(numbers)
    assert size(counted) == len(numbers)
    assert mean(counted) == pytest.approx(fmean(numbers))
    assert quantile(counted, 0.5) == pytest.approx(median(numbers))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=60))
def test_percentiles_are_those_of_the_spreadsheet_rule(numbers):
    expected = quantiles(numbers, n=10, method="inclusive")[8]
    assert quantile(Counter(numbers), 0.9) == pytest.approx(expected)
