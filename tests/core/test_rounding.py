import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rounding import half_up, percent, whole_percent


def test_a_half_percent_goes_up():
    assert percent(1, 200) == 1
    assert percent(5, 200) == 3
    assert percent(38, 160) == 24
    assert percent(29, 160) == 18


@given(st.integers(1, 500), st.data())
@settings(max_examples=100, deadline=None)
def test_a_percentage_is_never_more_than_half_a_point_off(n, data):
    count = data.draw(st.integers(0, n))
    assert abs(percent(count, n) - 100 * count / n) <= 0.5 + 1e-9


@pytest.mark.parametrize(("share", "said"), [(23 / 40, 58), (0.125, 13), (0.0, 0), (1.0, 100)])
def test_a_share_is_rounded_before_it_is_made_percent(share, said):
    assert whole_percent(share) == said


@given(st.integers(1, 500), st.data())
@settings(max_examples=100, deadline=None)
def test_a_share_and_the_counts_behind_it_give_one_percentage(n, data):
    count = data.draw(st.integers(0, n))
    assert whole_percent(count / n) == percent(count, n)


def test_a_mean_that_ends_in_five_goes_up():
    assert half_up(3.85, 1) == 3.9
    assert half_up(2.5, 0) == 3
    assert half_up(-2.5, 0) == -3
    assert half_up(3.849, 1) == 3.8


@pytest.mark.parametrize(("count", "n"), [(0, 0), (-1, 5)])
def test_nothing_has_no_percentage(count, n):
    with pytest.raises(ValueError, match="percentage"):
        percent(count, n)
