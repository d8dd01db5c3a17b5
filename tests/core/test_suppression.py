"""Small numbers are hidden so that nobody can be found, by reading or by subtraction (R19)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.suppression import LEAST_K, small, suppress, threshold

TABLES = some.dictionaries(some.sampled_from("abcd"), some.integers(0, 9), max_size=4)
THRESHOLDS = some.integers(0, 6)


def test_a_table_without_small_counts_is_shown_as_it_is():
    shown = suppress({"SM": 30, "CTI": 12, "ICM": 0}, 5)
    assert dict(shown.cells) == {"SM": 30, "CTI": 12, "ICM": 0}
    assert shown.total == 42
    assert not shown.suppressed


def test_a_small_count_is_hidden_and_so_is_the_total_it_could_be_subtracted_from():
    shown = suppress({"SM": 30, "CTI": 12, "ICM": 3}, 5)
    assert dict(shown.cells) == {"SM": 30, "CTI": 12, "ICM": None}
    assert shown.total is None
    assert (shown.least, shown.most) == (43, 46)


@pytest.mark.parametrize(("count", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_the_threshold_itself_and_zero_are_shown(count, hidden):
    assert small(count, 5) is hidden


@pytest.mark.parametrize("k", [-1, 0, 1, 2])
def test_no_setting_lowers_the_threshold_below_three(k):
    assert threshold(k) == LEAST_K
    assert suppress({"SM": 2}, k).cells["SM"] is None


def test_an_empty_table_has_the_total_zero():
    assert suppress({}, 5).total == 0


def test_a_negative_count_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        suppress({"SM": -1}, 5)


@given(TABLES, THRESHOLDS)
def test_who_knows_the_rules_and_all_that_is_shown_can_find_no_hidden_count(counts, k):
    """Every table that would be shown just so: each hidden cell has several values among them."""
    shown = suppress(counts, k)
    hidden = [key for key, count in shown.cells.items() if count is None]
    possible = [
        values
        for values in product(range(threshold(k) + 2), repeat=len(hidden))
        if suppress({**counts, **dict(zip(hidden, values, strict=True))}, k) == shown
    ]
    assert all(len({values[place] for values in possible}) > 1 for place in range(len(hidden)))
    if hidden:
        assert len({sum(values) for values in possible}) > 1


@given(TABLES, THRESHOLDS)
def test_the_bounds_hold_the_total_and_follow_from_what_is_shown(counts, k):
    shown = suppress(counts, k)
    seen = sum(count for count in shown.cells.values() if count is not None)
    hidden = sum(count is None for count in shown.cells.values())
    assert shown.least <= sum(counts.values()) <= shown.most
    assert (shown.least, shown.most) == (seen + hidden, seen + hidden * (threshold(k) - 1))
