"""Intervals by example and by property, and what may be called above and below."""

from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.intervals import (
    FEWEST,
    Comparison,
    Estimate,
    Interval,
    Kind,
    compare,
    interval_of_mean,
    mean_of_scores,
    share,
    too_few,
    widest_sd,
    wilson,
)
from core.words import LANGUAGES, code_key, has_phrase

settings = hypothesis_settings(max_examples=120, deadline=None)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 400))
    return draw(st.integers(0, n)), n


# ---------------------------------------------------------------- shares


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (82, 160, 0.43567, 0.58875),
        (5, 10, 0.2366, 0.7634),
        (0, 20, 0.0, 0.1611),
        (20, 20, 0.8389, 1.0),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_the_wilson_interval_is_that_of_the_formula(count, n, low, high):
    found = wilson(count, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@given(counts(), st.floats(0.5, 0.999))
@settings
def test_the_interval_lies_on_the_scale_and_holds_the_share(counted, level):
    count, n = counted
    found = wilson(count, n, level)
    assert 0 <= found.low <= count / n <= found.high <= 1


@given(counts(), st.integers(2, 20))
@settings
def test_the_same_share_of_more_is_surer(counted, times):
    count, n = counted
    few, many = wilson(count, n), wilson(count * times, n * times)
    assert many.high - many.low < few.high - few.low


@given(counts())
@settings
def test_those_who_did_and_those_who_did_not_mirror_each_other(counted):
    count, n = counted
    did, did_not = wilson(count, n), wilson(n - count, n)
    assert (did.low, did.high) == pytest.approx((1 - did_not.high, 1 - did_not.low), abs=1e-12)


@given(counts())
@settings
def test_a_higher_level_is_wider(counted):
    count, n = counted
    narrow, wide = wilson(count, n, 0.8), wilson(count, n, 0.99)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@pytest.mark.parametrize(("count", "n", "level"), [(0, 0, 0.95), (3, 2, 0.95), (-1, 2, 0.95)])
def test_what_is_no_share_has_no_interval(count, n, level):
    with pytest.raises(ValueError, match="count of n"):
        wilson(count, n, level)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_a_share(level):
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, level)


# ---------------------------------------------------------------- means


def test_the_t_interval_is_that_of_a_textbook():
    sd = stdev([4, 5, 6, 5, 4, 6, 5, 5])
    found = interval_of_mean(mean=5, sd=sd, n=8)
    half = 2.3646 * sd / 8**0.5
    assert (found.low, found.high) == pytest.approx((5 - half, 5 + half), abs=1e-4)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
@settings
def test_the_interval_of_a_mean_lies_evenly_around_it(values):
    found = interval_of_mean(mean=fmean(values), sd=stdev(values), n=len(values))
    assert found.low - 1e-9 <= fmean(values) <= found.high + 1e-9
    assert (found.low + found.high) / 2 == pytest.approx(fmean(values))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
@settings
def test_no_scores_are_wider_than_the_widest(values):
    widest = widest_sd(mean=fmean(values), n=len(values), low=1, high=5)
    assert stdev(values) <= widest + 1e-9


@given(st.integers(2, 300), st.floats(1, 5))
@settings
def test_an_unknown_deviation_gives_an_interval_on_the_scale(n, mean):
    found = mean_of_scores(mean=mean, n=n, low=1, high=5).interval
    assert 1 <= found.low <= mean <= found.high <= 5


def test_an_unknown_deviation_is_more_cautious_than_a_known_one():
    unknown = mean_of_scores(mean=3.9, n=160, low=1, high=5).interval
    known = mean_of_scores(mean=3.9, n=160, low=1, high=5, sd=1.1).interval
    assert unknown.low < known.low
    assert known.high < unknown.high


def test_a_single_score_says_nothing():
    assert mean_of_scores(mean=4, n=1, low=1, high=5).interval == Interval(1, 5)


@pytest.mark.parametrize(("n", "sd"), [(1, 1.0), (5, -0.1)])
def test_a_mean_needs_two_and_no_negative_deviation(n, sd):
    with pytest.raises(ValueError, match="deviation"):
        interval_of_mean(mean=3, sd=sd, n=n)


def test_a_mean_off_its_scale_is_an_error():
    with pytest.raises(ValueError, match="scale"):
        widest_sd(mean=5.1, n=10, low=1, high=5)


# ---------------------------------------------------------------- comparison


def test_few_are_not_compared():
    assert [too_few(n) for n in (0, 19, 20)] == [True, True, False]
    assert [too_few(n, Kind.MEAN) for n in (9, 10)] == [True, False]
    assert all(fewest.reason.startswith("own choice") for fewest in FEWEST.values())
    assert compare(share(19, 19), share(0, 160)) is Comparison.TOO_FEW
    assert compare(share(100, 100), share(0, 15)) is Comparison.TOO_FEW


def test_figures_far_apart_are_above_and_below():
    assert compare(share(90, 100), share(82, 160)) is Comparison.ABOVE
    assert compare(share(10, 100), share(82, 160)) is Comparison.BELOW


def test_figures_whose_intervals_touch_are_not_told_apart():
    assert compare(share(60, 100), share(82, 160)) is Comparison.NOT_TOLD_APART


@given(counts(), counts())
@settings
def test_nothing_is_called_above_where_the_intervals_touch(own, other):
    first, second = share(*own), share(*other)
    said = compare(first, second)
    if said in {Comparison.ABOVE, Comparison.BELOW}:
        assert first.interval.apart_from(second.interval)
        assert (said is Comparison.ABOVE) == (first.value > second.value)
    elif said is Comparison.NOT_TOLD_APART:
        assert first.interval.low <= second.interval.high
        assert second.interval.low <= first.interval.high


@given(counts(), counts())
@settings
def test_what_is_above_the_other_has_the_other_below_it(own, other):
    turned = {Comparison.ABOVE: Comparison.BELOW, Comparison.BELOW: Comparison.ABOVE}
    said = compare(share(*own), share(*other))
    assert compare(share(*other), share(*own)) is turned.get(said, said)


def test_a_published_figure_of_unknown_n_is_what_rounding_leaves():
    published = Estimate(Kind.SHARE, 0.73, None, Interval(0.725, 0.735))
    assert compare(share(73, 100), published) is Comparison.NOT_TOLD_APART
    assert compare(share(95, 100), published) is Comparison.ABOVE


def test_a_share_is_no_mean():
    with pytest.raises(ValueError, match="not compared"):
        compare(share(50, 100), mean_of_scores(mean=3, n=100, low=1, high=5))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_comparison_and_every_limit_has_words(language):
    assert all(has_phrase(language, code_key(each)) for each in Comparison)
    assert all(has_phrase(language, f"published.fewest.{kind}") for kind in Kind)
