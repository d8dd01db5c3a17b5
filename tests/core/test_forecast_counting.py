"""Fewer futures for a large programme, within the declared error."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Method
from core.forecast.counting import (
    ERROR,
    INSIDE,
    SIZES,
    futures_for,
    interval_error,
    people_in,
)
from core.forecast.standing import Running, Standing, Waiting
from core.settings import Settings


def _known(taken, waiting, undecided):
    none = dict.fromkeys(Method, ())
    return Standing(
        on=date(2026, 11, 23),
        settings=Settings(),
        hands=(),
        running={**none, Method.SM: (Running("lis", 5),) * taken},
        lengths=none,
        waiting={**none, Method.CTI: (Waiting(5, ready=True),) * waiting},
        undecided=(5,) * undecided,
        accepted={},
        decided=0,
        exposure=0,
        decision_delays=(),
        home_delays=(),
    )


@given(*[st.integers(0, 30_000)] * 3)
def test_more_people_are_never_lived_through_more_often(taken, waiting, undecided):
    known = _known(taken, waiting, undecided)
    assert people_in(known) == taken + waiting + undecided
    assert futures_for(_known(taken + 1, waiting, undecided)) <= futures_for(known)


@pytest.mark.parametrize(("people", "futures"), [(0, 10_000), (4_999, 10_000), (10_000, 2_000)])
def test_the_table_says_how_many_futures(people, futures):
    assert futures_for(_known(people, 0, 0)) == futures


def test_every_size_keeps_the_declared_error_and_says_why():
    assert all(interval_error(size.futures) <= ERROR and size.reason for size in SIZES)
    assert all(one.people < other.people for one, other in pairwise(SIZES))
    assert SIZES[0].people == 0


def test_the_error_is_what_chance_does_to_the_ends_that_are_told():
    """The ends of an interval out of so many draws hold eight in ten, give or take the error."""
    dice = np.random.default_rng(5)
    for futures in {size.futures for size in SIZES}:
        draws = dice.random((400, futures))
        low, high = np.quantile(draws, (0.1, 0.9), axis=1, method="inverted_cdf")
        off = np.abs(high - low - INSIDE)
        assert 0.93 <= (off <= interval_error(futures)).mean() <= 0.97
