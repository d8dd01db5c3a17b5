from datetime import date

import pytest

from core.errors import MissingValue, TooLong
from core.half_year import (
    NEEDED,
    SECTIONS,
    HalfYearLocked,
    HalfYearNotLocked,
    NoClosedHalfYear,
    check_closed_half_year,
    check_locked,
    check_open,
    checked_texts,
    covering,
)
from core.releases import Offer, Span
from core.tallies import Period
from core.words import LANGUAGES, has_phrase

HALF = Period(date(2026, 1, 1), date(2026, 6, 30))


def test_a_half_year_can_be_reported_from_the_day_after_its_last():
    check_closed_half_year(HALF, date(2026, 7, 1))
    with pytest.raises(NoClosedHalfYear):
        check_closed_half_year(HALF, date(2026, 6, 30))


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 1, 1), date(2026, 3, 31)), (date(2025, 7, 1), date(2026, 6, 30))],
)
def test_other_periods_can_not_be_reported(first, last):
    with pytest.raises(NoClosedHalfYear):
        check_closed_half_year(Period(first, last), date(2026, 12, 1))


def test_a_draft_may_be_empty_and_is_cleaned():
    assert checked_texts({"progress": "  Vi er i gang \n"})["progress"] == "Vi er i gang"
    assert set(checked_texts({})) == set(SECTIONS)


@pytest.mark.parametrize("section", sorted(NEEDED))
def test_what_the_source_asks_for_must_be_written_before_locking(section):
    written = dict.fromkeys(SECTIONS, "Noget")
    with pytest.raises(MissingValue) as refused:
        checked_texts({**written, section: " "}, locking=True)
    assert refused.value.field == section
    checked_texts(dict.fromkeys(NEEDED, "Noget"), locking=True)


def test_a_text_of_any_length_is_not_kept():
    with pytest.raises(TooLong):
        checked_texts({"progress": "x" * 4001})


def test_locked_is_locked_and_open_is_open():
    check_open(locked=False)
    check_locked(locked=True)
    with pytest.raises(HalfYearLocked):
        check_open(locked=True)
    with pytest.raises(HalfYearNotLocked):
        check_locked(locked=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_has_a_heading_and_a_hint(language, section):
    assert has_phrase(language, f"half_year_form.{section}")
    assert has_phrase(language, f"half_year_form.{section}_help")


def test_the_figures_of_a_half_year_are_its_own_or_those_of_the_period_it_is_joined_with():
    year = Period(date(2025, 7, 1), date(2026, 6, 30))
    whole = Offer(Period(date(2024, 1, 1), date(2026, 6, 30)), Span.WHOLE, 2, (None,))
    assert covering([whole, Offer(HALF, Span.HALF, 1, (None,))], HALF) == HALF
    assert covering([whole, Offer(year, Span.HALF, 1, (None,))], HALF) == year
    assert covering([whole], HALF) is None, "the whole time is no half-year"
