"""How counts become figures."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import DatesOutOfOrder
from core.tallies import (
    BAND_NAMES,
    TALLIES,
    Period,
    band,
    banded,
    by_age,
    by_code,
    changes,
    ends_of,
)
from core.words import LANGUAGES, has_phrase


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(DatesOutOfOrder):
        Period(date(2026, 2, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "0-30"),
        (30, "0-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "91-180"),
        (180, "91-180"),
        (181, "181-365"),
        (365, "181-365"),
        (366, "366-730"),
        (730, "366-730"),
        (731, "731+"),
        (5000, "731+"),
    ],
)
def test_each_band_holds_both_its_ends(days, name):
    assert band(days) == name


def test_the_ends_of_a_band_can_be_read_from_its_name():
    for name in BAND_NAMES:
        first, last = ends_of(name)
        assert band(first) == name
        assert last is None or band(last) == name
    assert [name for name in BAND_NAMES if ends_of(name)[1] is None] == [BAND_NAMES[-1]]


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.integers(0, 2000), st.integers(1, 9)))
def test_the_bands_hold_everybody_once(counted):
    found = banded(counted)
    bands = sum(value for name, value in found.items() if name[0].isdigit())
    assert bands == found["n"] == sum(counted.values())


def test_ages_are_in_order_and_unknown_only_where_there_are_any():
    assert list(by_age({18: 2, 9: 1}).items()) == [("9", 1), ("18", 2)]
    assert by_age({None: 3}) == {"unknown": 3}


def test_codes_keep_their_zeros_and_strange_codes_are_not_lost():
    assert by_code(["a", "b"], {"b": 2, "old": 1, None: 4}) == {
        "a": 0,
        "b": 2,
        "old": 1,
        "unknown": 4,
    }


def test_change_is_told_by_its_sign():
    assert changes({1: 3, -1: 1}) == {"n": 4, "decline": 1, "unchanged": 0, "improvement": 3}


@pytest.mark.parametrize("key", TALLIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_tally_has_a_name_and_a_definition(language, key):
    for part in ("name", "definition"):
        assert has_phrase(language, f"tally.{key}.{part}")
