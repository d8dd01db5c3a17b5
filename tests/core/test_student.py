"""The t distribution against printed tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.student import t_quantile, t_share

TABLE = {
    (0.975, 1): 12.7062,
    (0.975, 2): 4.3027,
    (0.975, 5): 2.5706,
    (0.975, 10): 2.2281,
    (0.975, 30): 2.0423,
    (0.975, 120): 1.9799,
    (0.95, 4): 2.1318,
    (0.95, 30): 1.6973,
    (0.90, 3): 1.6377,
    (0.995, 5): 4.0321,
    (0.995, 60): 2.6603,
    (0.9995, 1): 636.6192,
}


@pytest.mark.parametrize(("at", "value"), TABLE.items(), ids=str)
def test_the_quantiles_are_those_of_the_printed_table(at, value):
    assert t_quantile(*at) == pytest.approx(value, abs=5e-5)


def test_many_degrees_are_the_normal_distribution():
    assert t_quantile(0.975, 1e6) == pytest.approx(1.95996, abs=1e-5)


def test_the_middle_is_nought():
    assert t_quantile(0.5, 7) == pytest.approx(0, abs=1e-9)
    assert t_share(0, 7) == pytest.approx(0.5)


@given(st.floats(0.001, 0.999), st.integers(1, 2000))
@settings(max_examples=80, deadline=None)
def test_share_and_quantile_undo_each_other(share, degrees):
    assert t_share(t_quantile(share, degrees), degrees) == pytest.approx(share, abs=1e-9)


@given(st.floats(-50, 50), st.integers(1, 500))
@settings(max_examples=80, deadline=None)
def test_both_sides_are_alike(value, degrees):
    assert t_share(value, degrees) + t_share(-value, degrees) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.1])
def test_a_share_outside_nought_and_one_has_no_quantile(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        t_quantile(share, 5)


def test_there_are_no_negative_degrees():
    with pytest.raises(ValueError, match="positive"):
        t_share(1.0, 0)
