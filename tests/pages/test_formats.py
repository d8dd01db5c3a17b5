"""Facts as text: also those that nothing here counts to."""

import pytest

from pages.shared.formats import shown


@pytest.mark.parametrize("value", [10**30, -(10**15), 1e308, float("inf"), float("nan")])
def test_a_number_beyond_all_that_is_counted_is_shown_as_it_stands(value):
    assert shown("da", value).replace("\\", "") == str(value)


def test_numbers_that_are_counted_have_their_points():
    assert (shown("da", 50_700), shown("en", 3.9)) == ("50.700", "3.9")
