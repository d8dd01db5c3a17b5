"""Facts as text: also those that nothing here counts to."""

from datetime import UTC, datetime

import pytest
from babel import Locale

from core.words import LANGUAGES
from pages.shared.formats import clock, day, moment, region, shown


@pytest.mark.parametrize("value", [10**30, -(10**15), 1e308, float("inf"), float("nan")])
def test_a_number_beyond_all_that_is_counted_is_shown_as_it_stands(value):
    assert shown("da", value).replace("\\", "") == str(value)


def test_numbers_that_are_counted_have_their_points():
    assert (shown("da", 50_700), shown("en", 3.9)) == ("50.700", "3.9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_how_its_days_and_clocks_are_written(language):
    at = datetime(2026, 5, 3, 8, 42, tzinfo=UTC)
    assert str(at.year) in day(language, at.date())
    assert "42" in clock(language, at)
    assert moment(language, at).startswith(day(language, at.date()))
    assert moment(language, at).endswith(clock(language, at))
    assert Locale.parse(region(language)).language == language


def test_a_day_and_a_clock_in_both_languages():
    at = datetime(2026, 5, 3, 8, 42, tzinfo=UTC)
    assert moment("da", at) == "3.\u00a0maj 2026 kl.\u00a010.42"
    assert moment("en", at) == "3\u00a0May 2026 at 10:42"
