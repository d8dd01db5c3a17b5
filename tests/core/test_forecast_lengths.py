"""How long courses last: Kaplan-Meier of own courses, the prior while they are few, and draws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from core.codes import Method
from core.forecast.demand import GRANTING, Delays, demand, rates
from core.forecast.lengths import (
    LONGEST,
    MONTH,
    PRIORS,
    Prior,
    curves,
    fresh,
    in_rows,
    rests,
)
from core.forecast.standing import CTI_CLOCK, Length
from tests.factories_forecast import CTI, ICM, SM, case, hand, known

NUMBER = 400


def dice(seed=1):
    return np.random.default_rng(seed)


def mean_curve(lengths, prior, number=NUMBER):
    return curves(lengths, prior, number, dice()).going_on.mean(axis=0)


def ended(*days):
    return [Length(each, ended=True) for each in days]


def test_the_priors_are_the_published_means():
    assert PRIORS[ICM].mean == pytest.approx(13 * MONTH)
    assert PRIORS[SM].mean == pytest.approx(11.7 * MONTH)
    assert PRIORS[CTI].mean == CTI_CLOCK


@pytest.mark.parametrize("method", [SM, ICM])
def test_without_own_courses_the_curve_has_the_published_mean(method):
    drawn = curves([], PRIORS[method], NUMBER, dice())
    assert drawn.mean == pytest.approx(PRIORS[method].mean, rel=0.05)


def test_without_own_courses_cti_ends_at_its_planned_end():
    curve = mean_curve([], PRIORS[CTI])
    assert curve[CTI_CLOCK - 1] == 1
    assert curve[CTI_CLOCK] == 0


def test_with_many_own_courses_the_curve_is_theirs_and_the_prior_is_gone():
    lengths = ended(*range(100, 300)) * 50
    plain = KaplanMeierFitter().fit([each.days for each in lengths], [1] * len(lengths))
    curve = mean_curve(lengths, PRIORS[ICM])
    for day in (150, 200, 250):
        assert curve[day] == pytest.approx(plain.predict(day), abs=0.01)


def test_few_own_courses_move_the_curve_by_their_weight():
    own = ended(*[100] * 10)
    prior = Prior(mean=400, weight=10, shape=None, tail=400)
    curve = mean_curve(own, prior, 4_000)
    assert curve[99] == 1
    assert curve[100] == pytest.approx(0.5, abs=0.02)
    assert curve[400] == 0


def test_open_courses_lengthen_the_curve():
    own = ended(*[100] * 20)
    longer = own + [Length(300, ended=False)] * 20
    assert mean_curve(longer, PRIORS[ICM])[200] > mean_curve(own, PRIORS[ICM])[200] + 0.2


def test_few_own_courses_leave_the_curve_wide_and_many_narrow():
    few, many = (
        curves(ended(*range(100, 300, 10)) * times, PRIORS[ICM], NUMBER, dice()).going_on[:, 200]
        for times in (1, 50)
    )
    assert few.std() > 4 * many.std()


def test_nothing_known_gives_no_curve():
    assert curves([], None, 10, dice()) is None
    assert curves([Length(5, ended=False)], None, 10, dice()) is None


def test_what_goes_on_past_the_last_known_end_ends_at_the_rate_of_the_tail():
    own = [*ended(100), *[Length(150, ended=False)] * 9]
    curve = curves(own, None, NUMBER, dice()).going_on.mean(axis=0)
    assert curve[150] < curve[101]
    assert curve[101] / curve[100] == pytest.approx(np.exp(-1 / 145), rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 800), st.booleans()), max_size=30))
def test_a_curve_begins_at_one_and_never_rises(told):
    drawn = curves([Length(*each) for each in told], PRIORS[ICM], 20, dice())
    assert (np.diff(drawn.going_on, axis=1) <= 0).all()
    assert (drawn.going_on >= 0).all()
    assert (drawn.going_on[:, 0] <= 1).all()
    assert (np.diff(drawn.ends.astype(int), axis=1) <= 0).all()


# ---------------------------------------------------------------- draws


def test_lengths_are_drawn_as_the_curve_says():
    drawn = curves(ended(*range(100, 300)), PRIORS[ICM], 1, dice())
    days = fresh(drawn, 1, 40_000, dice(2))[0]
    for day in (120, 200, 280, 500):
        assert (days > day).mean() == pytest.approx(drawn.going_on[0, day], abs=0.01)


@pytest.mark.parametrize("age", [0, 50, 150, 250, 400])
def test_what_is_left_is_drawn_given_that_the_end_has_not_come(age):
    """P(L > age + u) = S(age + u) / S(age); the place is free the day after."""
    drawn = curves(ended(*range(100, 300)), PRIORS[ICM], 1, dice())
    left = rests(drawn, np.array([age]), 40_000, dice(3))[0]
    assert left.min() >= 2
    for days in (10, 60, 200):
        expected = drawn.going_on[0, age + days] / drawn.going_on[0, age]
        assert (left > days + 1).mean() == pytest.approx(expected, abs=0.012)


def test_a_course_older_than_every_known_length_still_ends():
    drawn = curves([], Prior(100, 10, None, 40), 5, dice())
    left = rests(drawn, np.array([3_000]), 20_000, dice())[0]
    assert left.mean() == pytest.approx(2 + 40, rel=0.05)


def test_a_planned_end_is_met_from_every_age():
    drawn = curves([], PRIORS[CTI], 10, dice())
    ages = np.array([-20, 0, 1, 200, CTI_CLOCK - 1])
    left = rests(drawn, ages, 100, dice())
    assert (left == (CTI_CLOCK - ages + 1)[:, None]).all()


def test_rows_of_lengths_follow_the_counts_of_each_future():
    drawn = curves([], PRIORS[CTI], 4, dice())
    found = in_rows(drawn, np.array([3, 0, 2, 5]), dice())
    assert len(found) == 10
    assert (found == CTI_CLOCK).all()


def test_no_length_is_beyond_what_is_told():
    drawn = curves([Length(9_000, ended=False)], PRIORS[SM], 10, dice())
    assert fresh(drawn, 3, 1_000, dice()).max() <= LONGEST


# ---------------------------------------------------------------- referrals


def test_accepted_referrals_come_at_the_observed_rate_and_the_rate_is_uncertain():
    stand = known([hand()], [], [case(days_ago=place) for place in range(1, 30)])
    found = rates(stand, 20_000, dice())
    granted = next(each for each in found if each.support_method is CTI)
    assert found[granted].mean() == pytest.approx(29 / stand.exposure, rel=0.02)
    assert found[granted].std() == pytest.approx(29**0.5 / stand.exposure, rel=0.03)


def test_every_accepted_referral_needs_a_coordinator_and_only_its_own_method():
    stand = known([hand()], [], [case(days_ago=place) for place in range(1, 30)])
    assert len(GRANTING[SM]) == 3
    assert [len(GRANTING[method]) for method in (CTI, ICM)] == [1, 1]
    assert stand.accepted[GRANTING[ICM][0]] == 0


def test_new_referrals_are_ready_after_their_delays_and_as_many_as_the_rate_says():
    stand = known([hand("per", ICM)])
    wait = curves(ended(*[30] * 50), None, 10, dice())
    rate = np.full(4_000, 0.2)
    found = demand(Method.ICM, stand, rate, Delays(wait, None), 100, dice())
    assert found.ready[:31].sum() == 0
    assert found.ready[31:].mean() == pytest.approx(0.2, rel=0.02)
    assert (found.asked == 30).all()
