"""Which periods people without cases may ask for (R19)."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from core.codes import Variant
from core.releases import Heads, Span, closed_half_years, half_year, joined, offers
from core.suppression import small
from core.tallies import Period

K = 5
HALVES = closed_half_years(date(2023, 3, 4), date(2026, 5, 4))


def test_a_half_year_is_closed_when_its_last_day_has_passed():
    assert closed_half_years(date(2025, 3, 4), date(2025, 6, 30)) == ()
    half = Period(date(2025, 1, 1), date(2025, 6, 30))
    assert closed_half_years(date(2025, 3, 4), date(2025, 7, 1)) == (half,)


def test_half_years_follow_each_other_from_the_first_day_on():
    assert HALVES[0] == half_year(date(2023, 3, 4))
    assert HALVES[-1] == Period(date(2025, 7, 1), date(2025, 12, 31))
    for before, after in pairwise(HALVES):
        assert (after.from_date - before.to_date).days == 1


def test_a_half_year_in_which_few_left_is_joined_with_the_next():
    heads = [Heads(9, 9, 0, 9), Heads(15, 6, 2, 13), Heads(20, 7, 6, 14)]
    found = joined(list(zip(HALVES, heads, strict=False)), K)
    assert found == (HALVES[0], Period(HALVES[1].from_date, HALVES[2].to_date))


def test_the_last_half_years_wait_until_enough_have_come_and_gone():
    heads = [Heads(9, 9, 0, 9), Heads(10, 1, 0, 10)]
    assert joined(list(zip(HALVES, heads, strict=False)), K) == (HALVES[0],)


@given(some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_sum_or_difference_of_head_counts_is_small(flows):
    there, half_years, stayed = 0, [], 0
    for half, (started, leaving) in zip(HALVES, flows, strict=False):
        there = stayed + started
        left = min(leaving, there)
        stayed = there - left
        half_years.append((half, Heads(there, started, left, stayed)))
    by_half = dict(half_years)
    runs = []
    for period in joined(half_years, K):
        inside = [
            h for p, h in by_half.items() if period.from_date <= p.from_date <= period.to_date
        ]
        run = inside[0]
        for later in inside[1:]:
            run = run.then(later)
        runs.append(run)
    started = left = 0
    for run in runs:
        assert not any(small(n, K) for n in (run.served, run.started, run.leavers, run.stayers))
        started, left = started + run.started, left + run.leavers
        assert not small(started - run.served, K)
        assert not small(started - left, K)


def test_the_variants_are_offered_for_all_periods_or_for_the_whole_time_alone():
    periods = HALVES[:2]
    everywhere = offers(periods, lambda _: True)
    assert {offer.variants for offer in everywhere} == {(None, *Variant)}
    whole_only = offers(periods, lambda period: period not in periods[:1])
    assert [offer.variants for offer in whole_only] == [(None, *Variant), (None,), (None,)]
    assert {offer.variants for offer in offers(periods, lambda _: False)} == {(None,)}


def test_the_whole_time_comes_first_and_the_newest_half_year_next():
    first, second, third = offers(HALVES[:2], lambda _: False)
    assert (first.span, first.place) == (Span.WHOLE, 1)
    assert first.period == Period(HALVES[0].from_date, HALVES[1].to_date)
    assert (second.period, third.period) == (HALVES[1], HALVES[0])


def test_a_single_period_is_not_offered_a_second_time_as_the_whole():
    assert [offer.span for offer in offers(HALVES[:1], lambda _: True)] == [Span.HALF]


def test_nothing_is_offered_of_no_period():
    assert offers((), lambda _: True) == ()
